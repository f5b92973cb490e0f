-- title: {de: Erwachsene mit mündlichem Deutsch ab A2, en: Adults speaking German at A2 or above}
-- short: {de: Deutsch ab A2, en: German A2 or above}
-- catalogue: D13
-- topic: sprache
-- numerator:
--   de: Erwachsene, deren jüngste Feststellung zum Sprechen mindestens A2 lautet
--   en: Adults whose newest finding on speaking is at least A2
-- denominator:
--   de: Erwachsene mit bekanntem Niveau in Familien, die an diesem Tag im Fallmanagement sind
--   en: Adults with a known level in families in case management on that day
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- interval: families
-- period: [stock, since_intake]
-- by: [nachweis]
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Hinreichende Kenntnisse nach § 2 Abs. 10 AufenthG, mündlich wie in § 25b Abs. 1 Nr. 4
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Die jüngste Feststellung zählt, auch wenn sie niedriger ist als eine frühere. »Zwischen A1 und A2« ist noch nicht A2. Wer kein festgestelltes Niveau hat, ist nicht feststellbar.
--   en: The newest finding counts, even if lower than an earlier one. "Between A1 and A2" is not yet A2. Persons without a finding are not determinable.
select
  d.freq,
  d.time_period,
  d.person_id as unit_id,
  d.person_id,
  d.familie_id as family_id,
  (d.rang >= a2.rang)::decimal(18, 6) as numerator,
  case when d.rang is not null then 1 end::decimal(18, 6) as denominator,
  d.nachweis
from basis.deutsch_stichtag d
join basis.code a2 on a2.liste = 'niveau' and a2.code = 'A2'
where d.erwachsen
