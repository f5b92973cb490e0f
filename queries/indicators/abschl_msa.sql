-- title: {de: Schulabgang mit mindestens mittlerem Abschluss, en: Leaving school with at least an intermediate certificate}
-- short: {de: mind. mittlerer Abschluss, en: intermediate or more}
-- catalogue: B12
-- topic: schulbesuch
-- numerator:
--   de: Personen mit mittlerem Schulabschluss oder einem höheren Abschluss
--   en: Persons with an intermediate certificate or a higher one
-- denominator:
--   de: Personen, die während der Begleitung eine allgemeinbildende Schule verlassen haben
--   en: Persons who left a school of general education while their family was supported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: project
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsmonitoring der Länder D3
-- source: Schulen (SchILD-Export)
-- note:
--   de: Kumuliert seit Projektbeginn; von mehreren Abgängen einer Person zählt der letzte.
--   en: Cumulated since the start of the project; of several leavings of one person the last counts.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.msa)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.allgemein
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
