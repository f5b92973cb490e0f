-- title: {de: Junge Menschen weder in Schule noch Ausbildung noch Arbeit, en: Young people neither in education nor employment}
-- short: {de: weder Schule noch Arbeit, en: neither school nor work}
-- catalogue: C10
-- topic: uebergang
-- numerator:
--   de: Personen von 15 bis unter 25 Jahren, die am letzten Tag des Quartals weder eine Schule besuchen noch in Ausbildung, Arbeit, Freiwilligendienst oder einem Kurs sind
--   en: Persons aged 15 to under 25 who on the last day of the quarter are neither at school nor in training, work, voluntary service or a course
-- denominator:
--   de: Personen von 15 bis unter 25 Jahren in Familien, die an diesem Tag im Fallmanagement sind
--   en: Persons aged 15 to under 25 in families in case management on that day
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: down
-- period: stock
-- disclosure: sensitive
-- harm: numerator
-- unknown: sensitive
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: NEET-Quote (Eurostat), dort auch 15 bis 29 Jahre
-- source: Agentur für Arbeit, Schulen und Fallmanagement
-- note:
--   de: Sprachkurse, Berufsvorbereitung, Einstiegsqualifizierung und KAoA-kompakt zählen als Bildung, wie bei Eurostat; neet_kurse in config/reference/parameter.csv schaltet das ab. Minijobs zählen als Arbeit, Arbeitsgelegenheiten nicht. Ohne Einwilligung zu Schuldaten, oder solange das Halbjahr nicht gemeldet ist, ist nur feststellbar, wer arbeitet oder einen Kurs besucht.
--   en: Language courses, pre-vocational measures, introductory qualification and KAoA compact count as education, as with Eurostat; neet_kurse in config/reference/parameter.csv turns that off. Marginal employment counts as work, work opportunities do not. Without consent to school data, or as long as the half-year is not reported, only those who work or attend a course are determinable.
with kurs as (
  select distinct p.freq, p.time_period, p.person_id
  from basis.erwerb_stichtag p
  join basis.teilnahme t
    on t.person_id = p.person_id
   and t.beginn <= p.stichtag
   and case when t.ende is not null then last_day(t.ende) >= p.stichtag else t.status = 'LAUFEND' end
  where t.angebot_typ in ('SPRACHKURS', 'BVB', 'EQ', 'KAOA_KOMPAKT')
    and basis.parameter('neet_kurse') = 1
),
lage as (
  select
    e.*,
    -- Three-valued: something known is enough, and "nothing" needs everything known.
    not (e.beschaeftigt or k.person_id is not null or s.schulplatz) as neet
  from basis.erwerb_stichtag e
  left join kurs k on k.freq = e.freq and k.time_period = e.time_period and k.person_id = e.person_id
  left join basis.schulbesuch_stichtag s on s.freq = e.freq and s.time_period = e.time_period and s.person_id = e.person_id
  where e.freq = 'Q'
    and e.alter_jahre >= basis.parameter('alter_neet_von')
    and e.alter_jahre < basis.parameter('alter_neet_unter')
)
select
  l.freq,
  l.time_period,
  l.person_id as unit_id,
  l.person_id,
  l.familie_id as family_id,
  l.neet::decimal(18, 6) as numerator,
  case when l.neet is not null then 1 end::decimal(18, 6) as denominator
from lage l
