-- title: {de: Anschluss sechs Monate nach Verlassen der Schule, en: Next step six months after leaving school}
-- short: {de: mit Anschluss, en: with a next step}
-- catalogue: C04
-- topic: uebergang
-- numerator:
--   de: Personen, die sechs Monate nach dem Abgang in Ausbildung, Übergangssystem, Oberstufe, Studium oder sozialversicherungspflichtiger Arbeit sind
--   en: Persons who six months after leaving are in training, the transition system, upper secondary school, university or employment subject to social insurance
-- denominator:
--   de: Personen, die während der Begleitung eine Schule verlassen haben, mindestens sechs Monate zuvor, und deren Verbleib bekannt ist
--   en: Persons who left a school while their family was supported, at least six months before, and whose situation is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: project
-- disclosure: sensitive
-- harm: complement
-- unknown: sensitive
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Sektoren der integrierten Ausbildungsberichterstattung (iABE); Anschlussoptionen KAoA
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Von mehreren Abgängen einer Person zählt der letzte, der mindestens sechs Monate zurückliegt. Geringfügige Beschäftigung ist kein Anschluss.
--   en: Of several leavings of one person the newest that is at least six months old counts. Marginal employment is no next step.

-- Sensitive, because those without a next step and those whose situation is unknown are the other side of this share.
select
  a.freq,
  a.time_period,
  a.person_id as unit_id,
  a.person_id,
  a.familie_id as family_id,
  case when s.sektor <> 'UNBEK' then s.sektor in ('I', 'II', 'III', 'IV') or s.anschluss = 'SVP' end::decimal(18, 6) as numerator,
  case when s.sektor <> 'UNBEK' then 1 end::decimal(18, 6) as denominator
from basis.abgang_bisher a
left join basis.anschluss_sektor s on s.anschluss = a.verbleib_6m
where a.verbleib_faellig
qualify row_number() over (partition by a.time_period, a.person_id order by a.abgang_monat desc) = 1
