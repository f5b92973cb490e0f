-- title: {de: Sozialversicherungspflichtig Beschäftigte, en: Employment subject to social insurance}
-- short: {de: SvB-Quote, en: Employed}
-- catalogue: D02
-- topic: erwerb
-- numerator:
--   de: Personen in sozialversicherungspflichtiger Beschäftigung oder betrieblicher Ausbildung am letzten Tag des Quartals
--   en: Persons in employment subject to social insurance or in-company training on the last day of the quarter
-- denominator:
--   de: Personen von 15 bis unter 65 Jahren in Familien, die an diesem Tag im Fallmanagement sind
--   en: Persons aged 15 to under 65 in families in case management on that day
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
-- official: SvB-Quote der Bundesagentur für Arbeit (15 bis unter 65 Jahre, mit Auszubildenden)
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Wie in der amtlichen Quote stehen Schülerinnen und Schüler im Nenner; sie drücken den Wert. Minijobs, Arbeitsgelegenheiten, Praktika und schulische Ausbildung zählen nicht.
--   en: As in the official rate, pupils are part of the denominator and lower the value. Marginal employment, work opportunities, placements and school-based training do not count.
with svb as (
  select distinct b.freq, b.time_period, b.person_id
  from basis.beschaeftigung_stichtag b
  where b.art in ('SVB_VZ', 'SVB_TZ', 'AUSB_BETR')
)
select
  p.freq,
  p.time_period,
  p.person_id as unit_id,
  p.person_id,
  p.familie_id as family_id,
  (s.person_id is not null)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator,
  p.geschlecht_2
from basis.person_stichtag p
left join svb s on s.freq = p.freq and s.time_period = p.time_period and s.person_id = p.person_id
where p.freq = 'Q'
  and p.erwerbsalter
