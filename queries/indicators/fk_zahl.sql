-- title: {de: Fallkonferenzen, en: Case conferences}
-- short: {de: Fallkonferenzen, en: Case conferences}
-- catalogue: F07
-- topic: netzwerk
-- numerator:
--   de: Fallkonferenzen seit Projektbeginn
--   en: Case conferences since the start of the project
-- measure: count
-- unit: COUNT
-- counts: others
-- noun: {de: Fallkonferenzen, en: case conferences}
-- direction: up
-- period: project
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Nur Fallkonferenzen, in die die Familie eingewilligt hat.
--   en: Only case conferences to which the family has agreed.
select
  k.freq,
  k.time_period,
  k.fk_id as unit_id,
  null::varchar as person_id,
  k.familie_id as family_id,
  1::decimal(18, 6) as numerator,
  null::decimal(18, 6) as denominator
from basis.fallkonferenz_bisher k
