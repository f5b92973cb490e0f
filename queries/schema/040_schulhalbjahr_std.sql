-- Grain: person × school half-year × school, as delivered, with the hours of this half-year alone:
--   - days become hours by the hours of a school day that the school states, else by parameter tagessoll_std;
--   - where the second half-year contains the first (kumuliert), the first is taken off. Same school means same schule_nr and
--     schulform. A pupil who came to the school within the second half-year has nothing to take off. Where the first half-year
--     is missing, the second alone is not determinable: null, never the whole year.
-- std_je_tag are the hours of a school day, which turn hours into days. halbjahr_von and halbjahr_bis are the bounds of the half-year.
-- A school year that is not written as a year is not here.
create or replace view basis.schulhalbjahr_std as
with einheit as (
  select
    s.*,
    k.von as halbjahr_von,
    k.bis as halbjahr_bis,
    k.halbjahr_period,
    k.schuljahr_period,
    coalesce(s.tagessoll_std, basis.parameter('tagessoll_std')) as std_je_tag,
    s.halbjahr = 2 and coalesce(s.kumuliert, false) and coalesce(s.von < k.von, true) as enthaelt_erstes
  from basis.schulhalbjahr s
  join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = s.halbjahr
),
stunden as materialized (
  select
    e.*,
    case e.einheit when 'TAGE' then e.std_je_tag else 1 end as std_je_einheit,
    e.soll_std * std_je_einheit as soll,
    e.fehl_std * std_je_einheit as fehl,
    e.fehl_std_unent * std_je_einheit as unent
  from einheit e
)
select
  h.person_id,
  h.schuljahr,
  h.halbjahr,
  h.schule_nr,
  h.halbjahr_period,
  h.schuljahr_period,
  h.halbjahr_von,
  h.halbjahr_bis,
  h.schulform,
  h.jahrgang,
  h.versetzt,
  h.wiederholung,
  h.elterngespraeche,
  h.lernfoerderung,
  h.std_je_tag,
  cast(case when h.enthaelt_erstes then h.soll - e.soll else h.soll end as decimal(18, 6)) as soll_std,
  cast(case when h.enthaelt_erstes then h.fehl - e.fehl else h.fehl end as decimal(18, 6)) as fehl_std,
  cast(case when h.enthaelt_erstes then h.unent - e.unent else h.unent end as decimal(18, 6)) as fehl_std_unent
from stunden h
left join stunden e
  on e.person_id = h.person_id
 and e.schuljahr = h.schuljahr
 and e.halbjahr = 1
 and e.schule_nr = h.schule_nr
 and e.schulform = h.schulform;
