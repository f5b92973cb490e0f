-- title: {de: Erwachsene mit mündlichem Deutsch ab B1, en: Adults speaking German at B1 or above}
-- short: {de: Deutsch ab B1, en: German B1 or above}
-- catalogue: D14
-- topic: sprache
-- numerator:
--   de: Erwachsene, deren jüngste Feststellung zum Sprechen mindestens B1 lautet
--   en: Adults whose newest finding on speaking is at least B1
-- denominator:
--   de: Erwachsene mit bekanntem Niveau in Familien, die am letzten Tag des Quartals im Fallmanagement sind
--   en: Adults with a known level in families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Ausreichende Kenntnisse nach § 2 Abs. 11 AufenthG
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Wie deutsch_a2. »Zwischen A2 und B1« ist noch nicht B1.
--   en: As deutsch_a2. "Between A2 and B1" is not yet B1.
select
  d.freq,
  d.time_period,
  d.person_id as unit_id,
  d.person_id,
  d.familie_id as family_id,
  (d.rang >= b1.rang)::decimal(18, 6) as numerator,
  case when d.rang is not null then 1 end::decimal(18, 6) as denominator
from basis.deutsch_stichtag d
join basis.code b1 on b1.liste = 'niveau' and b1.code = 'B1'
where d.freq = 'Q'
  and d.erwachsen
