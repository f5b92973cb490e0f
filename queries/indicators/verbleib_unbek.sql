-- title: {de: Unbekannter Verbleib sechs Monate nach Verlassen der Schule, en: Situation unknown six months after leaving school}
-- short: {de: Verbleib unbekannt, en: situation unknown}
-- catalogue: C11
-- topic: uebergang
-- numerator:
--   de: Personen, deren Verbleib unbekannt oder nicht gemeldet ist oder die der Schule fernbleiben
--   en: Persons whose situation is unknown or not reported, or who stay away from school
-- denominator:
--   de: Personen, die während der Begleitung eine Schule verlassen haben, mindestens sechs Monate zuvor
--   en: Persons who left a school while their family was supported, at least six months before
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: down
-- period: project
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Unbekannt verblieben (BA-Ausbildungsmarktstatistik)
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Hier ist das Fehlen der Angabe selbst die Kennzahl. Schulabsenz zählt wie unbekannt; in anschluss_6m gilt sie als »kein Anschluss«.
--   en: Here the missing information itself is the figure. Staying away from school counts as unknown; in anschluss_6m it is "no next step".
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  coalesce(a.verbleib_6m in ('UNBE', 'ABSENZ'), true)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.abgang_bisher a
where a.verbleib_faellig
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
