-- title: {de: Ausgaben, en: Expenditure}
-- note:
--   de: Bewilligt laut Bescheid, abgerechnet laut Buchungen bis zum Datenstand, zuwendungsfähig nach Prüfung.
--   en: Granted by the notice, settled by the bookings up to the day of the data, eligible after examination.
-- source: Amt für Finanzen
-- disclosure: plain
-- columns:
--   - {name: jahr, type: text, label: {de: Jahr, en: Year}}
--   - {name: zeile, type: text, codes: finanzzeile, label: {de: Zeile, en: Line}}
--   - {name: bewilligung, type: text, codes: posten, label: {de: Bewilligung, en: Grant}}
--   - {name: bewilligt_eur, type: eur, label: {de: bewilligt, en: granted}}
--   - {name: ist_eur, type: eur, label: {de: abgerechnet, en: settled}}
--   - {name: zuwendungsfaehig_eur, type: eur, label: {de: davon zuwendungsfähig, en: of it eligible}}

-- Every line of expenditure that a notice grants, the sum of every year, and the sum of all.
with ausgabe as (
  select b.jahr, b.zeile, b.posten, b.bewilligt_eur, b.ist_eur, b.zuwendungsfaehig_eur
  from basis.budget b
  where b.art <> 'ERTRAG'
    and b.bewilligt_eur is not null
),
zeile as (
  select
    a.jahr::varchar as jahr, a.zeile, a.posten,
    sum(a.bewilligt_eur) as bewilligt_eur, sum(a.ist_eur) as ist_eur, sum(a.zuwendungsfaehig_eur) as zuwendungsfaehig_eur,
    a.jahr as ordnung, p.rang as bewilligung, z.rang as nr
  from ausgabe a
  join basis.code p on p.liste = 'posten' and p.code = a.posten
  join basis.code z on z.liste = 'haushaltszeile' and z.code = a.zeile
  group by a.jahr, a.zeile, a.posten, p.rang, z.rang
  union all
  select null, 'AUFWAND_GESAMT', null, sum(a.bewilligt_eur), sum(a.ist_eur), sum(a.zuwendungsfaehig_eur), 9999, 0, 0
  from ausgabe a
  having count(*) > 0
)
select jahr, zeile, posten as bewilligung, bewilligt_eur, ist_eur, zuwendungsfaehig_eur
from zeile
order by ordnung, bewilligung, nr
