-- title: {de: Familien mit erstmals erteilter Aufenthaltserlaubnis, en: Families granted a first residence permit}
-- short: {de: Familien mit Titel, en: Families with a permit}
-- catalogue: E05
-- topic: aufenthalt
-- numerator:
--   de: Familien, in denen seit der Aufnahme mindestens eine Person erstmals eine Aufenthalts- oder Niederlassungserlaubnis erhalten hat
--   en: Families in which at least one person has received a first residence or settlement permit since intake
-- denominator:
--   de: Alle bisher aufgenommenen Familien, deren Status bekannt ist
--   en: All families taken in so far whose status is known
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: [project, since_intake]
-- disclosure: sensitive
-- harm: both
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Ausländerbehörde
-- note:
--   de: Kumuliert, mit ausgeschiedenen Familien. Eine Familie ohne Titel ist nicht feststellbar, solange von einem Mitglied kein Status bekannt ist.
--   en: Cumulated, with families that have left. A family without a permit is not determinable as long as the status of a member is unknown.

-- One row per member: the family counts as soon as one of them has a title, and is unknown if none has and one is unknown.
select
  t.freq,
  t.time_period,
  t.familie_id as unit_id,
  null::varchar as person_id,
  t.familie_id as family_id,
  t.titel::decimal(18, 6) as numerator,
  case when t.titel is not null then 1 end::decimal(18, 6) as denominator
from basis.titel_bisher t
