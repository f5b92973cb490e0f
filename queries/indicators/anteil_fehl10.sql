-- title: {de: Schülerinnen und Schüler mit hoher Fehlzeit, en: Pupils with high absence}
-- short: {de: Fehlzeit ab 10 %, en: Absence from 10 %}
-- catalogue: B04
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler, die mindestens 10 % der Soll-Stunden gefehlt haben, entschuldigt oder nicht
--   en: Pupils absent for at least 10 % of the scheduled hours, excused or not
-- denominator:
--   de: Schülerinnen und Schüler, für die Fehl- und Soll-Stunden vorliegen
--   en: Pupils for whom absence and scheduled hours are known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: down
-- period: half_year
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: "Persistent absence (England, seit 2015/16): ab 10 % der möglichen Einheiten"
-- source: Schulen (SchILD-Export)
-- note:
--   de: Genau 10 % zählen mit. Die Grenze steht in config/reference/parameter.csv (fehlquote_max). Nach einem Schulwechsel zählen beide Schulen zusammen; fehlt die Angabe einer von ihnen, ist die Fehlzeit nicht feststellbar.
--   en: Exactly 10 % counts. The limit is set in config/reference/parameter.csv (fehlquote_max). After a change of school both schools count together; where one has told nothing, absence is not determinable.
select
  s.freq,
  s.time_period,
  s.person_id as unit_id,
  s.person_id,
  s.familie_id as family_id,
  (s.fehl_std >= s.soll_std * basis.parameter('fehlquote_max'))::decimal(18, 6) as numerator,
  -- Nothing scheduled is nothing that one could miss.
  case when s.fehl_std is not null and s.soll_std > 0 then 1 end::decimal(18, 6) as denominator
from basis.schueler_fehlzeit s
where s.freq = 'SH'
