-- title: {de: Angemeldete Kinder ohne Platz, en: Registered children without a place}
-- short: {de: wartend, en: waiting}
-- topic: fruehe_bildung
-- numerator: {de: "Angemeldete Kinder, die am letzten Tag des Quartals keinen Platz haben", en: Registered children without a place on the last day of the quarter}
-- measure: count
-- unit: PERSONS
-- counts: persons
-- noun: {de: Kinder, en: children}
-- direction: down
-- period: stock
-- disclosure: protected
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- source: Jugendamt
select
  k.freq,
  k.time_period,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.kita_stichtag k
where k.angemeldet and not k.mit_platz
