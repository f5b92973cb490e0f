-- title: {de: Betriebspraktikum oder Berufsfelderkundung, en: Work placement or exploration of occupations}
-- short: {de: Praktikum, en: Placement}
-- catalogue: C02
-- topic: uebergang
-- numerator:
--   de: Schülerinnen und Schüler, die bis zum Ende des Schuljahrs Berufsfelder erkundet (SBO 5.1) oder ein Betriebspraktikum gemacht haben (SBO 6.1)
--   en: Pupils who have explored occupations (SBO 5.1) or done a work placement (SBO 6.1) by the end of the school year
-- denominator:
--   de: Schülerinnen und Schüler der Klassen 8 bis 10 an allgemeinbildenden Schulen, für die dazu etwas gemeldet ist
--   en: Pupils of grades 8 to 10 at schools of general education for whom this is reported
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: up
-- period: school_year
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Standardelemente KAoA (G.I.B.-Monitoring), SBO 5.1 und 6.1
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Eines der beiden Elemente genügt.
--   en: One of the two elements is enough.
select
  k.freq,
  k.time_period,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  k.betrieb::decimal(18, 6) as numerator,
  case when k.betrieb is not null then 1 end::decimal(18, 6) as denominator
from basis.kaoa_bisher k
where k.jahrgang_rang <= 10
