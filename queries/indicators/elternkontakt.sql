-- title: {de: Familien mit Elterngespräch an der Schule, en: Families with a talk at school}
-- short: {de: Elterngespräch, en: Talk at school}
-- catalogue: B15
-- topic: schulbesuch
-- numerator:
--   de: Familien, mit denen im Halbjahr mindestens ein Elterngespräch geführt wurde
--   en: Families with at least one talk with the parents in the half-year
-- denominator:
--   de: Familien mit Kindern an einer Schule
--   en: Families with children at school
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: half_year
-- disclosure: protected
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Schulen (SchILD-Export)
-- note:
--   de: Ein Gespräch an einer Schule genügt. Ohne Gespräch ist die Familie nicht feststellbar, solange eine Schule nichts angibt.
--   en: One talk at one school is enough. Without a talk, the family is not determinable as long as one school has told nothing.

-- One row per child and school, as in titel_fam.
select
  h.freq,
  h.time_period,
  h.familie_id as unit_id,
  null::varchar as person_id,
  h.familie_id as family_id,
  (h.elterngespraeche > 0)::decimal(18, 6) as numerator,
  case when h.elterngespraeche is not null then 1 end::decimal(18, 6) as denominator
from basis.schulhalbjahr_lang h
where h.freq = 'SH'
