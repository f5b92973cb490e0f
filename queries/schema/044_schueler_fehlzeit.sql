-- Grain: pupil × period (SH, SY). Absence of a pupil over all schools of the period, for figures that judge each pupil.
-- A sum is null as soon as one school, or one half-year, has not told it: not determinable, never "little absence".
-- ganz: both half-years of the school year are here; a pupil who came or left in between has no whole year to judge.
-- Days are rounded to thousandths, so that three thirds of a day make one.
create or replace view basis.schueler_fehlzeit as
select
  h.freq,
  h.time_period,
  h.person_id,
  h.familie_id,
  case when count(*) = count(h.soll_std) then sum(h.soll_std) end as soll_std,
  case when count(*) = count(h.fehl_std) then sum(h.fehl_std) end as fehl_std,
  case when count(*) = count(h.fehl_std) then round(sum(cast(h.fehl_std / h.std_je_tag as decimal(18, 6))), 3) end as fehl_tage,
  case when count(*) = count(h.fehl_std_unent) then round(sum(cast(h.fehl_std_unent / h.std_je_tag as decimal(18, 6))), 3) end as unent_tage,
  h.freq = 'SH' or count(distinct h.halbjahr) = 2 as ganz
from basis.schulhalbjahr_lang h
where h.freq in ('SH', 'SY')
group by h.freq, h.time_period, h.person_id, h.familie_id;
