-- title: {de: "Klassen 8 bis 10 an Real-, Sekundar-, Gesamtschule oder Gymnasium", en: Grades 8 to 10 at schools leading beyond the lower certificate}
-- short: {de: "R, SK, GE oder GY", en: "R, SK, GE or GY"}
-- catalogue: B10
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler der Klassen 8 bis 10 an einer Real-, Sekundar-, Gesamt-, Gemeinschafts- oder Waldorfschule, einer PRIMUS-Schule oder einem Gymnasium
--   en: Pupils of grades 8 to 10 at an intermediate, secondary, comprehensive, community or Waldorf school, a PRIMUS school or a grammar school
-- denominator:
--   de: Schülerinnen und Schüler der Klassen 8 bis 10
--   en: Pupils of grades 8 to 10
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
-- official: "Integrationsmonitoring der Länder D1 (dort: Klasse 8)"
-- source: Schulen (SchILD-Export)
-- note:
--   de: Die übrigen besuchen eine Haupt- oder Förderschule. Nach einem Schulwechsel im Halbjahr zählt, wer an einer der genannten Schulen war.
--   en: The others attend a Hauptschule or a special school. After a change within the half-year, pupils who have been at one of the schools named count.
select
  h.freq,
  h.time_period,
  h.person_id as unit_id,
  h.person_id,
  h.familie_id as family_id,
  (h.schulform in ('10', '13', '14', '15', '16', '17', '18', '20'))::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.schulhalbjahr_lang h
join basis.code j on j.liste = 'jahrgang' and j.code = h.jahrgang
where h.freq = 'SH'
  and j.rang between 8 and 10
  and h.schulform not in ('19', '25', '30', '88')
