-- Grain: pupil × school year (SY). What the last school of the year has decided about the next grade, and whether the grade was
-- repeated. versetzt is JA, NEIN, ENTFAELLT, or null where no school has told (UNBEK, or the second half-year is missing).
create or replace view basis.schuljahr_ergebnis as
select
  h.freq,
  h.time_period,
  h.person_id,
  h.familie_id,
  nullif(max(h.versetzt) filter (h.letzte and h.halbjahr = 2), 'UNBEK') as versetzt,
  -- Repeating is a matter of the year: one school that says so is enough.
  bool_or(h.wiederholung) as wiederholung
from (
  select *, row_number() over (partition by time_period, person_id order by halbjahr desc, schule_nr desc) = 1 as letzte
  from basis.schulhalbjahr_lang
  where freq = 'SY'
) h
group by h.freq, h.time_period, h.person_id, h.familie_id;
