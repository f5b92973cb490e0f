-- title: {de: "Kriterien des § 25b, an denen Familien scheitern", en: Criteria of s. 25b that block families}
-- short: {de: § 25b nicht erfüllt, en: s. 25b not met}
-- catalogue: E02
-- topic: aufenthalt
-- numerator:
--   de: Familien, bei denen der am weitesten gekommene Elternteil das Kriterium nicht erfüllt
--   en: Families whose parent who has come furthest does not meet the criterion
-- denominator:
--   de: Familien mit geduldeten Eltern, für deren am weitesten gekommenen Elternteil das Kriterium anwendbar und feststellbar ist
--   en: Families with tolerated parents to whose parent who has come furthest the criterion applies and is determinable
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: down
-- period: stock
-- by: [kriterium_25b]
-- disclosure: sensitive
-- harm: both
-- unknown: sensitive
-- law: true
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25b Abs. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Am weitesten gekommen ist, wer die wenigsten Kriterien verfehlt, dann wer die wenigsten offenen hat. Beide Varianten des Lebensunterhalts stehen da; die Gesamtzahl zählt, wem irgendein Kriterium fehlt.
--   en: A computed preliminary check of anonymised features – no examination under residence law. Furthest is who misses the fewest criteria, then who has the fewest undetermined. Both variants of livelihood are shown; the total counts who misses any criterion.
with eltern as (
  select
    k.*,
    count(*) filter (k.ergebnis = 'NICHT_ERFUELLT') over person as verfehlt,
    count(*) filter (k.ergebnis = 'NICHT_FESTSTELLBAR') over person as offen
  from basis.kriterien_25b k
  where k.rolle = 'ELTERNTEIL'
  window person as (partition by k.freq, k.time_period, k.legal_state, k.person_id)
),
am_weitesten as (
  select *
  from eltern
  qualify rank() over (partition by freq, time_period, legal_state, familie_id order by verfehlt, offen, person_id) = 1
)
select
  k.freq,
  k.time_period,
  k.legal_state,
  k.familie_id as unit_id,
  null::varchar as person_id,
  k.familie_id as family_id,
  case when k.ergebnis <> 'NICHT_FESTSTELLBAR' then k.ergebnis = 'NICHT_ERFUELLT' end::decimal(18, 6) as numerator,
  case when k.ergebnis <> 'NICHT_FESTSTELLBAR' then 1 end::decimal(18, 6) as denominator,
  k.kriterium as kriterium_25b
from am_weitesten k
where k.ergebnis <> 'NICHT_ANWENDBAR'
