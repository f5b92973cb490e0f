-- Grain: family × period (Q, P, T). The day for which the period reads the family, for every family taken in by that day,
-- also one that has left.
--   Q, P  the last day of the quarter
--   T     the last day of the month that lies so many months after the month of intake; only days up to as-of
-- All days are month ends, because intake, exit, birth and most states are delivered as months.
create or replace view basis.familie_bezugstag as
with tag as (
  select z.freq, z.time_period, z.bis as stichtag, f.familie_id, f.aufnahme_monat, f.ende_monat
  from basis.zeitraum z
  join basis.familie f on f.aufnahme_monat <= z.bis
  where z.freq in ('Q', 'P')
  union all
  select
    z.freq,
    z.time_period,
    last_day(f.aufnahme_monat + to_months(cast(right(z.time_period, 2) as integer))),
    f.familie_id,
    f.aufnahme_monat,
    f.ende_monat
  from basis.zeitraum z
  cross join basis.familie f
  where z.freq = 'T'
)
select t.freq, t.time_period, t.stichtag, t.familie_id, t.aufnahme_monat, t.ende_monat
from tag t
cross join basis.lauf l
where t.stichtag <= l.as_of;
