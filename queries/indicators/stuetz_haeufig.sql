-- title: {de: Familien mit stützenden Faktoren nach Ebene, en: Families with supporting factors by level}
-- short: {de: stützender Faktor, en: supporting factor}
-- catalogue: F02
-- topic: faktoren
-- numerator:
--   de: Familien mit mindestens einem stützenden Faktor dieser Ebene, der an dem Tag besteht
--   en: Families with at least one supporting factor of this level that persists on the day
-- denominator:
--   de: Familien im Fallmanagement, für die schon Faktoren erhoben wurden
--   en: Families in case management for whom factors have been recorded
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- by: [ebene]
-- part_of: stuetz_fam
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Abgeschwächte Faktoren bestehen noch. Eine Familie, für die noch nichts erhoben wurde, ist nicht feststellbar. Jede Ebene ist auf alle Familien bezogen.
--   en: Weakened factors still persist. A family for whom nothing has been recorded is not determinable. Each level is related to all families.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  f.offen::decimal(18, 6) as numerator,
  case when f.offen is not null then 1 end::decimal(18, 6) as denominator,
  f.ebene
from basis.faktor_stichtag f
where f.freq = 'Q'
  and f.richtung = 'STUETZEND'
