-- title: {de: Anschluss nach Sektoren, en: Next step by sector}
-- short: {de: Sektor, en: Sector}
-- catalogue: C06
-- topic: uebergang
-- numerator:
--   de: Personen, die während der Begleitung eine Schule verlassen haben, nach dem Anschluss
--   en: Persons who left a school while their family was supported, by next step
-- measure: count
-- unit: PERSONS
-- counts: persons
-- direction: neutral
-- period: project
-- by: [sektor]
-- disclosure: sensitive
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Sektoren der integrierten Ausbildungsberichterstattung (iABE)
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Kumuliert; von mehreren Abgängen einer Person zählt der letzte. Es gilt der Anschluss, den die Schule beim Abgang gemeldet hat.
--   en: Cumulated; of several leavings of one person the last counts. The next step is the one the school reported at leaving.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  s.sektor
from basis.abgang_bisher a
left join basis.anschluss_sektor s on s.anschluss = a.anschluss
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
