-- title: {de: Schulabgang mit mindestens Hauptschulabschluss, en: Leaving school with at least a lower secondary certificate}
-- short: {de: mind. Hauptschulabschluss, en: lower secondary or more}
-- catalogue: B11
-- topic: schulbesuch
-- numerator:
--   de: Personen mit Hauptschulabschluss oder einem höheren Abschluss
--   en: Persons with a lower secondary certificate or a higher one
-- denominator:
--   de: Personen, die während der Begleitung eine allgemeinbildende Schule verlassen haben
--   en: Persons who left a school of general education while their family was supported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: project
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsmonitoring der Länder D3
-- source: Schulen (SchILD-Export)
-- note:
--   de: Kumuliert seit Projektbeginn; von mehreren Abgängen einer Person zählt der letzte. Abschlüsse der Förderschwerpunkte Lernen und Geistige Entwicklung liegen darunter.
--   en: Cumulated since the start of the project; of several leavings of one person the last counts. Certificates of special needs lie below it.

-- Sensitive like ohne_abschl: its other side are those without such a certificate, and a pair has one class.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.hsa)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.allgemein
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
