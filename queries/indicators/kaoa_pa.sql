-- title: {de: Teilnahme an der Potenzialanalyse, en: Taking part in the analysis of potential}
-- short: {de: Potenzialanalyse, en: Analysis of potential}
-- catalogue: C01
-- topic: uebergang
-- numerator:
--   de: Schülerinnen und Schüler, die bis zum Ende des Schuljahrs an einer Potenzialanalyse (SBO 4) teilgenommen haben
--   en: Pupils who have taken part in an analysis of potential (SBO 4) by the end of the school year
-- denominator:
--   de: Schülerinnen und Schüler ab Klasse 8 an allgemeinbildenden Schulen, für die dazu etwas gemeldet ist
--   en: Pupils from grade 8 on at schools of general education for whom this is reported
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
-- official: Standardelemente KAoA (G.I.B.-Monitoring), SBO 4.1
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Die Potenzialanalyse ist ein Mal vorgesehen, in Klasse 8; wer sie früher gemacht hat, zählt weiter.
--   en: The analysis is due once, in grade 8; pupils who have done it earlier continue to count.
select
  k.freq,
  k.time_period,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  k.potenzialanalyse::decimal(18, 6) as numerator,
  case when k.potenzialanalyse is not null then 1 end::decimal(18, 6) as denominator
from basis.kaoa_bisher k
