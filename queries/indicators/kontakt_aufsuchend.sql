-- title: {de: Aufsuchende Kontakte je Familie und Monat, en: Outreach contacts per family and month}
-- short: {de: aufsuchend je Monat, en: outreach per month}
-- catalogue: F04
-- topic: fallmanagement
-- numerator:
--   de: Hausbesuche und Begleitungen zu Terminen, die zustande gekommen sind
--   en: Home visits and accompaniment to appointments that took place
-- denominator:
--   de: Monate, in denen Familien im Fallmanagement waren
--   en: Months in which families were in case management
-- measure: rate
-- unit: PER_FAMILY_MONTH
-- counts: others
-- noun: {de: Kontakte, en: contacts}
-- direction: neutral
-- period: [quarter, project]
-- part_of: kontakt_dichte
-- disclosure: protected
-- harm: both
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Teil von kontakt_dichte.
--   en: Part of kontakt_dichte.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  (
    select count(*)
    from basis.kontakt k
    where k.familie_id = f.familie_id
      and k.zustande
      and k.datum between f.begleitet_von and f.begleitet_bis
      and k.art in ('HAUSBESUCH', 'BEGLEITUNG')
  )::decimal(18, 6) as numerator,
  f.monate::decimal(18, 6) as denominator
from basis.familie_zeitraum f
