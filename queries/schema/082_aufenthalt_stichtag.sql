-- Grain: person × period (Q, T), everybody of basis.person_stichtag with all its columns, and the status of the day: the spell that
-- began last, if it lasts to the day. geduldet tells whether that is a tolerated stay (DUL_*); null: no status is known for the day.
create or replace view basis.aufenthalt_stichtag as
with spanne as (
  select a.*, coalesce(last_day(a.gueltig_bis), date '9999-12-31') as gilt_bis
  from basis.aufenthalt a
)
select
  p.*,
  case when a.gilt_bis >= p.stichtag then nullif(a.status, 'UNBEK') end as aufenthaltsstatus,
  aufenthaltsstatus like 'DUL\_%' escape '\' as geduldet,
  case when aufenthaltsstatus is not null then nullif(a.erwerb, 'UNBEK') end as erwerb,
  case when aufenthaltsstatus is not null then nullif(a.identitaet, 'UNBEK') end as identitaet,
  case when aufenthaltsstatus is not null then nullif(a.pass, 'UNBEK') end as pass,
  a.aufenthalt_seit,
  a.unterbrechung_monate,
  a.zeit_60b_monate
from basis.person_stichtag p
asof left join spanne a on a.person_id = p.person_id and a.gueltig_von <= p.stichtag;
