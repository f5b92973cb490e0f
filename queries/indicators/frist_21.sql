-- title: {de: Junge Menschen kurz vor der Altersgrenze des § 25a ohne Antrag, en: Young people close to the age limit of s. 25a without an application}
-- short: {de: Altersgrenze in 12 Monaten, en: age limit within 12 months}
-- catalogue: E06
-- topic: aufenthalt
-- numerator:
--   de: Geduldete im Alter des Gesetzes, die in den zwölf Monaten nach dem letzten Tag des Quartals die Altersgrenze (21, ab 31.12.2022 27 Jahre) erreichen und keinen Antrag nach § 25a gestellt haben
--   en: Tolerated persons of the age of the law who reach the age limit (21, from 31 December 2022 27) in the twelve months after the last day of the quarter and have made no application under s. 25a
-- measure: count
-- unit: PERSONS
-- counts: persons
-- direction: down
-- period: stock
-- disclosure: sensitive
-- harm: numerator
-- law: true
-- status: internal
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25a Abs. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Nur für das Projektteam. Wessen Status nicht bekannt ist, ist nicht feststellbar.
--   en: A computed preliminary check of anonymised features – no examination under residence law. For the project team only. Persons whose status is unknown are not determinable.
with frist as (
  select k.freq, k.time_period, k.stichtag, k.legal_state, k.person_id, k.familie_id, k.ergebnis
  from basis.kriterien_25a k
  where k.kriterium = 'ALTER'
    and k.frist > k.stichtag
    and k.frist <= k.stichtag + to_months(cast(basis.parameter('frist_monate') as integer))
)
select
  f.freq,
  f.time_period,
  f.legal_state,
  f.person_id as unit_id,
  f.person_id,
  f.familie_id as family_id,
  case when f.ergebnis = 'ERFUELLT' then 1 end::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from frist f
where not exists (
  select 1
  from basis.aufenthalt a
  where a.person_id = f.person_id
    and a.antrag = '25A'
    and a.antrag_am <= f.stichtag
)
