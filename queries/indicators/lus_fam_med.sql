-- title: {de: "Deckung des Lebensunterhalts, netto (Median)", en: "Livelihood covered, net (median)"}
-- short: {de: "Lebensunterhalt, netto", en: "livelihood, net"}
-- catalogue: D09
-- topic: erwerb
-- numerator:
--   de: Erwerbseinkommen netto geteilt durch den Bedarf der Familie
--   en: Net earnings divided by the need of the family
-- denominator:
--   de: Familien im Fallmanagement am Tag, deren Bedarf und Einkommen gemeldet sind
--   en: Families in case management on the day whose need and income are reported
-- measure: median
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: [stock, since_intake]
-- part_of: fam_aktiv
-- disclosure: sensitive
-- harm: both
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Berechnung nach § 2 Abs. 3 AufenthG, wie in § 25b Abs. 1 Nr. 3
-- source: Sozialamt
-- note:
--   de: "Variante netto; die andere steht in lus_fam_med_anr. Summe der drei Monate bis zum Stichtag. Der Anteil jeder Familie steht in Stufen von fünf Prozentpunkten und endet bei 100 % (config/reference/parameter.csv, lus_stufe)."
--   en: "Net variant; the other one is lus_fam_med_anr. Sum of the three months up to the day. The share of each family stands in steps of five percentage points and ends at 100 % (config/reference/parameter.csv, lus_stufe)."

-- Steps, because a median of few families is the figure of one of them.
with stufe as (
  select
    l.*,
    round(cast(l.netto / (l.bedarf * basis.parameter('lus_stufe')) as decimal(18, 6))) * basis.parameter('lus_stufe') as anteil
  from basis.lebensunterhalt l
)
select
  s.freq,
  s.time_period,
  s.familie_id as unit_id,
  null::varchar as person_id,
  s.familie_id as family_id,
  case when s.anteil > 1 then 1 else s.anteil end::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from stufe s
