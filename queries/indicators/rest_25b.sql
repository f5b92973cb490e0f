-- title: {de: Monate bis zur Mindestaufenthaltszeit des § 25b (Median), en: Months to the minimum length of residence of s. 25b (median)}
-- short: {de: Monate bis § 25b, en: months to s. 25b}
-- catalogue: E03
-- topic: aufenthalt
-- numerator:
--   de: Monate, die bis zur Mindestdauer des Aufenthalts nach § 25b Abs. 1 Nr. 1 AufenthG fehlen
--   en: Months missing to the minimum length of residence of s. 25b (1) no. 1 AufenthG
-- denominator:
--   de: Geduldete Erwachsene am letzten Tag des Quartals, deren Aufenthaltsdauer bekannt ist
--   en: Tolerated adults on the last day of the quarter whose length of residence is known
-- measure: median
-- unit: MONTHS
-- counts: persons
-- noun: {de: Erwachsenen, en: adults}
-- direction: down
-- period: stock
-- disclosure: sensitive
-- harm: both
-- unknown: sensitive
-- law: true
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25b Abs. 1 Satz 2 Nr. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Wer die Dauer erreicht hat, zählt mit 0 Monaten. Eltern mit minderjährigem Kind brauchen weniger Zeit; wird das Kind volljährig, fehlen auf einmal mehr Monate.
--   en: A computed preliminary check of anonymised features – no examination under residence law. Who has reached the length counts with 0 months. Parents with a minor child need less time; when the child comes of age, more months are missing at once.
select
  k.freq,
  k.time_period,
  k.legal_state,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  case when k.ergebnis <> 'NICHT_FESTSTELLBAR' then k.rest_monate end::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.kriterien_25b k
where k.kriterium = 'AUFENTHALT'
