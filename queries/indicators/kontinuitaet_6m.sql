-- title: {de: Kontinuierliche Beschäftigung, en: Lasting employment}
-- short: {de: sechs Monate beschäftigt, en: six months employed}
-- catalogue: D05
-- topic: erwerb
-- numerator:
--   de: Davon sozialversicherungspflichtig beschäftigt in jedem der sechs folgenden Monate
--   en: Of these, employed subject to social insurance in each of the six following months
-- denominator:
--   de: Aufnahmen einer sozialversicherungspflichtigen Beschäftigung während der Begleitung, mindestens sechs Monate zuvor
--   en: Starts of employment subject to social insurance while the family was supported, at least six months before
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Aufnahmen, en: starts}
-- direction: up
-- period: project
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Kontinuierliche Beschäftigung nach Integration K2E3 (§ 48a SGB II)
-- source: Agentur für Arbeit
-- note:
--   de: Ein Wechsel des Betriebs ohne Lücke am Monatsende unterbricht nicht. Betriebliche Ausbildung gehört dazu. Wer vor Ablauf der sechs Monate ausscheidet, zählt nicht mit.
--   en: A change of company without a gap at the end of a month is no interruption. In-company training is part of it. Families that leave within the six months are not counted.
with svb as (
  select b.person_id, b.beginn, coalesce(b.ende, date '9999-12-01') as ende
  from basis.beschaeftigung b
  where b.art in ('SVB_VZ', 'SVB_TZ', 'AUSB_BETR')
),
integration as (
  select p.freq, p.time_period, p.person_id, p.familie_id, s.beginn
  from basis.person_zeitraum p
  join basis.svb_beginn s on s.person_id = p.person_id and s.beginn between p.begleitet_von and p.begleitet_bis
  where p.freq = 'P'
    and s.svb
    -- Six whole months have followed: of those who began in March, the last is September.
    and last_day(s.beginn + to_months(6)) <= p.begleitet_bis
)
select
  i.freq,
  i.time_period,
  concat_ws('/', i.person_id, i.beginn) as unit_id,
  i.person_id,
  i.familie_id as family_id,
  (
    select count(distinct m.monat) = 6
    from (select unnest([1, 2, 3, 4, 5, 6]) as monat) m
    join svb s on s.person_id = i.person_id and i.beginn + to_months(m.monat::integer) between s.beginn and s.ende
  )::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from integration i
