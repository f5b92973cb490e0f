-- Grain: person × period (SH, SY, T) × school half-year × school. The half-years that count for a period: those that are over and
-- touch the term, of pupils with consent to the use of school data, whose family's case was open on the last day.
--   SH  the half-year itself
--   SY  both half-years of a school year that began within the term; of an earlier one only a part belongs to the project
--   T   the half-year that holds the day so many months after intake: T00 the half-year of intake, T06 the next one
-- Hours as in basis.schulhalbjahr_std. schulstufe is null where neither grade nor type of school tells it.
create or replace view basis.schulhalbjahr_lang as
with halbjahr as (
  select
    h.*,
    p.familie_id,
    case p.geschlecht when 'W' then 'W' when 'M' then 'M' end as geschlecht_2,
    case
      when h.schulform in ('30', '88') then 'BK'
      when j.rang <= 4 then 'PRIM'
      when j.rang <= 10 then 'SEK1'
      when j.rang > 10 then 'SEK2'
      when h.schulform = '02' then 'PRIM'
      when h.schulform in ('04', '10', '14') then 'SEK1'
    end as schulstufe
  from basis.schulhalbjahr_std h
  join basis.zeitraum z on z.freq = 'SH' and z.time_period = h.halbjahr_period
  join basis.auswertbar a on a.person_id = h.person_id and a.zweck = 'FALLMANAGEMENT'
  join basis.auswertbar b on b.person_id = h.person_id and b.zweck = 'SCHULE'
  join basis.person p on p.person_id = h.person_id
  join basis.familie f on f.familie_id = p.familie_id
  left join basis.code j on j.liste = 'jahrgang' and j.code = h.jahrgang
  where f.aufnahme_monat <= h.halbjahr_bis
    and (f.ende_monat is null or f.ende_monat > h.halbjahr_bis)
)
select 'SH' as freq, h.halbjahr_period as time_period, h.*
from halbjahr h
union all
select z.freq, z.time_period, h.*
from halbjahr h
join basis.zeitraum z on z.freq = 'SY' and z.time_period = h.schuljahr_period
join basis.lauf l on l.term_von <= z.von
union all
select b.freq, b.time_period, h.*
from halbjahr h
join basis.familie_bezugstag b
  on b.freq = 'T' and b.familie_id = h.familie_id and b.stichtag between h.halbjahr_von and h.halbjahr_bis;
