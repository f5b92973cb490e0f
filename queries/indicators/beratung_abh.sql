-- title: {de: Familien mit Beratung durch die Ausländerbehörde, en: Families advised by the immigration office}
-- short: {de: Beratung Ausländerbehörde, en: Immigration office}
-- catalogue: F16
-- topic: fallmanagement
-- numerator:
--   de: Familien, für die im Quartal mindestens ein Kontakt bei oder mit der Ausländerbehörde zustande kam
--   en: Families for whom at least one contact at or with the immigration office took place in the quarter
-- denominator:
--   de: Familien im Fallmanagement am letzten Tag des Quartals
--   en: Families in case management on the last day of the quarter
-- measure: share
-- unit: PERCENT
-- counts: families
-- direction: up
-- period: quarter
-- part_of: fam_aktiv
-- disclosure: protected
-- harm: complement
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Fallmanagement des Sozialamts
-- note:
--   de: Kontakte des Fallmanagements mit der Stelle Ausländerbehörde; Termine, die die Familie allein wahrnimmt, sind nicht erfasst.
--   en: Contacts of case management with the immigration office; appointments the family keeps alone are not recorded.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  exists (
    select 1
    from basis.kontakt k
    where k.familie_id = f.familie_id
      and k.zustande
      and k.stelle = 'ABH'
      and k.datum between z.von and z.bis
  )::decimal(18, 6) as numerator,
  1::decimal(18, 6) as denominator
from basis.familie_stichtag f
join basis.zeitraum z on z.freq = f.freq and z.time_period = f.time_period
where f.freq = 'Q'
