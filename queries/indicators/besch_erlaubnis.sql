-- title: {de: Geduldete Erwachsene mit Zugang zum Arbeitsmarkt, en: Tolerated adults with access to the labour market}
-- short: {de: dürfen arbeiten, en: may work}
-- catalogue: D07
-- topic: erwerb
-- numerator:
--   de: Geduldete, denen Beschäftigung erlaubt ist oder mit Zustimmung erlaubt werden kann
--   en: Tolerated persons who may work, or may with consent
-- denominator:
--   de: Geduldete von 18 bis unter 65 Jahren am letzten Tag des Quartals, deren Zugang zum Arbeitsmarkt bekannt ist
--   en: Tolerated persons aged 18 to under 65 on the last day of the quarter whose access to the labour market is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 32 BeschV
-- source: Ausländerbehörde
-- note:
--   de: Es gilt der Eintrag des Status, der an dem Tag besteht.
--   en: The entry of the status that holds on the day counts.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.erwerb in ('ERLAUBT', 'ZUSTIMMUNG'))::decimal(18, 6) as numerator,
  case when a.geduldet and a.erwerb is not null then 1 end::decimal(18, 6) as denominator
from basis.aufenthalt_stichtag a
where a.freq = 'Q'
  and a.erwachsen
  and a.erwerbsalter
  -- Whose status nobody knows may be tolerated: not determinable.
  and a.geduldet is distinct from false
