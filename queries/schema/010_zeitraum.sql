-- Grain: freq × time_period. Every period that touches the term of the project and is over at as-of.
--   Q  calendar quarter     A  calendar year     SH  school half-year     SY  school year
--   P  from the start of the project to the end of a quarter (named like the quarter)
--   T  months since a family came in (T00, T06, …): von and bis are null, every family has days of its own
-- Bounds are those of the calendar, also where the term begins within the period: 2017-Q2 is 1 April to 30 June.
-- vorlaeufig marks the newest period of each freq: decisions are entered weeks late.
-- A table: it depends on the run alone, so no row put into quarantine makes it stale, and as a view it cost every query more to
-- plan than to run.
create or replace table basis.zeitraum as
with lauf as (
  select
    l.as_of,
    l.term_von,
    l.term_bis,
    date_trunc('year', l.term_von) as jahr_ab,
    -- The school year begins on 1 August. Seven months earlier it would be a calendar year.
    date_trunc('year', l.term_von - to_months(7)) + to_months(7) as schuljahr_ab
  from basis.lauf l
),
raster as (
  select 'Q' as freq, 3 as monate, jahr_ab as ab, as_of from lauf
  union all
  select 'A', 12, jahr_ab, as_of from lauf
  union all
  select 'SH', 6, schuljahr_ab, as_of from lauf
  union all
  select 'SY', 12, schuljahr_ab, as_of from lauf
),
abschnitt as (
  select
    freq,
    monate,
    unnest(generate_series(cast(ab as timestamp), cast(as_of as timestamp), to_months(monate))) as von
  from raster
),
benannt as (
  select
    freq,
    case freq
      when 'Q' then strftime(von, '%Y-Q') || quarter(von)
      when 'A' then strftime(von, '%Y-A1')
      when 'SH' then strftime(von - to_months(7), '%Y-H') || case month(von) when 8 then 1 else 2 end
      when 'SY' then strftime(von, '%Y-Y1')
    end as time_period,
    cast(von as date) as von,
    last_day(von + to_months(monate - 1)) as bis
  from abschnitt
),
kalender as (
  select b.freq, b.time_period, b.von, b.bis, l.term_von
  from benannt b
  cross join lauf l
  where b.bis >= l.term_von
    and b.von <= l.term_bis
    and b.bis <= l.as_of
),
alle as (
  select freq, time_period, von, bis from kalender
  union all
  select 'P', time_period, term_von, bis from kalender where freq = 'Q'
  union all
  -- A distance that not even a family of the first day can have reached does not exist yet.
  select 'T', printf('T%02d', a.monate), null, null
  from lauf l
  cross join (values (0), (6), (12), (18), (24)) a (monate)
  where l.term_von + to_months(a.monate) <= l.as_of
)
select
  freq,
  time_period,
  von,
  bis,
  row_number() over (partition by freq order by time_period desc) = 1 as vorlaeufig
from alle;
