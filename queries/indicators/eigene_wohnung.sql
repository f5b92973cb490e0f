-- title: {de: Familien in eigener Wohnung, en: Families in a flat of their own}
-- short: {de: eigene Wohnung, en: own flat}
-- catalogue: A07
-- topic: wohnen
-- numerator:
--   de: Familien, die am letzten Tag des Quartals in einer privat gemieteten Wohnung leben
--   en: Families living in a privately rented flat on the last day of the quarter
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
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Sozialamt
-- note:
--   de: Städtische Wohnungen zählen nicht. Ein Umzug gilt ab dem Monat des Einzugs. Ist die letzte Unterbringung vor dem Tag beendet, ist die Wohnung nicht feststellbar.
--   en: Municipal flats do not count. A move holds from its month. Where the newest accommodation ended before the day, housing is not determinable.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  case when coalesce(last_day(w.gueltig_bis) >= f.stichtag, true) then w.art = 'WHG_PRIV' end::decimal(18, 6) as numerator,
  case when coalesce(last_day(w.gueltig_bis) >= f.stichtag, true) and w.art is not null then 1 end::decimal(18, 6) as denominator
from basis.familie_stichtag f
asof left join basis.wohnen w on w.familie_id = f.familie_id and w.gueltig_von <= f.stichtag
where f.freq = 'Q'
