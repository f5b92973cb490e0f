-- title: {de: Ausgeschiedene Familien, en: Families that have left}
-- short: {de: Abgänge, en: Exits}
-- catalogue: A03
-- topic: fallmanagement
-- numerator:
--   de: Familien, deren Fallmanagement in dem Zeitraum geendet hat
--   en: Families whose case management ended within the period
-- measure: count
-- unit: FAMILIES
-- counts: families
-- direction: neutral
-- period: [quarter, project]
-- by: [ende_grund_2]
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: "Nach dem Grund des Endes in zwei Gruppen: Ziele erreicht, oder andere Gründe (Fortzug, Ausreise, Abbruch)."
--   en: "By reason, in two groups: goals reached, or other reasons (moved, left the country, broken off)."

-- A file of its own: intakes are plain, the reason of an exit can harm.
select
  z.freq,
  z.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  case
    when f.ende_grund = 'ZIEL_ERREICHT' then 'ZIEL_ERREICHT'
    when f.ende_grund <> 'UNBEK' then 'ANDERE'
  end as ende_grund_2
from basis.zeitraum z
join basis.familie f on f.ende_monat between z.von and z.bis
where z.freq in ('Q', 'P')
