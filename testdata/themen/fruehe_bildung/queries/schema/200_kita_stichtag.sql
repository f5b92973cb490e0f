-- Grain: person × period (Q). Children entitled to early education on the day, with consent, of families whose case is open.
create or replace view basis.kita_stichtag as
select
  p.freq,
  p.time_period,
  p.familie_id,
  p.person_id,
  p.geschlecht_2,
  coalesce(k.platz_ab <= p.stichtag, false) as mit_platz,
  coalesce(k.angemeldet_am <= p.stichtag, false) as angemeldet,
  k.umfang
from basis.person_stichtag p
join basis.kita k on k.person_id = p.person_id and k.anspruch_von <= p.stichtag and coalesce(last_day(k.anspruch_bis) >= p.stichtag, true)
where p.freq = 'Q';
