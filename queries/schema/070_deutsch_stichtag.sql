-- Grain: person × period (Q, T), everybody of basis.person_stichtag with all its columns, and the newest known level of spoken
-- German on the day (niveau, rang, nachweis; null: none known). An overall level (GESAMT) holds for speaking too. Of two findings of
-- one month, the one about speaking counts.
-- rang is the rank in list niveau: "at least A2" is a comparison of ranks, and "A1/A2" ranks below A2.
create or replace view basis.deutsch_stichtag as
with festgestellt as (
  select s.person_id, s.datum, s.niveau, c.rang, s.nachweis
  from basis.sprachstand s
  join basis.code c on c.liste = 'niveau' and c.code = s.niveau
  where s.fertigkeit in ('MUENDLICH', 'GESAMT')
  qualify row_number() over (partition by s.person_id, s.datum order by s.fertigkeit = 'MUENDLICH' desc) = 1
)
select p.*, f.niveau, f.rang, f.nachweis
from basis.person_stichtag p
asof left join festgestellt f on f.person_id = p.person_id and f.datum <= p.stichtag;
