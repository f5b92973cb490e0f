-- title: {de: Verweildauer im Fallmanagement (Median), en: Time in case management (median)}
-- short: {de: Verweildauer, en: time in case management}
-- catalogue: A04
-- topic: fallmanagement
-- numerator:
--   de: Familien, deren Fallmanagement bis zum letzten Tag des Quartals beendet ist
--   en: Families whose case management has ended by the last day of the quarter
-- denominator:
--   de: Alle bisher aufgenommenen Familien, mit den Monaten von der Aufnahme bis zum Ende oder bis zu diesem Tag
--   en: All families taken in so far, with the months from intake to the end or to that day
-- measure: survival
-- unit: MONTHS
-- counts: families
-- direction: neutral
-- period: project
-- disclosure: protected
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Nach Kaplan und Meier. Familien, die noch begleitet werden, zählen mit der bisherigen Dauer. Der Monat der Aufnahme und der des Endes zählen ganz. Vor der Hälfte der Enden gibt es keinen Median.
--   en: After Kaplan and Meier. Families still supported count with the time so far. The months of intake and of the end count whole. Before half of the families have left there is no median.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  coalesce(k.ende_monat <= f.stichtag, false)::decimal(18, 6) as numerator,
  (date_diff('month', f.aufnahme_monat, f.begleitet_bis) + 1)::decimal(18, 6) as denominator
from basis.familie_bisher f
join basis.familie k on k.familie_id = f.familie_id
where f.freq = 'P'
