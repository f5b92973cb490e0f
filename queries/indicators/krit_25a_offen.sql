-- title: {de: Nicht erfüllte Kriterien des § 25a, en: Criteria of s. 25a not met}
-- short: {de: § 25a nicht erfüllt, en: s. 25a not met}
-- catalogue: E01
-- topic: aufenthalt
-- numerator:
--   de: Geduldete, die das Kriterium nicht erfüllen
--   en: Tolerated persons who do not meet the criterion
-- denominator:
--   de: Geduldete im Alter des Gesetzes, auf die das Kriterium anwendbar und für die es feststellbar ist
--   en: Tolerated persons of the age of the law to whom the criterion applies and for whom it is determinable
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: down
-- period: stock
-- by: [kriterium_25a]
-- disclosure: sensitive
-- harm: both
-- unknown: sensitive
-- law: true
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25a Abs. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Die Gesamtzahl zählt, wer mindestens ein Kriterium verfehlt, auch eines, das von Hand beurteilt wird.
--   en: A computed preliminary check of anonymised features – no examination under residence law. The total counts who misses at least one criterion, also one assessed by hand.

-- Criteria missed, and not criteria met: over several rows of a person the total is an "or", and only of what is missed does that say something.
select
  k.freq,
  k.time_period,
  k.legal_state,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  case when k.ergebnis <> 'NICHT_FESTSTELLBAR' then k.ergebnis = 'NICHT_ERFUELLT' end::decimal(18, 6) as numerator,
  case when k.ergebnis <> 'NICHT_FESTSTELLBAR' then 1 end::decimal(18, 6) as denominator,
  k.kriterium as kriterium_25a
from basis.kriterien_25a k
where k.ergebnis <> 'NICHT_ANWENDBAR'
