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
  p.freq,
  p.time_period,
  p.person_id as unit_id,
  p.person_id,
  p.familie_id as family_id,
  case when s.sektor <> 'UNBEK' then s.sektor in ('I', 'II', 'III', 'IV') or s.anschluss = 'SVP' end::decimal(18, 6) as numerator,
  case when s.sektor <> 'UNBEK' then 1 end::decimal(18, 6) as denominator
from basis.person_bisher p
join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'SCHULE'
join basis.uebergang u
  on u.person_id = p.person_id
 and u.abgang_monat between p.aufnahme_monat and p.begleitet_bis
 and u.abgang_monat + to_months(cast(basis.parameter('verbleib_monate') as integer)) <= p.stichtag
left join basis.anschluss_sektor s on s.anschluss = u.verbleib_6m
where p.freq = 'P'
qualify row_number() over (partition by p.time_period, p.person_id order by u.abgang_monat desc) = 1
