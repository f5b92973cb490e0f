-- Grain: person × quarter × rule (list regel) × criterion (list kriterium): the newest assessment by hand up to the day. erfuellt is null
-- where it says "not determinable". KEINER, no ground for exclusion, is a criterion met.
create or replace view basis.kriterium_stichtag as
select
  p.freq,
  p.time_period,
  p.person_id,
  k.regel,
  k.kriterium,
  case arg_max(k.ergebnis, k.stand_monat)
    when 'ERFUELLT' then true
    when 'KEINER' then true
    when 'NICHT_ERFUELLT' then false
  end as erfuellt
from basis.person_stichtag p
join basis.kriterium k on k.person_id = p.person_id and k.stand_monat <= p.stichtag
where p.freq = 'Q'
group by p.freq, p.time_period, p.person_id, k.regel, k.kriterium;
