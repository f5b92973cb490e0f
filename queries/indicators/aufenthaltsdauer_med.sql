-- title: {de: Dauer des Aufenthalts (Median), en: Length of residence (median)}
-- short: {de: Aufenthaltsdauer, en: length of residence}
-- catalogue: A06
-- topic: aufenthalt
-- numerator:
--   de: Vollendete Monate des ununterbrochenen Aufenthalts
--   en: Completed months of uninterrupted residence
-- denominator:
--   de: Erwachsene in Familien, die am letzten Tag des Quartals im Fallmanagement sind, deren Aufenthaltsbeginn bekannt ist
--   en: Adults in families in case management on the last day of the quarter whose beginning of residence is known
-- measure: median
-- unit: MONTHS
-- counts: persons
-- noun: {de: Erwachsenen, en: adults}
-- direction: neutral
-- period: stock
-- disclosure: protected
-- harm: both
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Aufenthaltsdauer nach dem Ausländerzentralregister
-- source: Ausländerbehörde
-- note:
--   de: Alle Erwachsenen, auch solche mit Aufenthaltserlaubnis. Gezählt wird ab dem Monat, seit dem der Aufenthalt ununterbrochen ist.
--   en: All adults, also those with a residence permit. Counted from the month since which residence is uninterrupted.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  date_sub('month', a.aufenthalt_seit, a.stichtag)::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.aufenthalt_stichtag a
where a.freq = 'Q'
  and a.erwachsen
