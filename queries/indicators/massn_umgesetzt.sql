-- title: {de: Umgesetzte Aktivitäten des Projekts, en: Activities of the project carried out}
-- short: {de: umgesetzt, en: carried out}
-- catalogue: F10
-- topic: netzwerk
-- numerator:
--   de: Aktivitäten, die am letzten Tag des Quartals umgesetzt oder verstetigt sind
--   en: Activities that are carried out or made permanent on the last day of the quarter
-- denominator:
--   de: Aktivitäten, die bis dahin geplant oder begonnen sind
--   en: Activities planned or begun by then
-- measure: share
-- unit: PERCENT
-- counts: measures
-- direction: up
-- period: stock
-- by: [thema, ebene_massnahme]
-- part_of: massn_stand
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Projektkoordination
-- note:
--   de: Zurückgestellte und eingestellte Aktivitäten stehen im Nenner.
--   en: Activities that were postponed or ended are part of the denominator.
select
  m.freq,
  m.time_period,
  m.massnahme_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  m.umgesetzt::decimal(18, 6) as numerator,
  case when m.umgesetzt is not null then 1 end::decimal(18, 6) as denominator,
  m.thema,
  m.ebene_massnahme
from basis.massnahme_stichtag m
