-- title: {de: Besetzte Projektstellen, en: Project posts filled}
-- short: {de: besetzte VZÄ, en: FTE filled}
-- catalogue: F12
-- topic: mittel
-- numerator:
--   de: Besetzte Vollzeitäquivalente im Mittel der Monate des Quartals
--   en: Full-time equivalents filled, mean of the months of the quarter
-- denominator:
--   de: Vollzeitäquivalente laut Bewilligung im Mittel der Monate des Quartals
--   en: Full-time equivalents as granted, mean of the months of the quarter
-- measure: ratio
-- unit: PERCENT
-- counts: posts
-- direction: up
-- period: quarter
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Amt für Finanzen
-- note:
--   de: Gezählt sind die Monate, für die Stellen gemeldet sind; das erste Quartal hat zwei. Einzelne Stellen werden nicht veröffentlicht.
--   en: Months for which posts are reported are counted; the first quarter has two. Single posts are not published.
with monat as (
  select z.freq, z.time_period, count(distinct s.monat) as anzahl
  from basis.zeitraum z
  join basis.stelle s on s.monat between z.von and z.bis
  where z.freq = 'Q'
  group by z.freq, z.time_period
)
select
  z.freq,
  z.time_period,
  s.stelle_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  (sum(s.vzae_ist) / m.anzahl)::decimal(18, 6) as numerator,
  (sum(s.vzae_soll) / m.anzahl)::decimal(18, 6) as denominator
from basis.zeitraum z
join basis.stelle s on s.monat between z.von and z.bis
join monat m on m.freq = z.freq and m.time_period = z.time_period
where z.freq = 'Q'
group by z.freq, z.time_period, s.stelle_id, m.anzahl
