-- title: {de: Familien mit mindestens einem hemmenden Faktor, en: Families with at least one hindering factor}
-- short: {de: mit hemmendem Faktor, en: with a hindering factor}
-- catalogue: F01
-- topic: faktoren
-- numerator:
--   de: Familien mit mindestens einem hemmenden Faktor, der an dem Tag nicht aufgelöst ist
--   en: Families with at least one hindering factor that is not resolved on the day
-- denominator:
--   de: Familien im Fallmanagement, für die schon Faktoren erhoben wurden
--   en: Families in case management for whom factors have been recorded
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: down
-- period: [stock, since_intake]
-- part_of: fam_aktiv
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Über alle Ebenen. Abgeschwächte Faktoren bestehen noch; eine Familie ohne Erhebung ist nicht feststellbar.
--   en: Over all levels. Weakened factors still persist; a family for whom nothing has been recorded is not determinable.

-- A file of its own: the total is plain, the levels of hemm_haeufig can harm, and a header has one class.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  f.offen::decimal(18, 6) as numerator,
  case when f.offen is not null then 1 end::decimal(18, 6) as denominator
from basis.faktor_stichtag f
where f.richtung = 'HEMMEND'
