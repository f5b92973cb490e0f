-- title: {de: Projektfamilien im Fallmanagement, en: Project families in case management}
-- short: {de: Familien, en: Families}
-- catalogue: A01
-- topic: fallmanagement
-- numerator:
--   de: Familien, die bis zum letzten Tag des Quartals aufgenommen wurden und deren Fallmanagement an diesem Tag nicht beendet ist
--   en: Families taken in by the last day of the quarter whose case management has not ended by then
-- measure: count
-- unit: FAMILIES
-- counts: families
-- direction: neutral
-- period: stock
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Im Monat des Endes gilt eine Familie als ausgeschieden.
--   en: In the month in which case management ends, a family counts as having left.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.familie_stichtag f
where f.freq = 'Q'
