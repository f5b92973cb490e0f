-- Grain: case conference × period (P). Conferences held up to the day while the family was supported, and to which it had agreed: of the
-- others nothing is evaluated.
create or replace view basis.fallkonferenz_bisher as
select f.freq, f.time_period, f.familie_id, f.begleitet_bis, k.fk_id, k.datum
from basis.familie_bisher f
join basis.fallkonferenz k
  on k.familie_id = f.familie_id
 and k.datum between f.aufnahme_monat and f.begleitet_bis
 and k.einwilligung
where f.freq = 'P';
