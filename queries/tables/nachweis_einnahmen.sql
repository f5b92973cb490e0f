-- title: {de: Einnahmen, en: Income}
-- note:
--   de: Zuwendungen laut Bescheid und was davon bis zum Datenstand eingegangen ist.
--   en: Grants by the notice, and what of them had arrived by the day of the data.
-- source: Amt für Finanzen
-- disclosure: plain
-- columns:
--   - {name: jahr, type: text, label: {de: Jahr, en: Year}}
--   - {name: zeile, type: text, codes: finanzzeile, label: {de: Zeile, en: Line}}
--   - {name: bewilligung, type: text, codes: posten, label: {de: Bewilligung, en: Grant}}
--   - {name: geldgeber, type: text, codes: geldgeber, label: {de: Geldgeber, en: Funder}}
--   - {name: bewilligt_eur, type: eur, label: {de: bewilligt, en: granted}}
--   - {name: ist_eur, type: eur, label: {de: eingegangen, en: received}}
with einnahme as (
  select b.jahr, b.zeile, b.posten, b.geldgeber, b.bewilligt_eur, b.ist_eur
  from basis.budget b
  where b.art = 'ERTRAG'
    and b.bewilligt_eur is not null
),
zeile as (
  select
    e.jahr::varchar as jahr, e.zeile, e.posten, e.geldgeber, sum(e.bewilligt_eur) as bewilligt_eur, sum(e.ist_eur) as ist_eur,
    e.jahr as ordnung, p.rang as bewilligung
  from einnahme e
  join basis.code p on p.liste = 'posten' and p.code = e.posten
  group by e.jahr, e.zeile, e.posten, e.geldgeber, p.rang
  union all
  select null, 'ERTRAG_GESAMT', null, null, sum(e.bewilligt_eur), sum(e.ist_eur), 9999, 0
  from einnahme e
  having count(*) > 0
)
select jahr, zeile, posten as bewilligung, geldgeber, bewilligt_eur, ist_eur
from zeile
order by ordnung, bewilligung, zeile
