-- title: {de: Neu aufgenommene Familien, en: Families taken in}
-- short: {de: Zugänge, en: Intakes}
-- catalogue: A03
-- topic: fallmanagement
-- numerator:
--   de: Familien, die in dem Zeitraum in das Fallmanagement aufgenommen wurden
--   en: Families taken into case management within the period
-- measure: count
-- unit: FAMILIES
-- counts: families
-- direction: neutral
-- period: [quarter, project]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Seit Projektbeginn zählen auch Familien, die inzwischen ausgeschieden sind.
--   en: Since the start of the project, families that have left meanwhile count as well.
select
  z.freq,
  z.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.zeitraum z
join basis.familie f on f.aufnahme_monat between z.von and z.bis
where z.freq in ('Q', 'P')
