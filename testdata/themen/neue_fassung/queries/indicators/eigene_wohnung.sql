-- title: {de: Familien in eigener Wohnung, en: Families in a flat of their own}
-- short: {de: eigene Wohnung, en: own flat}
-- catalogue: A07
-- topic: wohnen
-- numerator:
--   de: Familien, die am letzten Tag des Quartals in einer privat gemieteten oder (seit dem 4. Quartal 2018) städtischen Wohnung leben
--   en: Families living in a privately rented or (since the 4th quarter of 2018) municipal flat on the last day of the quarter
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals
--   en: Families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- part_of: fam_aktiv
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 2.0.0
-- changes:
--   - version: 2.0.0
--     valid_from: 2018-10-01
--     reason:
--       de: Auch städtische Wohnungen zählen als eigene Wohnung; sie werden seit dem 4. Quartal 2018 mit eigenem Mietvertrag vergeben.
--       en: Municipal flats count as a flat of one's own, too; since the 4th quarter of 2018 they come with a lease of their own.
-- valid_from: 2017-05-01
-- source: Sozialamt
-- note:
--   de: Städtische Wohnungen zählen erst seit dem 4. Quartal 2018. Ein Umzug gilt ab dem Monat des Einzugs. Ist die letzte Unterbringung vor dem Tag beendet, ist die Wohnung nicht feststellbar.
--   en: Municipal flats count since the 4th quarter of 2018 only. A move holds from its month. Where the newest accommodation ended before the day, housing is not determinable.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  case when coalesce(last_day(w.gueltig_bis) >= f.stichtag, true) then w.art = 'WHG_PRIV' or w.art = 'WHG_KOMM' and f.stichtag >= date '2018-10-01' end::decimal(18, 6) as numerator,
  case when coalesce(last_day(w.gueltig_bis) >= f.stichtag, true) and w.art is not null then 1 end::decimal(18, 6) as denominator
from basis.familie_stichtag f
asof left join basis.wohnen w on w.familie_id = f.familie_id and w.gueltig_von <= f.stichtag
where f.freq = 'Q'
