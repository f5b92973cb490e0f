-- title: {de: Teilnahme der eingeladenen Stellen an Fallkonferenzen, en: Offices invited that took part in case conferences}
-- short: {de: teilgenommen, en: took part}
-- catalogue: F08
-- topic: netzwerk
-- numerator:
--   de: Einladungen, denen die Stelle gefolgt ist
--   en: Invitations that the office has followed
-- denominator:
--   de: Einladungen von Stellen zu Fallkonferenzen seit Projektbeginn
--   en: Invitations of offices to case conferences since the start of the project
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Einladungen, en: invitations}
-- direction: up
-- period: project
-- by: [stelle]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Wer ohne Einladung kommt, zählt nicht. Nach Stellen nur dort zu lesen, wo sie mindestens fünf Mal eingeladen waren.
--   en: Offices that come without invitation do not count. By office, to be read only where it was invited at least five times.
select
  k.freq,
  k.time_period,
  concat_ws('/', k.fk_id, s.stelle) as unit_id,
  null::varchar as person_id,
  k.familie_id as family_id,
  s.teilgenommen::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator,
  s.stelle
from basis.fallkonferenz_bisher k
join basis.fk_stelle s on s.fk_id = k.fk_id
where s.eingeladen
