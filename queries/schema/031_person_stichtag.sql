-- Grain: person × period (Q, T). Living members, with consent, of families whose case is open on the day.
-- alter_jahre is the age in completed years. Only the month of birth is known; it is read as its first day. As every
-- day of reference is the last of a month, that age is exact: whoever was born in that month, on whatever day (29 February
-- included), has completed the year by then.
-- geschlecht_2 is null for D and UNBEK: such persons count in totals only.
create or replace view basis.person_stichtag as
with mitglied as (
  select
    f.freq,
    f.time_period,
    f.stichtag,
    f.familie_id,
    p.person_id,
    case p.geschlecht when 'W' then 'W' when 'M' then 'M' end as geschlecht_2,
    p.geburt_monat,
    date_sub('year', p.geburt_monat, f.stichtag) as alter_jahre
  from basis.familie_stichtag f
  join basis.person p on p.familie_id = f.familie_id and p.geburt_monat <= f.stichtag
  join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'FALLMANAGEMENT'
)
select
  freq,
  time_period,
  stichtag,
  familie_id,
  person_id,
  geschlecht_2,
  geburt_monat,
  alter_jahre,
  alter_jahre >= basis.parameter('alter_erwachsen') as erwachsen,
  alter_jahre >= basis.parameter('alter_erwerb_von') and alter_jahre < basis.parameter('alter_erwerb_unter') as erwerbsalter
from mitglied;
