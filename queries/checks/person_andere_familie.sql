-- title: Eine Person gehört zu einer Familie.
-- severity: fehler
-- table: ziel
-- remedy: Bitte klären, zu welcher Familie die Person gehört, und Ziel oder Faktor dort eintragen.
with nennung as (
  select _delivery, _file, _sheet, _line, person_id, familie_id from basis.ziel
  union all
  select _delivery, _file, _sheet, _line, person_id, familie_id from basis.faktor
)
select
  n._delivery,
  n._file as file,
  n._sheet as sheet,
  n._line as line,
  n.person_id || ' steht hier bei Familie ' || n.familie_id || ', gehört aber zu Familie ' || p.familie_id || '.' as message
from nennung n
join basis.person p on p.person_id = n.person_id
where p.familie_id <> n.familie_id
