-- title: {de: Kinder mit Platz in der Kindertagesbetreuung, en: Children with a place in day care}
-- short: {de: mit Kitaplatz, en: in day care}
-- topic: fruehe_bildung
-- numerator: {de: "Kinder, die am letzten Tag des Quartals einen Platz haben", en: Children who have a place on the last day of the quarter}
-- denominator: {de: "Kinder mit Anspruch an diesem Tag, deren Familie im Fallmanagement ist", en: Children entitled on that day whose family is in case management}
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Kindern, en: children}
-- direction: up
-- period: stock
-- by: [geschlecht_2]
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- official: Betreuungsquote der Kinder- und Jugendhilfestatistik
-- source: Jugendamt
select
  k.freq,
  k.time_period,
  k.person_id as unit_id,
  k.person_id,
  k.familie_id as family_id,
  k.mit_platz::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator,
  k.geschlecht_2
from basis.kita_stichtag k
