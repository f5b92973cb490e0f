-- title: {de: Umgesetzte Vereinbarungen der Fallkonferenzen, en: Resolutions of case conferences carried out}
-- short: {de: umgesetzt, en: carried out}
-- catalogue: F09
-- topic: netzwerk
-- numerator:
--   de: Fällige Vereinbarungen, die bis zum letzten Tag des Quartals umgesetzt sind
--   en: Resolutions due that have been carried out by the last day of the quarter
-- denominator:
--   de: Vereinbarungen, die seit Projektbeginn bis zum letzten Tag des Quartals fällig waren
--   en: Resolutions that were due between the start of the project and the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Vereinbarungen, en: resolutions}
-- direction: up
-- period: project
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Auch verspätet umgesetzte zählen. Was erst nach dem Ausscheiden einer Familie fällig wäre, zählt nicht mit.
--   en: Resolutions carried out late count as well. What would be due after a family had left is not counted.
select
  k.freq,
  k.time_period,
  concat_ws('/', b.fk_id, b.nr) as unit_id,
  null::varchar as person_id,
  k.familie_id as family_id,
  coalesce(b.umgesetzt_am <= k.begleitet_bis, false)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.fallkonferenz_bisher k
join basis.beschluss b on b.fk_id = k.fk_id and b.faellig <= k.begleitet_bis
