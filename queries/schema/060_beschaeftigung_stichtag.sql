-- Grain: person × period (Q, T) × spell of employment (list beschaeftigung_art) that lasts on the day. A spell that ends in the
-- month of the day lasts to its end and counts, as in the statistics of the employment agency.
create or replace view basis.beschaeftigung_stichtag as
select p.freq, p.time_period, p.person_id, b.art, b.wochenstunden
from basis.person_stichtag p
join basis.beschaeftigung b
  on b.person_id = p.person_id
 and b.beginn <= p.stichtag
 and (b.ende is null or last_day(b.ende) >= p.stichtag);
