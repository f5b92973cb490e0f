-- title: {de: Schülerinnen und Schüler mit Lernförderung, en: Pupils with learning support}
-- short: {de: Lernförderung, en: Learning support}
-- catalogue: B14
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler, die im Halbjahr Lernförderung erhalten haben
--   en: Pupils who received learning support in the half-year
-- denominator:
--   de: Schülerinnen und Schüler des Halbjahrs, für die das bekannt ist
--   en: Pupils of the half-year for whom this is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: neutral
-- period: half_year
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Bildung und Teilhabe, Lernförderung (§ 28 Abs. 5 SGB II, § 3 AsylbLG)
-- source: Schulen (SchILD-Export)
-- note:
--   de: Lernförderung nach dem Bildungspaket. Nach einem Schulwechsel genügt die Angabe einer Schule.
--   en: Learning support under the education package. After a change of school the word of one school is enough.
select
  h.freq,
  h.time_period,
  h.person_id as unit_id,
  h.person_id,
  h.familie_id as family_id,
  h.lernfoerderung::decimal(18, 6) as numerator,
  case when h.lernfoerderung is not null then 1 end::decimal(18, 6) as denominator
from basis.schulhalbjahr_lang h
where h.freq = 'SH'
