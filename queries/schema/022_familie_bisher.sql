-- Grain: family × period (P, T). Every family taken in by the day, also one that has left: the base of cumulated figures.
-- begleitet_bis is the last day on which something counts for the family: the day of the period, or the end of the month of
-- exit. A title granted in the very month in which the case ends still counts.
create or replace view basis.familie_bisher as
select
  freq,
  time_period,
  stichtag,
  familie_id,
  aufnahme_monat,
  least(stichtag, coalesce(last_day(ende_monat), stichtag)) as begleitet_bis
from basis.familie_bezugstag
where freq in ('P', 'T');
