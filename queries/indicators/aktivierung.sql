-- title: {de: Nicht Erwerbstätige in Sprach- oder Arbeitsmarktangeboten, en: Persons not employed in language or labour market offers}
-- short: {de: in Angeboten, en: in offers}
-- catalogue: D15
-- topic: erwerb
-- numerator:
--   de: Nicht erwerbstätige Erwachsene, die am letzten Tag des Quartals an mindestens einem Sprach- oder Arbeitsmarktangebot teilnehmen
--   en: Adults not employed who take part in at least one language or labour market offer on the last day of the quarter
-- denominator:
--   de: Nicht erwerbstätige Erwachsene unter 65 Jahren
--   en: Adults under 65 who are not employed
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: neutral
-- period: stock
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Sprachkurs, Berufsberatung, Bewerbungscoaching, Kompetenzfeststellung, Praktikum, Berufsvorbereitung, Einstiegsqualifizierung, Anerkennungsberatung. Eine beendete Teilnahme ohne Monat des Endes ist nicht feststellbar.
--   en: Language course, career guidance, application coaching, assessment of skills, placement, pre-vocational measure, introductory qualification, recognition of qualifications. A participation that has ended in an unknown month is not determinable.
with angebot as (
  select
    e.freq,
    e.time_period,
    e.person_id,
    -- The best of several: 2 running, 1 ended at an unknown time, 0 over.
    max(case
      when coalesce(last_day(t.ende) >= e.stichtag, t.status = 'LAUFEND') then 2
      when t.ende is null then 1
      else 0
    end) as stand
  from basis.erwerb_stichtag e
  join basis.teilnahme t on t.person_id = e.person_id and t.beginn <= e.stichtag
  where t.angebot_typ in ('SPRACHKURS', 'BERUFSBERATUNG', 'BEWERBUNG', 'KOMPETENZ', 'PRAKTIKUM', 'BVB', 'EQ', 'ANERKENNUNG')
  group by e.freq, e.time_period, e.person_id
)
select
  e.freq,
  e.time_period,
  e.person_id as unit_id,
  e.person_id,
  e.familie_id as family_id,
  case when a.stand is distinct from 1 then coalesce(a.stand = 2, false) end::decimal(18, 6) as numerator,
  case when a.stand is distinct from 1 then 1 end::decimal(18, 6) as denominator
from basis.erwerb_stichtag e
left join angebot a on a.freq = e.freq and a.time_period = e.time_period and a.person_id = e.person_id
where e.freq = 'Q'
  and e.erwachsen
  and e.erwerbsalter
  and not e.erwerbstaetig
