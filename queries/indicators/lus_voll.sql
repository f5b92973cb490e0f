-- title: {de: Familien mit vollständig gesichertem Lebensunterhalt, en: Families whose livelihood is fully secured}
-- short: {de: voll gesichert, en: fully secured}
-- catalogue: D11
-- topic: erwerb
-- numerator:
--   de: Familien ohne Leistungen nach AsylbLG und SGB II, deren eigene Mittel den Bedarf decken
--   en: Families without benefits under AsylbLG and SGB II whose own means cover their need
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals, deren Bedarf und Einkommen gemeldet sind
--   en: Families in case management on the last day of the quarter whose need and income are reported
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- part_of: fam_aktiv
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Sicherung des Lebensunterhalts nach § 2 Abs. 3 AufenthG
-- source: Sozialamt
-- note:
--   de: Eigene Mittel sind Erwerbseinkommen netto, Kindergeld und sonstiges unschädliches Einkommen. Summe der drei Monate bis zum Stichtag.
--   en: Own means are net earnings, child benefit and other harmless income. Sum of the three months up to the day.
with urteil as (
  select
    l.freq,
    l.time_period,
    l.familie_id,
    -- Three-valued: benefits alone are enough for no.
    l.transfer = 0 and l.eigenmittel >= l.bedarf as gesichert
  from basis.lebensunterhalt l
  where l.freq = 'Q'
)
select
  u.freq,
  u.time_period,
  u.familie_id as unit_id,
  null::varchar as person_id,
  u.familie_id as family_id,
  u.gesichert::decimal(18, 6) as numerator,
  case when u.gesichert is not null then 1 end::decimal(18, 6) as denominator
from urteil u
