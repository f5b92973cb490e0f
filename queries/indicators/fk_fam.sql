-- title: {de: Familien mit Fallkonferenz, en: Families with a case conference}
-- short: {de: mit Fallkonferenz, en: with a case conference}
-- catalogue: F07
-- topic: netzwerk
-- numerator:
--   de: Familien, zu denen bis zum letzten Tag des Quartals mindestens eine Fallkonferenz stattfand
--   en: Families about whom at least one case conference has taken place by the last day of the quarter
-- denominator:
--   de: Alle bisher aufgenommenen Familien
--   en: All families taken in so far
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: project
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Kumuliert, mit ausgeschiedenen Familien. Nur Fallkonferenzen, in die die Familie eingewilligt hat.
--   en: Cumulated, with families that have left. Only case conferences to which the family has agreed.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  exists (
    select 1
    from basis.fallkonferenz_bisher k
    where k.time_period = f.time_period
      and k.familie_id = f.familie_id
  )::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_bisher f
where f.freq = 'P'
