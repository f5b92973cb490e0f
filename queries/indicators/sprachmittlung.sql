-- title: {de: Sprachmittlung aus dem Pool bei Bedarf, en: Mediation from the pool where needed}
-- short: {de: aus dem Pool, en: from the pool}
-- catalogue: F15
-- topic: fallmanagement
-- numerator:
--   de: Kontakte, bei denen Sprachmittlerinnen oder Sprachmittler aus dem Pool übersetzten
--   en: Contacts at which mediators from the pool interpreted
-- denominator:
--   de: Kontakte im Quartal, bei denen Sprachmittlung nötig war
--   en: Contacts in the quarter at which mediation was needed
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Kontakten, en: contacts}
-- direction: up
-- period: quarter
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Übersetzen Angehörige oder Kinder, oder fehlte die Sprachmittlung, war sie nötig und kam nicht aus dem Pool. Ohne Angabe nicht feststellbar.
--   en: Where relatives or children interpret, or mediation was missing, it was needed and did not come from the pool. Without a word on it, not determinable.
select
  f.freq,
  f.time_period,
  k.kontakt_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  (k.sprachmittlung = 'POOL')::decimal(18, 6) as numerator,
  case when k.sprachmittlung is not null then 1 end::decimal(18, 6) as denominator
from basis.familie_zeitraum f
join basis.kontakt k on k.familie_id = f.familie_id and k.datum between f.begleitet_von and f.begleitet_bis
where f.freq = 'Q'
  and k.sprachmittlung is distinct from 'KEINE'
