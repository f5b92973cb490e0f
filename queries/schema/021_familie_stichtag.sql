-- Grain: family × period (Q, T). Families whose case is open on the day. In the month of its exit a family has left.
create or replace view basis.familie_stichtag as
select freq, time_period, stichtag, familie_id, aufnahme_monat
from basis.familie_bezugstag
where freq in ('Q', 'T')
  and (ende_monat is null or ende_monat > stichtag);
