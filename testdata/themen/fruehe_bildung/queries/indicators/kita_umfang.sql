-- title: {de: Betreute Kinder nach Wochenstunden, en: Children in day care by hours a week}
-- short: {de: Umfang, en: extent}
-- topic: fruehe_bildung
-- numerator: {de: "Kinder, die am letzten Tag des Quartals einen Platz haben", en: Children who have a place on the last day of the quarter}
-- measure: count
-- unit: PERSONS
-- counts: persons
-- noun: {de: Kinder, en: children}
-- direction: neutral
-- period: stock
-- by: [kita_umfang]
-- disclosure: protected
-- harm: numerator
-- status: optional
-- version: 1.0.0
-- source: Jugendamt
select
  k.freq,
  k.time_period,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator,
  k.umfang as kita_umfang
from basis.kita_stichtag k
where k.mit_platz
