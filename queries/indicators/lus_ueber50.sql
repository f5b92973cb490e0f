-- title: {de: Familien mit überwiegend gesichertem Lebensunterhalt (netto), en: Families whose livelihood is mostly secured (net)}
-- short: {de: "überwiegend gesichert, netto", en: "mostly secured, net"}
-- catalogue: D10
-- topic: erwerb
-- numerator:
--   de: Familien, deren Erwerbseinkommen netto mehr als die Hälfte des Bedarfs deckt
--   en: Families whose net earnings cover more than half of their need
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
-- official: Überwiegende Sicherung des Lebensunterhalts nach § 25b Abs. 1 Nr. 3 AufenthG
-- source: Sozialamt
-- note:
--   de: Variante netto, Summe der drei Monate bis zum Stichtag. Genau die Hälfte genügt nicht. Mit den Freibeträgen des SGB II fällt das Ergebnis oft anders aus (lus_ueber50_anr).
--   en: Net variant, sum of the three months up to the day. Exactly half is not enough. With the allowances of SGB II the result often differs (lus_ueber50_anr).
select
  l.freq,
  l.time_period,
  l.familie_id as unit_id,
  null::varchar as person_id,
  l.familie_id as family_id,
  (l.netto > l.bedarf * basis.parameter('lebensunterhalt_ueber'))::decimal(18, 6) as numerator,
  case when l.netto is not null and l.bedarf is not null then 1 end::decimal(18, 6) as denominator
from basis.lebensunterhalt l
where l.freq = 'Q'
