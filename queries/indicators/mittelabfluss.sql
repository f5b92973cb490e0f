-- title: {de: Mittelabfluss, en: Funds spent}
-- short: {de: abgeflossen, en: spent}
-- catalogue: F12
-- topic: mittel
-- numerator:
--   de: Gebuchte Ausgaben des Projekts
--   en: Expenditure booked for the project
-- denominator:
--   de: Für diese Jahre bewilligte Ausgaben, ohne Bewilligung die geplanten
--   en: Expenditure granted for these years, or planned where nothing is granted
-- measure: ratio
-- unit: PERCENT
-- counts: euros
-- direction: neutral
-- period: [year, project]
-- by: [kostenart]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Amt für Finanzen
-- note:
--   de: Im Nenner stehen ganze Jahre. Seit Projektbeginn liegt die Zahl nur für Quartale vor, bis zu denen gebucht ist.
--   en: The denominator covers whole years. Since the start of the project, the figure exists only for quarters up to which entries have been booked.
select
  b.freq,
  b.time_period,
  concat_ws('/', b.produktgruppe, b.zeile, b.jahr, b.posten) as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  b.ist_eur::decimal(18, 6) as numerator,
  case when b.ist_eur is not null then coalesce(b.bewilligt_eur, b.plan_eur) end::decimal(18, 6) as denominator,
  b.art as kostenart
from basis.budget_gebucht b
where b.art in ('PERSONAL', 'SACH')
