-- title: {de: Vollqualifizierender Anschluss sechs Monate nach Verlassen der Schule, en: Fully qualifying next step six months after leaving school}
-- short: {de: vollqualifizierend, en: fully qualifying}
-- catalogue: C05
-- topic: uebergang
-- numerator:
--   de: Personen, die sechs Monate nach dem Abgang in Berufsausbildung, Oberstufe oder Studium sind
--   en: Persons who six months after leaving are in vocational training, upper secondary school or at university
-- denominator:
--   de: Personen, die während der Begleitung eine Schule verlassen haben, mindestens sechs Monate zuvor, und deren Verbleib bekannt ist
--   en: Persons who left a school while their family was supported, at least six months before, and whose situation is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: project
-- part_of: anschluss_6m
-- disclosure: protected
-- harm: complement
-- unknown: sensitive
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Sektoren I, III und IV der integrierten Ausbildungsberichterstattung (iABE)
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Wie anschluss_6m, aber ohne Übergangssystem und Arbeit ohne Ausbildung.
--   en: As anschluss_6m, but without the transition system and work without training.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  case when s.sektor <> 'UNBEK' then s.sektor in ('I', 'III', 'IV') end::decimal(18, 6) as numerator,
  case when s.sektor <> 'UNBEK' then 1 end::decimal(18, 6) as denominator
from basis.abgang_bisher a
left join basis.anschluss_sektor s on s.anschluss = a.verbleib_6m
where a.verbleib_faellig
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
