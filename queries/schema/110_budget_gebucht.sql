-- Grain: budget item (produktgruppe, zeile, jahr, posten) × period (A, P) in which it has an amount actually spent or received.
--   A  the items of the year
--   P  the items of all years of the project up to the quarter
-- What was spent is delivered once, as booked up to gebucht_bis, and not for earlier days: a quarter is here only if no item
-- of its years has been booked beyond it, or without a month.
create or replace view basis.budget_gebucht as
select z.freq, z.time_period, b.*
from basis.zeitraum z
join basis.budget b
  on case z.freq
    when 'A' then b.jahr = year(z.bis)
    when 'P' then b.jahr <= year(z.bis)
  end
qualify z.freq = 'A'
   or bool_and(coalesce(b.gebucht_bis <= z.bis, false)) over (partition by z.freq, z.time_period);
