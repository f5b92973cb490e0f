-- title: {de: Schülerinnen und Schüler mit mehr als zehn unentschuldigten Fehltagen, en: Pupils with more than ten days of unexcused absence}
-- short: {de: mehr als 10 Tage unentschuldigt, en: more than 10 days unexcused}
-- catalogue: B06
-- topic: schulbesuch
-- numerator:
--   de: Schülerinnen und Schüler mit mehr als zehn unentschuldigten Fehltagen im Schuljahr
--   en: Pupils with more than ten days of unexcused absence in the school year
-- denominator:
--   de: Schülerinnen und Schüler, für die beide Halbjahre vorliegen
--   en: Pupils for whom both half-years are known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- noun: {de: Schülerinnen und Schülern, en: pupils}
-- direction: down
-- period: school_year
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: "OVG Lüneburg zum tatsächlichen Schulbesuch (§ 104a AufenthG): mehr als zehn unentschuldigte Fehltage in einem Schuljahr"
-- source: Schulen (SchILD-Export)
-- note:
--   de: Genau zehn Tage zählen nicht. Die Grenze steht in config/reference/parameter.csv (fehltage_max). Wer nur ein Halbjahr da war, ist nicht feststellbar.
--   en: Exactly ten days do not count. The limit is set in config/reference/parameter.csv (fehltage_max). Pupils present for one half-year only are not determinable.
select
  s.freq,
  s.time_period,
  s.person_id as unit_id,
  s.person_id,
  s.familie_id as family_id,
  case when s.ganz then s.unent_tage > basis.parameter('fehltage_max') end::decimal(18, 6) as numerator,
  case when s.ganz and s.unent_tage is not null then 1 end::decimal(18, 6) as denominator
from basis.schueler_fehlzeit s
where s.freq = 'SY'
