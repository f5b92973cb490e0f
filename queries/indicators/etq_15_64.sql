-- title: {de: Erwerbstätige, en: Employed persons}
-- short: {de: erwerbstätig, en: employed}
-- catalogue: D01
-- topic: erwerb
-- numerator:
--   de: Personen mit bezahlter Arbeit von mindestens einer Wochenstunde am letzten Tag des Quartals
--   en: Persons in paid work of at least one hour a week on the last day of the quarter
-- denominator:
--   de: Personen von 15 bis unter 65 Jahren in Familien, die am letzten Tag des Quartals im Fallmanagement sind
--   en: Persons aged 15 to under 65 in families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- interval: families
-- period: stock
-- by: [geschlecht_2]
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Integrationsmonitoring der Länder E1a (Erwerbstätigenquote, 15 bis unter 65 Jahre)
-- source: Agentur für Arbeit
-- note:
--   de: Sozialversicherungspflichtig, geringfügig, selbständig, öffentlich gefördert oder in betrieblicher Ausbildung. Arbeitsgelegenheiten und Praktika zählen nicht. Ist die Stundenzahl nicht bekannt, gilt sie als mindestens eine. Schülerinnen und Schüler stehen im Nenner.
--   en: Subject to social insurance, marginal, self-employed, publicly funded, or in-company training. Work opportunities and placements do not count. An unknown number of hours counts as at least one. Pupils are part of the denominator.
select
  e.freq,
  e.time_period,
  e.person_id as unit_id,
  e.person_id,
  e.familie_id as family_id,
  e.erwerbstaetig::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator,
  e.geschlecht_2
from basis.erwerb_stichtag e
where e.freq = 'Q'
  and e.erwerbsalter
