-- title: {de: Geschlossene Kooperationsvereinbarungen, en: Cooperation agreements concluded}
-- short: {de: Kooperationen, en: Agreements}
-- catalogue: F14
-- topic: netzwerk
-- numerator:
--   de: Vereinbarungen, die bis zum letzten Tag des Quartals geschlossen und nicht beendet sind
--   en: Agreements concluded by the last day of the quarter and not ended
-- measure: count
-- unit: COUNT
-- counts: others
-- noun: {de: Vereinbarungen, en: agreements}
-- direction: up
-- period: stock
-- disclosure: plain
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Projektkoordination
-- note:
--   de: "Geliefert wird nur der jüngste Stand mit seinem Monat: Von einer beendeten Vereinbarung ist für die Zeit davor nicht bekannt, ob sie bestand."
--   en: "Only the newest status is delivered, with its month: of an agreement that has ended it is not known whether it was in force before."
select
  z.freq,
  z.time_period,
  k.kooperation_id as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  case when k.status = 'GESCHLOSSEN' and k.datum <= z.bis then 1 end::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.zeitraum z
join basis.kooperation k
  on (k.status = 'GESCHLOSSEN' and coalesce(k.datum <= z.bis, true))
  or (k.status = 'BEENDET' and coalesce(k.datum > z.bis, true))
where z.freq = 'Q'
