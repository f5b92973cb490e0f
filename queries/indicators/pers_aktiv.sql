-- title: {de: Personen in Projektfamilien, en: Persons in project families}
-- short: {de: Personen, en: Persons}
-- catalogue: A02
-- topic: fallmanagement
-- numerator:
--   de: Personen in Familien, die am letzten Tag des Quartals im Fallmanagement sind
--   en: Persons in families in case management on the last day of the quarter
-- measure: count
-- unit: PERSONS
-- counts: persons
-- direction: neutral
-- period: stock
-- by: [altersklasse, geschlecht_2]
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Mit Einwilligung. Personen ohne Angabe W oder M zählen in der Gesamtzahl und unter »nicht bekannt«. Das Alter ist das am letzten Tag des Quartals.
--   en: With consent. Persons recorded as neither W nor M count in the total and as "not known". Age is that on the last day of the quarter.

-- Sensitive for the sake of its changes: 14 families with 80 persons, then 13 with 74, tell the size of the family that left.
select
  p.freq,
  p.time_period,
  p.person_id as unit_id,
  p.person_id,
  p.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  case
    when p.alter_jahre < 6 then 'A00_05'
    when p.alter_jahre < 15 then 'A06_14'
    when p.alter_jahre < 25 then 'A15_24'
    else 'A25'
  end as altersklasse,
  p.geschlecht_2
from basis.person_stichtag p
where p.freq = 'Q'
