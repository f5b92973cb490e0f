-- title: {de: Monate vom Schulabgang bis zum vollqualifizierenden Anschluss (Median), en: Months from leaving school to a fully qualifying next step (median)}
-- short: {de: Monate bis zum Anschluss, en: months to the next step}
-- catalogue: C12
-- topic: uebergang
-- numerator:
--   de: Personen, die bis zum letzten Tag des Quartals eine Ausbildung, eine Oberstufe oder ein Studium begonnen haben
--   en: Persons who have begun training, upper secondary school or university by the last day of the quarter
-- denominator:
--   de: Personen, die während der Begleitung eine Schule verlassen haben und deren Anschluss bekannt ist, mit den Monaten bis zu diesem Beginn oder bis zu diesem Tag
--   en: Persons who left a school while their family was supported and whose next step is known, with the months to that beginning or to that day
-- measure: survival
-- unit: MONTHS
-- counts: persons
-- direction: down
-- period: project
-- disclosure: sensitive
-- harm: both
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Sektoren I, III und IV der integrierten Ausbildungsberichterstattung (iABE)
-- source: Schulen und Kommunale Koordinierung (KAoA)
-- note:
--   de: Nach Kaplan und Meier, vom ersten Abgang an. Wer noch im Übergangssystem, in Arbeit oder ohne Anschluss ist, zählt mit der bisherigen Dauer; wer aus dem Fallmanagement ausscheidet, bis dahin. Ist der Anschluss oder sein Beginn nicht bekannt, ist die Person nicht feststellbar.
--   en: After Kaplan and Meier, from the first leaving. Who is still in the transition system, at work or without a next step counts with the time so far; who leaves case management, up to then. Where the next step or its beginning is unknown, the person is not determinable.
with abgang as (
  select
    a.freq,
    a.time_period,
    a.person_id,
    a.familie_id,
    a.begleitet_bis,
    a.abgang_monat,
    a.anschluss_beginn,
    s.sektor in ('I', 'III', 'IV') as voll,
    s.sektor is null or s.sektor = 'UNBEK' or (voll and a.anschluss_beginn is null) as offen
  from basis.abgang_bisher a
  left join basis.anschluss_sektor s on s.anschluss = a.anschluss
),
person as (
  select
    a.freq,
    a.time_period,
    a.person_id,
    a.familie_id,
    a.begleitet_bis,
    min(a.abgang_monat) as abgang_monat,
    min(greatest(a.anschluss_beginn, a.abgang_monat)) filter (a.voll and a.anschluss_beginn <= a.begleitet_bis) as anschluss_monat,
    bool_or(a.offen) as offen
  from abgang a
  group by a.freq, a.time_period, a.person_id, a.familie_id, a.begleitet_bis
)
select
  p.freq,
  p.time_period,
  p.person_id as unit_id,
  p.person_id,
  p.familie_id as family_id,
  case
    when p.anschluss_monat is not null then 1
    when not p.offen then 0
  end::decimal(18, 6) as numerator,
  date_diff('month', p.abgang_monat, coalesce(p.anschluss_monat, p.begleitet_bis))::decimal(18, 6) as denominator
from person p
