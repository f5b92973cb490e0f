-- title: {de: Familien mit hemmenden Faktoren nach Ebene, en: Families with hindering factors by level}
-- short: {de: hemmender Faktor, en: hindering factor}
-- catalogue: F01
-- topic: faktoren
-- numerator:
--   de: Familien mit mindestens einem hemmenden Faktor dieser Ebene, der an dem Tag nicht aufgelöst ist
--   en: Families with at least one hindering factor of this level that is not resolved on the day
-- denominator:
--   de: Familien im Fallmanagement, für die schon Faktoren erhoben wurden
--   en: Families in case management for whom factors have been recorded
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: down
-- period: [stock, since_intake]
-- by: [ebene]
-- part_of: hemm_fam
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Abgeschwächte Faktoren bestehen noch. Eine Familie, für die noch nichts erhoben wurde, gilt als nicht feststellbar, nicht als frei von Hemmnissen. Jede Ebene ist auf alle Familien bezogen.
--   en: Weakened factors still persist. A family for whom nothing has been recorded is not determinable; it does not count as free of obstacles. Each level is related to all families.
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
where f.richtung = 'HEMMEND'
