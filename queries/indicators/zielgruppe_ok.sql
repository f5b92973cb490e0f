-- title: {de: "Familien, die alle Zugangskriterien erfüllen", en: Families that meet all criteria of access}
-- short: {de: alle Kriterien erfüllt, en: all criteria met}
-- catalogue: A05
-- topic: fallmanagement
-- numerator:
--   de: Familien, die bei der Aufnahme seit dem 01.01.2014 in Deutschland lebten, Leistungen nach AsylbLG bezogen und kommunal untergebracht waren
--   en: Families that at intake had lived in Germany since 1 January 2014, received benefits under AsylbLG and lived in municipal accommodation
-- denominator:
--   de: Alle bisher aufgenommenen Familien
--   en: All families taken in so far
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: project
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Kumuliert, mit ausgeschiedenen Familien. Es gelten die Verhältnisse bei der Aufnahme.
--   en: Cumulated, with families that have left. Things count as they stood at intake.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  (k.krit_aufenthalt_2014 and k.krit_asylblg and k.krit_unterkunft)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_bisher f
join basis.familie k on k.familie_id = f.familie_id
where f.freq = 'P'
