-- title: {de: "Junge Menschen, die alle berechenbaren Kriterien des § 25a erfüllen", en: Young people who meet all computable criteria of s. 25a}
-- short: {de: § 25a erfüllt, en: s. 25a met}
-- catalogue: E01
-- topic: aufenthalt
-- numerator:
--   de: Geduldete, die Aufenthaltsdauer, Vorduldung, Schulbesuch oder Abschluss und Alter des § 25a Abs. 1 AufenthG erfüllen
--   en: Tolerated persons who meet length of residence and toleration, school attendance or certificate, and age of s. 25a (1) AufenthG
-- denominator:
--   de: Geduldete im Alter des Gesetzes (14 bis unter 21, ab 31.12.2022 unter 27 Jahre) am letzten Tag des Quartals, für die sich das sagen lässt
--   en: Tolerated persons of the age of the law (14 to under 21, from 31 December 2022 under 27) on the last day of the quarter of whom this can be said
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- disclosure: sensitive
-- harm: both
-- unknown: sensitive
-- law: true
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25a Abs. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Prognose, Bekenntnis zur Grundordnung und Ausschlussgründe gehen nicht ein; sie stehen in krit_25a_offen. Ein verfehltes Kriterium genügt für »nein«; ein nicht feststellbares nie.
--   en: A computed preliminary check of anonymised features – no examination under residence law. Prognosis, commitment and grounds for exclusion are left out; they are in krit_25a_offen. One criterion missed is enough for "no"; one that is not determinable never is.
with urteil as (
  select
    k.freq,
    k.time_period,
    k.legal_state,
    k.person_id,
    k.familie_id,
    -- Three-valued: one criterion missed decides, whatever is unknown.
    case
      when bool_or(k.ergebnis = 'NICHT_ERFUELLT') then false
      when bool_or(k.ergebnis = 'NICHT_FESTSTELLBAR') then null
      else true
    end as alle
  from basis.kriterien_25a k
  where k.rechnerisch
  group by k.freq, k.time_period, k.legal_state, k.person_id, k.familie_id
)
select
  u.freq,
  u.time_period,
  u.legal_state,
  u.person_id as unit_id,
  u.person_id,
  u.familie_id as family_id,
  u.alle::decimal(18, 6) as numerator,
  case when u.alle is not null then 1 end::decimal(18, 6) as denominator
from urteil u
