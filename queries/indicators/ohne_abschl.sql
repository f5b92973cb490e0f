-- title: {de: Schulabgang ohne Abschluss, en: Leaving school without a certificate}
-- short: {de: ohne Abschluss, en: no certificate}
-- catalogue: B13
-- topic: schulbesuch
-- numerator:
--   de: Personen ohne Schulabschluss
--   en: Persons without a school certificate
-- denominator:
--   de: Personen, die während der Begleitung eine allgemeinbildende Schule verlassen haben
--   en: Persons who left a school of general education while their family was supported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: down
-- period: project
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsmonitoring der Länder D3
-- source: Schulen (SchILD-Export)
-- note:
--   de: Kumuliert seit Projektbeginn; von mehreren Abgängen einer Person zählt der letzte. Wer den Abschluss eines Förderschwerpunkts hat, steht im Nenner und in abschl_foerder.
--   en: Cumulated since the start of the project; of several leavings of one person the last counts. Persons with a certificate of special needs are part of the denominator and of abschl_foerder.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.abschluss in ('A', 'R'))::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.allgemein
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
