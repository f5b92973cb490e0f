-- title: {de: Ausschließlich geringfügig Beschäftigte, en: Persons in marginal employment only}
-- short: {de: nur Minijob, en: marginal only}
-- catalogue: D03
-- topic: erwerb
-- numerator:
--   de: Erwerbstätige, die nur geringfügig oder kurzfristig beschäftigt sind
--   en: Employed persons in marginal or short-term employment only
-- denominator:
--   de: Erwerbstätige von 15 bis unter 65 Jahren am letzten Tag des Quartals
--   en: Employed persons aged 15 to under 65 on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: neutral
-- period: stock
-- disclosure: protected
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Ausschließlich geringfügig Beschäftigte (BA); Integrationsmonitoring der Länder E3
-- source: Agentur für Arbeit
-- note:
--   de: Wer daneben sozialversicherungspflichtig arbeitet, zählt nicht.
--   en: Persons who also work subject to social insurance do not count.
select
  e.freq,
  e.time_period,
  e.person_id as unit_id,
  e.person_id,
  e.familie_id as family_id,
  e.geringfuegig::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.erwerb_stichtag e
where e.freq = 'Q'
  and e.erwerbsalter
  and e.erwerbstaetig
