-- Grain: person × period (Q, T), everybody of basis.person_stichtag with all its columns, and what they work on the day:
--   erwerbstaetig  paid work of at least an hour a week (an unknown number of hours counts): subject to social insurance, marginal,
--                  self-employed, publicly funded, or training in a company
--   geringfuegig   of that, nothing but marginal employment
--   ausbildung     training for an occupation, in a company or at a school
--   beschaeftigt   any of these, an introductory qualification, or voluntary service
-- Work opportunities (AGH_P5, FIM_P5A) and placements are no employment. No spell on the day means not working: the delivery is a
-- full snapshot.
create or replace view basis.erwerb_stichtag as
with art as (
  select
    freq,
    time_period,
    person_id,
    bool_or(art in ('SVB_VZ', 'SVB_TZ', 'AUSB_BETR', 'SELBST', 'OEFFGEF') and coalesce(wochenstunden >= 1, true)) as mehr_als_geringfuegig,
    bool_or(art in ('GB_ENTL', 'GB_KURZ') and coalesce(wochenstunden >= 1, true)) as geringfuegig,
    bool_or(art in ('AUSB_BETR', 'AUSB_SCHUL')) as ausbildung,
    bool_or(art in ('EQ', 'FSJ_BFD')) as dienst
  from basis.beschaeftigung_stichtag
  group by freq, time_period, person_id
)
select
  p.*,
  coalesce(a.mehr_als_geringfuegig or a.geringfuegig, false) as erwerbstaetig,
  coalesce(a.geringfuegig and not a.mehr_als_geringfuegig, false) as geringfuegig,
  coalesce(a.ausbildung, false) as ausbildung,
  coalesce(a.mehr_als_geringfuegig or a.geringfuegig or a.ausbildung or a.dienst, false) as beschaeftigt
from basis.person_stichtag p
left join art a on a.freq = p.freq and a.time_period = p.time_period and a.person_id = p.person_id;
