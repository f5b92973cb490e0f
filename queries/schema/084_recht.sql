-- Grain: legal state (list rechtsstand) × rule × parameter. The parameters of residence law from config/reference/rechtsstand.csv, as
-- valid on the first day of the legal state. gilt_von and gilt_bis are the days on which the state is the law: a rule is judged by the
-- law of the day and never by one that did not exist yet.
-- A table for the reason given in 010_zeitraum.sql.
create or replace table basis.recht as
select
  c.code as legal_state,
  c.gueltig_von as gilt_von,
  coalesce(c.gueltig_bis, date '9999-12-31') as gilt_bis,
  r.regel,
  r.parameter,
  r.zahl as wert
from config.codes c
join config.rechtsstand r on r.gueltig_von <= c.gueltig_von and coalesce(r.gueltig_bis >= c.gueltig_von, true)
where c.liste = 'rechtsstand';

-- Completed months of residence on a day. Delivered are months, read from their first day; at the end of a month that is exact. Time under
-- § 60b is taken off. null: not known since when, or interrupted for longer than the law allows.
create or replace macro basis.aufenthalt_monate(seit, tag, unterbrechung, hoechstens, zeit_60b) as
  case when coalesce(unterbrechung, 0) <= hoechstens then date_sub('month', seit, tag) - coalesce(zeit_60b, 0) end;

-- The result of a criterion in four values: never is "not known" taken for "not met".
create or replace macro basis.vierwertig(anwendbar, erfuellt) as
  case
    when not anwendbar then 'NICHT_ANWENDBAR'
    when erfuellt then 'ERFUELLT'
    when not erfuellt then 'NICHT_ERFUELLT'
    else 'NICHT_FESTSTELLBAR'
  end;
