-- Grain: family × period (Q, P) in which its case was open for a part of the period, be it a month: the base of what happens within a
-- period, and not on a day.
-- begleitet_von and begleitet_bis are the days of the period on which the case was open; the month of exit counts to its end, as in
-- basis.familie_bisher. monate are the months they touch.
create or replace view basis.familie_zeitraum as
with begleitet as (
  select
    z.freq,
    z.time_period,
    f.familie_id,
    greatest(z.von, f.aufnahme_monat) as begleitet_von,
    least(z.bis, coalesce(last_day(f.ende_monat), z.bis)) as begleitet_bis
  from basis.zeitraum z
  join basis.familie f on f.aufnahme_monat <= z.bis and (f.ende_monat is null or last_day(f.ende_monat) >= z.von)
  where z.freq in ('Q', 'P')
)
select freq, time_period, familie_id, begleitet_von, begleitet_bis, date_diff('month', begleitet_von, begleitet_bis) + 1 as monate
from begleitet;
