-- title: {de: Personen mit erstmals erteilter Aufenthaltserlaubnis, en: Persons granted their first residence permit}
-- short: {de: Titel erteilt, en: Permit granted}
-- catalogue: E05
-- topic: aufenthalt
-- numerator:
--   de: Personen, die seit der Aufnahme ihrer Familie erstmals eine Aufenthalts- oder Niederlassungserlaubnis erhalten haben
--   en: Persons who have received their first residence or settlement permit since their family was taken in
-- denominator:
--   de: Alle Personen in bisher aufgenommenen Familien, deren Status bekannt ist
--   en: Everybody in the families taken in so far whose status is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: [project, since_intake]
-- by: [rechtsgrundlage]
-- disclosure: sensitive
-- harm: both
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Ausländerbehörde
-- note:
--   de: Kumuliert, mit ausgeschiedenen Familien bis zum Monat ihres Ausscheidens. Verlängerungen zählen nicht. Wer schon bei Aufnahme einen Titel hatte, steht im Nenner. Jede Rechtsgrundlage ist auf alle Personen bezogen.
--   en: Cumulated, with families that have left, up to the month of leaving. Renewals do not count. Persons who held a permit at intake are part of the denominator. Each legal basis is related to all persons.
select
  t.freq,
  t.time_period,
  t.person_id as unit_id,
  t.person_id,
  t.familie_id as family_id,
  case when t.titel is not null then coalesce(t.rechtsgrundlage = r.code, false) end::decimal(18, 6) as numerator,
  case when t.titel is not null then 1 end::decimal(18, 6) as denominator,
  r.code as rechtsgrundlage
from basis.titel_bisher t
join basis.code r on r.liste = 'rechtsgrundlage'
