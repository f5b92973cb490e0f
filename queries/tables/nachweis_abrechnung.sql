-- title: {de: Abrechnung der Zuwendung, en: Settlement of the grant}
-- note:
--   de: >-
--     Abrechenbar ist der Landesanteil der zuwendungsfähigen Ausgaben, höchstens die bewilligte Zuwendung. Den Rest trägt die Stadt. Eine
--     positive Differenz steht der Stadt noch zu, eine negative ist zu erstatten.
--   en: >-
--     What can be claimed is the share of the Land in the eligible expenditure, at most the grant. The city bears the rest. A positive
--     difference is still due to the city, a negative one has to be paid back.
-- source: Amt für Finanzen
-- disclosure: plain
-- columns:
--   - {name: jahr, type: text, label: {de: Jahr, en: Year}}
--   - {name: bewilligung, type: text, codes: posten, label: {de: Bewilligung, en: Grant}}
--   - {name: zuwendungsfaehig_eur, type: eur, label: {de: zuwendungsfähig, en: eligible}}
--   - {name: landesanteil_eur, type: eur, label: {de: Landesanteil daran, en: share of the Land}}
--   - {name: bewilligt_eur, type: eur, label: {de: bewilligte Zuwendung, en: grant}}
--   - {name: abrechenbar_eur, type: eur, label: {de: abrechenbar, en: can be claimed}}
--   - {name: eingegangen_eur, type: eur, label: {de: eingegangen, en: received}}
--   - {name: differenz_eur, type: eur, label: {de: Differenz, en: difference}}
--   - {name: eigenanteil_eur, type: eur, label: {de: Eigenanteil, en: own share}}

-- One row for each year of each grant: years are settled apart, and so are two grants of one year.
with jahr as (
  select
    b.jahr,
    b.posten,
    sum(b.ist_eur) filter (where b.art <> 'ERTRAG') as ausgaben_eur,
    sum(b.zuwendungsfaehig_eur) filter (where b.art <> 'ERTRAG') as zuwendungsfaehig_eur,
    sum(b.bewilligt_eur) filter (where b.art = 'ERTRAG') as bewilligt_eur,
    coalesce(sum(b.ist_eur) filter (where b.art = 'ERTRAG'), 0) as eingegangen_eur
  from basis.budget b
  group by b.jahr, b.posten
),
anteil as (
  select
    j.*,
    round(j.zuwendungsfaehig_eur * basis.parameter('foerdersatz'), 2) as landesanteil_eur
  from jahr j
  where j.bewilligt_eur is not null
    and j.zuwendungsfaehig_eur is not null
),
abrechnung as (
  select a.*, least(a.landesanteil_eur, a.bewilligt_eur) as abrechenbar_eur from anteil a
)
select
  a.jahr::varchar as jahr,
  a.posten as bewilligung,
  a.zuwendungsfaehig_eur,
  a.landesanteil_eur::decimal(18, 4) as landesanteil_eur,
  a.bewilligt_eur,
  a.abrechenbar_eur::decimal(18, 4) as abrechenbar_eur,
  a.eingegangen_eur,
  (a.abrechenbar_eur - a.eingegangen_eur)::decimal(18, 4) as differenz_eur,
  (a.ausgaben_eur - a.abrechenbar_eur)::decimal(18, 4) as eigenanteil_eur
from abrechnung a
join basis.code p on p.liste = 'posten' and p.code = a.posten
order by a.jahr, p.rang
