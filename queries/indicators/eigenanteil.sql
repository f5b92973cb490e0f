-- title: {de: Eigenanteil der Stadt, en: The city's own share}
-- short: {de: Eigenanteil, en: Own share}
-- catalogue: F12
-- topic: mittel
-- numerator:
--   de: Zuwendungsfähige Ausgaben abzüglich des Landesanteils (90 %, höchstens der bewilligte Betrag)
--   en: Eligible expenditure less the share of the Land (90 %, at most the amount granted)
-- denominator:
--   de: Zuwendungsfähige Ausgaben
--   en: Eligible expenditure
-- measure: ratio
-- unit: PERCENT
-- counts: euros
-- direction: neutral
-- period: [year, project]
-- disclosure: plain
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Amt für Finanzen
-- note:
--   de: Der Fördersatz steht in config/reference/parameter.csv (foerdersatz). Liegen die Ausgaben über der Bewilligung, steigt der Eigenanteil.
--   en: The funding rate is set in config/reference/parameter.csv (foerdersatz). Where expenditure exceeds the grant, the own share rises.
with summe as (
  select
    b.freq,
    b.time_period,
    -- One item without its eligible part, and the whole is not determinable.
    case when bool_and(b.art = 'ERTRAG' or b.zuwendungsfaehig_eur is not null)
      then sum(b.zuwendungsfaehig_eur) filter (where b.art in ('PERSONAL', 'SACH'))
    end as faehig,
    sum(b.bewilligt_eur) filter (where b.art = 'ERTRAG' and b.geldgeber = 'LAND') as bewilligt
  from basis.budget_gebucht b
  group by b.freq, b.time_period
)
select
  s.freq,
  s.time_period,
  -- One unit: the cap holds for the whole grant, not for each item.
  'projekt' as unit_id,
  null::varchar as person_id,
  null::varchar as family_id,
  (s.faehig - least(s.faehig * basis.parameter('foerdersatz'), s.bewilligt))::decimal(18, 6) as numerator,
  s.faehig::decimal(18, 6) as denominator
from summe s
