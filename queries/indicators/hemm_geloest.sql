-- title: {de: Abgeschwächte oder aufgelöste hemmende Faktoren, en: Hindering factors weakened or resolved}
-- short: {de: "abgeschwächt, aufgelöst", en: "weakened, resolved"}
-- catalogue: F03
-- topic: faktoren
-- numerator:
--   de: Faktoren, die am letzten Tag des Quartals abgeschwächt oder aufgelöst sind
--   en: Factors weakened or resolved on the last day of the quarter
-- denominator:
--   de: Beeinflussbare hemmende Faktoren, die seit Projektbeginn erhoben wurden
--   en: Hindering factors that can be influenced, recorded since the start of the project
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Faktoren, en: factors}
-- direction: up
-- period: project
-- by: [ebene]
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Kumuliert, mit ausgeschiedenen Familien bis zum Monat ihres Ausscheidens. Ob ein Faktor beeinflussbar ist, schätzt das Fallmanagement ein; ohne diese Einschätzung, und wenn der Monat des Stands fehlt, ist er nicht feststellbar.
--   en: Cumulated, with families that have left, up to the month of leaving. Whether a factor can be influenced is judged by case management; without that judgement, and where the month of the status is missing, it is not determinable.
with faktor as (
  select
    f.freq,
    f.time_period,
    f.familie_id,
    k.faktor_id,
    k.ebene,
    case
      when k.beeinflussbar is null then null
      when k.status in ('NEU', 'BESTEHT') then false
      when k.status_am <= f.begleitet_bis then true
      -- Weakened only later. What is resolved later may have been weakened before.
      when k.status_am > f.begleitet_bis and k.status = 'ABGESCHWAECHT' then false
    end as geloest
  from basis.familie_bisher f
  join basis.faktor k on k.familie_id = f.familie_id and k.erhoben_am <= f.begleitet_bis
  where f.freq = 'P'
    and k.richtung = 'HEMMEND'
    and k.beeinflussbar is distinct from false
)
select
  k.freq,
  k.time_period,
  k.faktor_id as unit_id,
  -- A factor belongs to the family, also where it names the person it is about.
  null::varchar as person_id,
  k.familie_id as family_id,
  k.geloest::decimal(18, 6) as numerator,
  case when k.geloest is not null then 1 end::decimal(18, 6) as denominator,
  k.ebene
from faktor k
