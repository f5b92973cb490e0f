-- title: {de: Ergebnisse der Gremien, en: Results of the committees}
-- short: {de: Ergebnisse, en: Results}
-- catalogue: F13
-- topic: netzwerk
-- numerator:
--   de: Ergebnisse, die in Treffen des Zeitraums festgehalten wurden
--   en: Results recorded in meetings of the period
-- measure: amount
-- unit: COUNT
-- counts: others
-- noun: {de: Ergebnisse, en: results}
-- direction: neutral
-- period: [quarter, project]
-- by: [treffen_format]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Projektkoordination
-- note:
--   de: Beschlüsse und Vereinbarungen, wie sie die Koordination zählt. Treffen ohne Angabe sind nicht feststellbar.
--   en: Decisions and agreements as counted by the coordination. Meetings without a figure are not determinable.
select
  z.freq,
  z.time_period,
  n.nt_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  n.ergebnisse::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  n.format as treffen_format
from basis.zeitraum z
join basis.netzwerktreffen n on n.datum between z.von and z.bis
where z.freq in ('Q', 'P')
