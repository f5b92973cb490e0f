-- title: {de: Klassenwiederholungen, en: Pupils repeating a grade}
-- short: {de: Wiederholung, en: Repeating}
-- catalogue: B09
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler, die in dem Schuljahr eine Klasse wiederholen
--   en: Pupils who repeat a grade in the school year
-- denominator:
--   de: Schülerinnen und Schüler des Schuljahrs, für die das bekannt ist
--   en: Pupils of the school year for whom this is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: down
-- period: school_year
-- disclosure: protected
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Wiederholer der amtlichen Schulstatistik NRW
-- source: Schulen (SchILD-Export)
-- note:
--   de: Auch freiwillige Wiederholungen zählen.
--   en: Grades repeated voluntarily count as well.
select
  v.freq,
  v.time_period,
  v.person_id as unit_id,
  v.person_id,
  v.familie_id as family_id,
  v.wiederholung::decimal(18, 6) as numerator,
  case when v.wiederholung is not null then 1 end::decimal(18, 6) as denominator
from basis.schuljahr_ergebnis v
