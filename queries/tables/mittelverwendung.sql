-- title: {de: Bewilligte und abgerechnete Ausgaben, en: Expenditure granted and settled}
-- note:
--   de: Ausgaben je Jahr und Kostenart, soweit sie bewilligt sind. Abgerechnet ist, was bis zum Datenstand gebucht war.
--   en: Expenditure by year and kind of cost, as far as it is granted. Settled is what had been booked by the day of the data.
-- source: Amt für Finanzen
-- disclosure: plain
-- columns:
--   - {name: jahr, type: text, label: {de: Jahr, en: Year}}
--   - {name: art, type: text, codes: kostenart, label: {de: Kostenart, en: Kind of cost}}
--   - {name: bewilligt_eur, type: eur, label: {de: bewilligt, en: granted}}
--   - {name: ist_eur, type: eur, label: {de: abgerechnet, en: settled}}
select
  b.jahr::varchar as jahr,
  b.art,
  sum(b.bewilligt_eur) as bewilligt_eur,
  sum(b.ist_eur) as ist_eur
from basis.budget b
join basis.code k on k.liste = 'kostenart' and k.code = b.art
where b.art <> 'ERTRAG'
  and b.bewilligt_eur is not null
group by b.jahr, b.art, k.rang
order by b.jahr, k.rang
