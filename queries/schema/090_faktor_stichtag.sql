-- Grain: family × period (Q, T) × level (list ebene) × direction (list richtung). Whether the family has a factor of this kind
-- that is not resolved on the day. offen is null where that cannot be said:
--   - nothing was ever recorded for the family up to the day, in either direction: not assessed is not "no factor";
--   - the only factor is resolved now, and nobody knows since when (status_am is missing).
create or replace view basis.faktor_stichtag as
with beobachtet as materialized (
  select
    f.freq,
    f.time_period,
    f.familie_id,
    k.ebene,
    k.richtung,
    -- The worst of several: 2 open, 1 resolved at an unknown time, 0 resolved.
    max(case
      when k.status <> 'AUFGELOEST' or k.status_am > f.stichtag then 2
      when k.status_am is null then 1
      else 0
    end) as stand
  from basis.familie_stichtag f
  join basis.faktor k on k.familie_id = f.familie_id and k.erhoben_am <= f.stichtag
  group by f.freq, f.time_period, f.familie_id, k.ebene, k.richtung
),
erhoben as (
  select distinct freq, time_period, familie_id from beobachtet
)
select
  f.freq,
  f.time_period,
  f.familie_id,
  e.code as ebene,
  r.code as richtung,
  case
    when b.stand = 2 then true
    when b.stand = 1 then null
    when a.familie_id is not null then false
  end as offen
from basis.familie_stichtag f
join basis.code e on e.liste = 'ebene'
join basis.code r on r.liste = 'richtung'
left join erhoben a on a.freq = f.freq and a.time_period = f.time_period and a.familie_id = f.familie_id
left join beobachtet b
  on b.freq = f.freq
 and b.time_period = f.time_period
 and b.familie_id = f.familie_id
 and b.ebene = e.code
 and b.richtung = r.code;
