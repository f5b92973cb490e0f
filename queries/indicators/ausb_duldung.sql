-- title: {de: Auszubildende mit Ausbildungsduldung, en: Trainees with a toleration for training}
-- short: {de: Ausbildungsduldung, en: Toleration for training}
-- catalogue: C09
-- topic: uebergang
-- numerator:
--   de: Auszubildende mit Duldung nach § 60a Abs. 2 Satz 4 oder § 60c AufenthG
--   en: Trainees tolerated under s. 60a (2) sentence 4 or s. 60c AufenthG
-- denominator:
--   de: Personen in Ausbildung am letzten Tag des Quartals, deren Status bekannt ist
--   en: Persons in training on the last day of the quarter whose status is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- disclosure: sensitive
-- harm: both
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Ausländerbehörde
-- note:
--   de: Die übrigen haben eine andere Duldung, eine Gestattung oder einen Aufenthaltstitel.
--   en: The others have another toleration, a permission to stay or a residence title.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.aufenthaltsstatus in ('DUL_60A2S4', 'DUL_60C'))::decimal(18, 6) as numerator,
  case when a.aufenthaltsstatus is not null then 1 end::decimal(18, 6) as denominator
from basis.aufenthalt_stichtag a
join basis.erwerb_stichtag e on e.freq = a.freq and e.time_period = a.time_period and e.person_id = a.person_id
where a.freq = 'Q'
  and e.ausbildung
