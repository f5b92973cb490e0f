-- title: {de: "Familien mit einem Elternteil, der alle berechenbaren Kriterien des § 25b erfüllt (netto)", en: Families with a parent who meets all computable criteria of s. 25b (net)}
-- short: {de: "§ 25b erfüllt, netto", en: "s. 25b met, net"}
-- catalogue: E02
-- topic: aufenthalt
-- numerator:
--   de: Familien, in denen mindestens ein Elternteil Aufenthaltsdauer, Lebensunterhalt (netto), Deutsch und Schulbesuch der Kinder nach § 25b Abs. 1 AufenthG erfüllt
--   en: Families in which at least one parent meets length of residence, livelihood (net), German and school attendance of the children of s. 25b (1) AufenthG
-- denominator:
--   de: Familien mit geduldeten Eltern am letzten Tag des Quartals, für die sich das sagen lässt
--   en: Families with tolerated parents on the last day of the quarter of whom this can be said
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- disclosure: sensitive
-- harm: both
-- unknown: sensitive
-- law: true
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: § 25b Abs. 1 AufenthG
-- source: Ausländerbehörde
-- note:
--   de: Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung. Grundkenntnisse, Bekenntnis zur Grundordnung und Ausschlussgründe gehen nicht ein. Lebensunterhalt in der Variante netto; die andere steht in krit_25b_fam_anr.
--   en: A computed preliminary check of anonymised features – no examination under residence law. Basic knowledge, commitment and grounds for exclusion are left out. Livelihood in the net variant; the other one is in krit_25b_fam_anr.

-- One row per parent, as in titel_fam.
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
  from basis.kriterien_25b k
  where k.rechnerisch
    and k.rolle = 'ELTERNTEIL'
    and k.kriterium <> 'LUS_ANR'
  group by k.freq, k.time_period, k.legal_state, k.person_id, k.familie_id
)
select
  u.freq,
  u.time_period,
  u.legal_state,
  u.familie_id as unit_id,
  null::varchar as person_id,
  u.familie_id as family_id,
  u.alle::decimal(18, 6) as numerator,
  case when u.alle is not null then 1 end::decimal(18, 6) as denominator
from urteil u
