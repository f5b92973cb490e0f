-- title: {de: Versetzte Schülerinnen und Schüler, en: Pupils promoted}
-- short: {de: versetzt, en: promoted}
-- catalogue: B08
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler, die am Ende des Schuljahrs versetzt wurden
--   en: Pupils promoted at the end of the school year
-- denominator:
--   de: Schülerinnen und Schüler, über deren Versetzung entschieden wurde
--   en: Pupils on whose promotion a decision was taken
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: up
-- period: school_year
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Versetzung nach § 50 SchulG NRW
-- source: Schulen (SchILD-Export)
-- note:
--   de: Klassen ohne Versetzung (Schuleingangsphase, Abschlussklassen) stehen nicht im Nenner. Nach einem Schulwechsel zählt die letzte Schule.
--   en: Grades without promotion (the first grades, final classes) are not part of the denominator. After a change of school the last school counts.
select
  v.freq,
  v.time_period,
  v.person_id as unit_id,
  v.person_id,
  v.familie_id as family_id,
  (v.versetzt = 'JA')::decimal(18, 6) as numerator,
  case when v.versetzt is not null then 1 end::decimal(18, 6) as denominator
from basis.schuljahr_ergebnis v
where v.versetzt is distinct from 'ENTFAELLT'
