-- title: {de: Kontakte je Familie und Monat, en: Contacts per family and month}
-- short: {de: Kontakte je Monat, en: Contacts per month}
-- catalogue: F04
-- topic: fallmanagement
-- numerator:
--   de: Zustande gekommene Kontakte des Fallmanagements
--   en: Contacts of case management that took place
-- denominator:
--   de: Monate, in denen Familien im Fallmanagement waren
--   en: Months in which families were in case management
-- measure: rate
-- unit: PER_FAMILY_MONTH
-- counts: others
-- noun: {de: Kontakte, en: contacts}
-- direction: neutral
-- period: [quarter, project]
-- disclosure: protected
-- harm: both
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: "Der Monat der Aufnahme und der des Endes zählen ganz. Die aufsuchenden Kontakte stehen in kontakt_aufsuchend: Nach Arten gegliedert würden sich die Monate vervielfachen."
--   en: "The months of intake and of the end count in full. Outreach contacts are in kontakt_aufsuchend: broken down by kind, the months would multiply."
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
  )::decimal(18, 6) as numerator,
  f.monate::decimal(18, 6) as denominator
from basis.familie_zeitraum f
