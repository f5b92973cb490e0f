-- title: {de: Familien mit aktuellem Hilfeplan, en: Families with an up-to-date help plan}
-- short: {de: Hilfeplan aktuell, en: Help plan up to date}
-- catalogue: A08
-- topic: fallmanagement
-- numerator:
--   de: Familien, bei denen in den letzten sechs Monaten mindestens ein Ziel des Hilfeplans überprüft wurde
--   en: Families for whom at least one goal of the help plan was reviewed in the last six months
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals
--   en: Families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- part_of: fam_aktiv
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Der Monat des Stichtags zählt mit. Wie viele Monate eine Überprüfung gilt, steht in config/reference/parameter.csv (hilfeplan_monate).
--   en: The month of the day counts. For how many months a review holds is set in config/reference/parameter.csv (hilfeplan_monate).
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  exists (
    select 1
    from basis.ziel z
    join basis.ziel_pruefung p on p.ziel_id = z.ziel_id
    where z.familie_id = f.familie_id
      and p.geprueft_am <= f.stichtag
      -- Reviews are dated by month, so six months back from 30 September begin on 1 April.
      and p.geprueft_am > f.stichtag - to_months(cast(basis.parameter('hilfeplan_monate') as integer))
  )::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_stichtag f
where f.freq = 'Q'
