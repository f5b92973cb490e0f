-- title: {de: Schulabgang mit Abschluss eines Förderschwerpunkts, en: Leaving school with a certificate of special needs}
-- short: {de: Förderschwerpunkt, en: special needs}
-- catalogue: B13
-- topic: schulbesuch
-- numerator:
--   de: Personen mit dem Abschluss des Förderschwerpunkts Lernen oder Geistige Entwicklung
--   en: Persons with the certificate for special needs in learning or mental development
-- denominator:
--   de: Personen, die während der Begleitung eine allgemeinbildende Schule verlassen haben
--   en: Persons who left a school of general education while their family was supported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: neutral
-- period: project
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsmonitoring der Länder D3, darunter Lernbehinderte
-- source: Schulen (SchILD-Export)
-- note:
--   de: Kumuliert seit Projektbeginn; von mehreren Abgängen einer Person zählt der letzte. In der amtlichen Statistik stehen sie unter »ohne Hauptschulabschluss« und werden dort eigens genannt.
--   en: Cumulated since the start of the project; of several leavings of one person the last counts. Official statistics count them as without a lower secondary certificate and name them separately.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.abschluss in ('M', 'V'))::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.allgemein
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
