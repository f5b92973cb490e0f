-- title: {de: Familien mit Fallbesprechung im Quartal, en: Families with a case discussion in the quarter}
-- short: {de: Fallbesprechung, en: Case discussion}
-- catalogue: F06
-- topic: fallmanagement
-- numerator:
--   de: Familien, zu denen im Quartal mindestens eine Fallbesprechung stattfand
--   en: Families about whom at least one case discussion took place in the quarter
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals
--   en: Families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: quarter
-- part_of: fam_aktiv
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Fallbesprechungen der Projektkoordination mit dem Fallmanagement.
--   en: Case discussions of the project coordination with case management.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  exists (
    select 1
    from basis.fallbesprechung b
    where b.familie_id = f.familie_id
      and b.datum between z.von and z.bis
  )::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_stichtag f
join basis.zeitraum z on z.freq = f.freq and z.time_period = f.time_period
where f.freq = 'Q'
