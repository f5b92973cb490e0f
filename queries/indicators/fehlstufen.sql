-- title: {de: Schülerinnen und Schüler nach Fehltagen, en: Pupils by days of absence}
-- short: {de: Fehltage, en: Days absent}
-- catalogue: B05
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler, deren Fehltage im Halbjahr bekannt sind
--   en: Pupils whose days of absence in the half-year are known
-- measure: count
-- unit: PERSONS
-- counts: persons
-- direction: neutral
-- period: half_year
-- by: [fehlstufe]
-- disclosure: sensitive
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Stufen des Schulportals Hessen (5, 11, 20, 40 Fehltage im Halbjahr)
-- source: Schulen (SchILD-Export)
-- note:
--   de: "Entschuldigte und unentschuldigte Tage zusammen. Stunden werden mit den Stunden eines Schultags umgerechnet. Eine Stufe beginnt mit ihrer ersten Zahl: 10,5 Tage gehören zu 5 bis 10."
--   en: "Excused and unexcused days together. Hours are converted by the hours of a school day. A step begins with its first number: 10.5 days belong to 5 to 10."
select
  s.freq,
  s.time_period,
  s.person_id as unit_id,
  s.person_id,
  s.familie_id as family_id,
  case when s.fehl_tage is not null then 1 end::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  -- The rank of a step is the first number of its days.
  (
    select max_by(c.code, c.rang)
    from basis.code c
    where c.liste = 'fehlstufe' and c.code <> 'UNBEK' and c.rang <= s.fehl_tage
  ) as fehlstufe
from basis.schueler_fehlzeit s
where s.freq = 'SH'
