-- title: {de: Neu begonnene Ausbildungen, en: Trainings begun}
-- short: {de: neue Ausbildungen, en: new trainings}
-- catalogue: C07
-- topic: uebergang
-- numerator:
--   de: Betriebliche und schulische Ausbildungen, die in dem Zeitraum und während der Begleitung begonnen wurden
--   en: In-company and school-based trainings begun within the period while the family was supported
-- measure: count
-- unit: COUNT
-- counts: others
-- noun: {de: Ausbildungen, en: trainings}
-- direction: up
-- period: [quarter, project]
-- disclosure: protected
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Agentur für Arbeit
-- note:
--   de: "Gezählt werden Ausbildungen, nicht Personen: Wer nach einem Abbruch eine neue beginnt, zählt zweimal."
--   en: "Trainings are counted, not persons: whoever begins a new one after breaking one off counts twice."
select
  p.freq,
  p.time_period,
  concat_ws('/', b.person_id, b.art, b.beginn) as unit_id,
  p.person_id,
  p.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.person_zeitraum p
join basis.beschaeftigung b on b.person_id = p.person_id and b.beginn between p.begleitet_von and p.begleitet_bis
where b.art in ('AUSB_BETR', 'AUSB_SCHUL')
