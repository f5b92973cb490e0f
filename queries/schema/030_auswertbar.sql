-- Grain: person × purpose (list einwilligung_zweck). Whose data may be counted for what: without a row for a purpose, or after
-- a withdrawal, a person is not counted for it, not for past periods either. The day that decides is as-of.
-- FALLMANAGEMENT is the ground: without it a person is in no figure. School data need SCHULE as well.
-- Where a project delivers no consents at all, they are not its legal basis, and everybody counts.
create or replace view basis.auswertbar as
select distinct e.person_id, e.zweck
from basis.einwilligung e
cross join basis.lauf l
where e.erteilt_am <= l.as_of
  and (e.widerrufen_am is null or e.widerrufen_am > l.as_of)
union all
select p.person_id, c.code
from basis.person p
join basis.code c on c.liste = 'einwilligung_zweck'
where (select count(*) from basis.einwilligung) = 0;
