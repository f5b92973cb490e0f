-- Grain: person. From when to when schooling is compulsory, by month of birth (§§ 35, 37, 38 SchulG NRW), and not by
-- person.schulpflicht, which has no date and so says nothing about earlier days:
--   vollzeit_ab      1 August of the year in which the child turns six by 30 September
--   berufsschule_ab  ten school years later
--   frei_ab          1 August after the end of the school year in which the person turns 18
create or replace view basis.schulpflicht as
with regel as (
  select
    cast(basis.parameter('einschulung_alter') as integer) as einschulung_alter,
    cast(basis.parameter('einschulung_bis_monat') as integer) as bis_monat,
    cast(basis.parameter('vollzeitschulpflicht_jahre') as integer) as vollzeit_jahre,
    cast(basis.parameter('alter_erwachsen') as integer) as volljaehrig
)
select
  p.person_id,
  make_date(year(p.geburt_monat) + r.einschulung_alter + case when month(p.geburt_monat) > r.bis_monat then 1 else 0 end, 8, 1)
    as vollzeit_ab,
  vollzeit_ab + to_years(r.vollzeit_jahre) as berufsschule_ab,
  -- Seven months earlier, a school year would be a calendar year.
  date_trunc('year', p.geburt_monat + to_years(r.volljaehrig) - to_months(7)) + to_months(19) as frei_ab
from basis.person p
cross join regel r;
