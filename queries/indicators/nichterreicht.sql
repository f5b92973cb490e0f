-- title: {de: Nicht zustande gekommene Kontakte, en: Contacts that did not take place}
-- short: {de: nicht erreicht, en: not reached}
-- catalogue: F05
-- topic: fallmanagement
-- numerator:
--   de: Geplante Kontakte, die nicht zustande gekommen sind
--   en: Planned contacts that did not take place
-- denominator:
--   de: Geplante Kontakte im Quartal
--   en: Contacts planned in the quarter
-- measure: share
-- unit: PERCENT
-- counts: others
-- noun: {de: Kontakten, en: contacts}
-- direction: down
-- period: quarter
-- disclosure: sensitive
-- harm: numerator
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Woran es lag, wird nicht erfasst; die Zahl sagt nichts über die Mitwirkung einer Familie.
--   en: Why is not recorded; the figure says nothing about the cooperation of a family.
select
  f.freq,
  f.time_period,
  k.kontakt_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  (not k.zustande)::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_zeitraum f
join basis.kontakt k on k.familie_id = f.familie_id and k.datum between f.begleitet_von and f.begleitet_bis
where f.freq = 'Q'
