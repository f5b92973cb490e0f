-- title: {de: Geduldete Erwachsene mit Erwerbsverbot, en: Tolerated adults who may not work}
-- short: {de: Erwerbsverbot, en: may not work}
-- catalogue: D08
-- topic: erwerb
-- numerator:
--   de: Geduldete, denen Beschäftigung nicht erlaubt ist (§ 60a Abs. 6, § 60b AufenthG)
--   en: Tolerated persons who may not work (s. 60a (6), s. 60b AufenthG)
-- denominator:
--   de: Geduldete von 18 bis unter 65 Jahren am letzten Tag des Quartals, deren Zugang zum Arbeitsmarkt bekannt ist
--   en: Tolerated persons aged 18 to under 65 on the last day of the quarter whose access to the labour market is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: down
-- period: stock
-- disclosure: sensitive
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Ausländerbehörde
-- note:
--   de: Die andere Seite von besch_erlaubnis.
--   en: The other side of besch_erlaubnis.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  (a.erwerb = 'VERBOTEN')::decimal(18, 6) as numerator,
  case when a.geduldet and a.erwerb is not null then 1 end::decimal(18, 6) as denominator
from basis.aufenthalt_stichtag a
where a.freq = 'Q'
  and a.erwachsen
  and a.erwerbsalter
  -- Whose status nobody knows may be tolerated: not determinable.
  and a.geduldet is distinct from false
