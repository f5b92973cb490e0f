-- title: {de: Familien mit mindestens einer erwerbstätigen Person, en: Families with at least one employed person}
-- short: {de: mit Erwerbstätigen, en: with somebody employed}
-- catalogue: D06
-- topic: erwerb
-- numerator:
--   de: Familien, in denen am letzten Tag des Quartals mindestens eine Person erwerbstätig ist
--   en: Families in which at least one person is employed on the last day of the quarter
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals
--   en: Families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: stock
-- part_of: fam_aktiv
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Agentur für Arbeit
-- note:
--   de: Erwerbstätig wie in etq_15_64, ohne Altersgrenze. Eine Familie, in der niemand eingewilligt hat, ist nicht feststellbar.
--   en: Employed as in etq_15_64, without an age limit. A family in which nobody has consented is not determinable.

-- One row per member, as in titel_fam.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  e.erwerbstaetig::decimal(18, 6) as numerator,
  case when e.person_id is not null then 1 end::decimal(18, 6) as denominator
from basis.familie_stichtag f
left join basis.erwerb_stichtag e on e.freq = f.freq and e.time_period = f.time_period and e.familie_id = f.familie_id
where f.freq = 'Q'
