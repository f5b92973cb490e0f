-- title: {de: Familien mit mindestens einem stützenden Faktor, en: Families with at least one supporting factor}
-- short: {de: mit stützendem Faktor, en: with a supporting factor}
-- catalogue: F02
-- topic: faktoren
-- numerator:
--   de: Familien mit mindestens einem stützenden Faktor, der an dem Tag besteht
--   en: Families with at least one supporting factor that persists on the day
-- denominator:
--   de: Familien im Fallmanagement, für die schon Faktoren erhoben wurden
--   en: Families in case management for whom factors have been recorded
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- part_of: fam_aktiv
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Über alle Ebenen. Abgeschwächte Faktoren bestehen noch; eine Familie ohne Erhebung ist nicht feststellbar.
--   en: Over all levels. Weakened factors still persist; a family for whom nothing has been recorded is not determinable.

-- A file of its own for the reason given in hemm_fam.sql.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  f.offen::decimal(18, 6) as numerator,
  case when f.offen is not null then 1 end::decimal(18, 6) as denominator
from basis.faktor_stichtag f
where f.freq = 'Q'
  and f.richtung = 'STUETZEND'
