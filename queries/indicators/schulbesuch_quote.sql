-- title: {de: Schulpflichtige mit Schulplatz, en: Children of compulsory school age with a school place}
-- short: {de: mit Schulplatz, en: with a school place}
-- catalogue: B01
-- topic: schulbesuch
-- numerator:
--   de: Schulpflichtige, die am letzten Tag des Quartals eine Schule besuchen
--   en: Persons subject to compulsory schooling who are enrolled at a school on the last day of the quarter
-- denominator:
--   de: Schulpflichtige in Familien, die an diesem Tag im Fallmanagement sind
--   en: Persons subject to compulsory schooling in families in case management on that day
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- by: [schulpflicht_2]
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Schulpflicht nach §§ 34 bis 38 SchulG NRW
-- source: Schulen (SchILD-Export)
-- note:
--   de: Die Schulpflicht folgt aus dem Geburtsmonat, nicht aus der Meldung der Schule. Wer eine Ausbildung beginnt, bevor er 21 ist, bleibt darüber hinaus berufsschulpflichtig und ist hier nicht erfasst. Solange noch keine Schule das Halbjahr gemeldet hat, ist der Schulplatz nicht feststellbar.
--   en: Whether schooling is compulsory follows from the month of birth, not from what the school reports. Those who begin a training before they are 21 stay subject to vocational schooling for longer, which is not counted here. As long as no school has reported the half-year, the place is not determinable.
select
  s.freq,
  s.time_period,
  s.person_id as unit_id,
  s.person_id,
  s.familie_id as family_id,
  s.schulplatz::decimal(18, 6) as numerator,
  case when s.schulplatz is not null then 1 end::decimal(18, 6) as denominator,
  s.schulpflicht_2
from basis.schulbesuch_stichtag s
where s.schulpflicht_2 is not null
