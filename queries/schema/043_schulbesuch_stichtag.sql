-- Grain: person × quarter. Who is subject to compulsory schooling on the last day, and has a place at a school; persons with consent to
-- the use of school data.
-- schulpflicht_2 is VOLLZEIT, BERUFSSCHULE or null (not subject, see basis.schulpflicht).
-- schulplatz: the person is enrolled on the day, in the half-year that holds the day. null where no school has delivered that
-- half-year yet: not determinable. A child without a row in a half-year that was delivered has no place.
create or replace view basis.schulbesuch_stichtag as
with stichtag as (
  select z.freq, z.time_period, k.schuljahr_ab, k.halbjahr
  from basis.zeitraum z
  join basis.halbjahr k on z.bis between k.von and k.bis
  where z.freq = 'Q'
),
mitglied as materialized (
  select
    p.*,
    case
      when p.stichtag < s.vollzeit_ab or p.stichtag >= s.frei_ab then null
      when p.stichtag < s.berufsschule_ab then 'VOLLZEIT'
      else 'BERUFSSCHULE'
    end as schulpflicht_2,
    t.schuljahr_ab,
    t.halbjahr
  from basis.person_stichtag p
  join stichtag t on t.freq = p.freq and t.time_period = p.time_period
  join basis.schulpflicht s on s.person_id = p.person_id
  join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'SCHULE'
),
geliefert as (
  select distinct left(s.schuljahr, 4) as schuljahr_ab, s.halbjahr
  from basis.schulhalbjahr s
),
eingeschrieben as (
  select distinct m.freq, m.time_period, m.person_id
  from mitglied m
  join basis.schulhalbjahr s
    on s.person_id = m.person_id
   and left(s.schuljahr, 4) = m.schuljahr_ab
   and s.halbjahr = m.halbjahr
   and coalesce(s.von <= m.stichtag, true)
   -- aktiv tells how things stand at delivery; where the school says until when, that decides for earlier days.
   and case when s.bis is not null then last_day(s.bis) >= m.stichtag else s.aktiv end
)
select
  m.freq,
  m.time_period,
  m.familie_id,
  m.person_id,
  m.schulpflicht_2,
  case when g.halbjahr is not null then e.person_id is not null end as schulplatz
from mitglied m
left join geliefert g on g.schuljahr_ab = m.schuljahr_ab and g.halbjahr = m.halbjahr
left join eingeschrieben e on e.freq = m.freq and e.time_period = m.time_period and e.person_id = m.person_id;
