-- title: {de: Leistungen nach AsylbLG gegenüber dem Vorjahresmonat, en: Benefits under AsylbLG against the same month a year before}
-- short: {de: AsylbLG zum Vorjahr, en: AsylbLG year on year}
-- catalogue: D12
-- topic: erwerb
-- numerator:
--   de: Leistungen im letzten Monat des Quartals
--   en: Benefits in the last month of the quarter
-- denominator:
--   de: Leistungen derselben Familien im selben Monat des Vorjahrs
--   en: Benefits of the same families in the same month of the year before
-- measure: ratio
-- unit: PERCENT
-- counts: euros
-- direction: down
-- period: stock
-- disclosure: sensitive
-- harm: both
-- status: optional
-- version: 1.0.0
-- valid_from: 2017-05-01
-- official: Veränderung der Leistungen zum Lebensunterhalt K1 nach § 48a SGB II
-- source: Sozialamt
-- note:
--   de: 100 % heißt unverändert. Nur Familien, die schon im Vorjahresmonat begleitet wurden; fehlt einer der Monate, ist die Familie nicht feststellbar. Höhere Regelbedarfe sind nicht herausgerechnet.
--   en: 100 % means no change. Only families already supported in the month a year before; where one of the months is missing, the family is not determinable. Rises of the standard rates are not taken out.
select
  f.freq,
  f.time_period,
  f.familie_id as unit_id,
  null::varchar as person_id,
  f.familie_id as family_id,
  case when v.asylblg_eur is not null then e.asylblg_eur end::decimal(18, 6) as numerator,
  case when e.asylblg_eur is not null then v.asylblg_eur end::decimal(18, 6) as denominator
from basis.familie_stichtag f
left join basis.einkommen e on e.familie_id = f.familie_id and e.monat = date_trunc('month', f.stichtag)
left join basis.einkommen v on v.familie_id = f.familie_id and v.monat = date_trunc('month', f.stichtag) - to_years(1)
where f.freq = 'Q'
  and f.aufnahme_monat <= date_trunc('month', f.stichtag) - to_years(1)
