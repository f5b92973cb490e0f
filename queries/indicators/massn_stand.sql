-- title: {de: Aktivitäten des Projekts nach Stand, en: Activities of the project by status}
-- short: {de: Aktivitäten, en: Activities}
-- catalogue: F10
-- topic: netzwerk
-- numerator:
--   de: Aktivitäten, die bis zum letzten Tag des Quartals geplant oder begonnen sind
--   en: Activities planned or begun by the last day of the quarter
-- measure: count
-- unit: COUNT
-- counts: measures
-- direction: neutral
-- period: stock
-- by: [massnahme_status, thema, ebene_massnahme]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Projektkoordination
-- note:
--   de: Geliefert wird nur der jüngste Stand mit seinem Monat. Für Quartale davor ist der Stand nicht bekannt; die Aktivität zählt dann nur in der Gesamtzahl.
--   en: Only the newest status is delivered, with its month. For earlier quarters the status is not known, and the activity counts in the total only.
select
  m.freq,
  m.time_period,
  m.massnahme_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  m.massnahme_status,
  m.thema,
  m.ebene_massnahme
from basis.massnahme_stichtag m
