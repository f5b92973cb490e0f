-- Grain: school half-year, also those before the term and the one that is running: 1 August to 31 January, 1 February to 31 July.
-- schuljahr_ab and halbjahr are what schulhalbjahr delivers: left(schuljahr, 4) and halbjahr; so its text is never cast.
-- halbjahr_period and schuljahr_period are the names of these periods in basis.zeitraum. A table for the reason given there.
create or replace table basis.halbjahr as
with anfang as (
  select unnest(generate_series(
    -- Twenty school years before the project: no pupil has been at school for longer.
    cast(date_trunc('year', l.term_von) - to_years(20) + to_months(7) as timestamp),
    cast(l.as_of as timestamp),
    to_months(6)
  )) as von
  from basis.lauf l
)
select
  strftime(von - to_months(7), '%Y') as schuljahr_ab,
  case month(von) when 8 then 1 else 2 end as halbjahr,
  cast(von as date) as von,
  last_day(von + to_months(5)) as bis,
  schuljahr_ab || '-H' || halbjahr as halbjahr_period,
  schuljahr_ab || '-Y1' as schuljahr_period
from anfang;
