-- title: {de: Finanzierung der Fortführung, en: Financing of the continuation}
-- note:
--   de: Planwerte in Euro. „ff.“ heißt, dass der Betrag auch für die folgenden Jahre gilt.
--   en: Planned amounts in euros. "ff." means that the amount holds for the following years as well.
-- source: Amt für Finanzen
-- disclosure: plain
-- columns:
--   - {name: produktgruppe, type: text, label: {de: Produktgruppe, en: Product group}}
--   - {name: zeile, type: text, codes: finanzzeile, label: {de: Zeile, en: Line}}
--   - {name: jahr, type: text, label: {de: Jahr, en: Year}}
--   - {name: betrag_eur, type: eur, label: {de: Betrag, en: Amount}}
--   - {name: bemerkung, type: text, label: {de: Bemerkung, en: Remark}}

-- The table of the council paper: income and its sum, expenditure by product group and its sums, and the balance of every year
-- with income. What the first grant paid is not part of it.
with plan as (
  select
    b.produktgruppe,
    b.zeile,
    b.jahr,
    coalesce(b.ab_jahr, false) as folgejahre,
    b.art = 'ERTRAG' as ertrag,
    sum(b.plan_eur) as betrag_eur,
    string_agg(b.bemerkung, '; ' order by b.posten, b.bemerkung) as bemerkung
  from basis.budget b
  where b.posten in ('VERLAENGERUNG', 'VERSTETIGUNG')
  group by all
),
summe as (
  select ertrag, jahr, sum(betrag_eur) as betrag_eur from plan group by ertrag, jahr
),
saldo as (
  select
    a.jahr,
    a.betrag_eur - e.betrag_eur as betrag_eur,
    'Eigenanteil ' || round(100 * (a.betrag_eur - e.betrag_eur) / a.betrag_eur)::bigint || ' %' as bemerkung
  from summe e
  join summe a on a.jahr = e.jahr and not a.ertrag
  where e.ertrag
    and a.betrag_eur > 0
),
zeile as (
  select
    case when p.ertrag then 1 else 3 end as block,
    g.rang as gruppe,
    z.rang as nr,
    p.produktgruppe,
    -- The name of a product group stands in its first row.
    case row_number() over (partition by p.produktgruppe order by p.ertrag desc, z.rang, p.jahr)
      when 1 then p.produktgruppe || ' ' || (select c.label_de from config.codes c where c.liste = 'produktgruppe' and c.code = p.produktgruppe)
      else p.produktgruppe
    end as gruppe_text,
    p.zeile,
    p.jahr,
    p.jahr || case when p.folgejahre then ' ff.' else '' end as jahr_text,
    p.betrag_eur,
    p.bemerkung
  from plan p
  join basis.code g on g.liste = 'produktgruppe' and g.code = p.produktgruppe
  join basis.code z on z.liste = 'haushaltszeile' and z.code = p.zeile
  union all
  select
    case when s.ertrag then 2 else 4 end, null, null, null, null,
    case when s.ertrag then 'ERTRAG_GESAMT' else 'AUFWAND_GESAMT' end,
    s.jahr, s.jahr::varchar, s.betrag_eur, null
  from summe s
  union all
  select 5, null, null, null, null, 'SALDO', s.jahr, s.jahr::varchar, s.betrag_eur, s.bemerkung
  from saldo s
)
select gruppe_text as produktgruppe, zeile, jahr_text as jahr, betrag_eur, bemerkung
from zeile
order by block, gruppe, nr, zeile.jahr, jahr_text
