-- title: {de: Gelöste Schnittstellen zwischen Stellen, en: Gaps between offices solved}
-- short: {de: gelöst, en: solved}
-- catalogue: F11
-- topic: netzwerk
-- numerator:
--   de: Schnittstellen, die bis zum letzten Tag des Quartals gelöst sind
--   en: Gaps solved by the last day of the quarter
-- denominator:
--   de: Schnittstellen, die bis dahin erkannt wurden
--   en: Gaps found by then
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Schnittstellen, en: gaps}
-- direction: up
-- period: project
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Projektkoordination
-- note:
--   de: "Als gelöst gemeldet, aber ohne Monat: nicht feststellbar."
--   en: "Reported as solved, but without a month: not determinable."
select
  z.freq,
  z.time_period,
  s.schnittstelle_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  case
    when s.geloest_am <= z.bis then 1
    when s.status = 'GELOEST' and s.geloest_am is null then null
    else 0
  end::decimal(18, 6) as numerator,
  case when s.status <> 'GELOEST' or s.geloest_am is not null then 1 end::decimal(18, 6) as denominator
from basis.zeitraum z
join basis.schnittstelle s on s.erkannt_am <= z.bis
where z.freq = 'P'
