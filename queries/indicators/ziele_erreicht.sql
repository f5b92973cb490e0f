-- title: {de: Erreichte Ziele der Hilfepläne, en: Goals of the help plans reached}
-- short: {de: Ziele erreicht, en: Goals reached}
-- catalogue: A09
-- topic: fallmanagement
-- numerator:
--   de: Fällige Ziele, die bis zum letzten Tag des Quartals erreicht sind
--   en: Goals due that have been reached by the last day of the quarter
-- denominator:
--   de: Ziele, die seit Projektbeginn bis zum letzten Tag des Quartals zu erreichen waren
--   en: Goals that were due between the start of the project and the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: goals
-- direction: up
-- period: project
-- by: [thema]
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Teilweise erreichte und aufgegebene Ziele zählen als nicht erreicht. Ziele ohne Frist und solche, die erst nach dem Ausscheiden einer Familie fällig wären, zählen nicht mit.
--   en: Goals partly reached or given up count as not reached. Goals without a date, and those due after a family had left, are not counted.
with ziel as (
  select
    z.ziel_id,
    z.familie_id,
    z.thema,
    z.soll_bis,
    z.status,
    -- The day of the first review that found the goal reached, where the case file gives none.
    coalesce(
      z.erreicht_am,
      (select min(p.geprueft_am) from basis.ziel_pruefung p where p.ziel_id = z.ziel_id and p.status = 'ERREICHT')
    ) as erreicht_am
  from basis.ziel z
)
select
  f.freq,
  f.time_period,
  z.ziel_id as unit_id,
  -- A goal belongs to the family, also where it names the person it is about.
  null::varchar as person_id,
  f.familie_id as family_id,
  case
    when z.erreicht_am <= f.begleitet_bis then 1
    -- Reached, but nobody knows when: not determinable.
    when z.status = 'ERREICHT' and z.erreicht_am is null then null
    else 0
  end::decimal(18, 6) as numerator,
  case when z.status <> 'ERREICHT' or z.erreicht_am is not null then 1 end::decimal(18, 6) as denominator,
  z.thema
from basis.familie_bisher f
join ziel z on z.familie_id = f.familie_id and z.soll_bis <= f.begleitet_bis
where f.freq = 'P'
