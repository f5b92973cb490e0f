-- title: Kein gemeldetes Schulhalbjahr und kein Schuljahr beginnt nach dem Stand seiner Lieferung.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte Schuljahr und Abschnitt prüfen.

-- Compared as text: basis.halbjahr ends with as-of, and what lies ahead has no row in it to join.
with abschnitt as (
  select _delivery, _file, _sheet, _line, left(schuljahr, 4) || halbjahr as beginn, 'Das Halbjahr ' || halbjahr || ' von ' || schuljahr as was
  from basis.schulhalbjahr
  union all
  select _delivery, _file, _sheet, _line, left(schuljahr, 4) || '1', 'Das Schuljahr ' || schuljahr from basis.kaoa
)
select
  a._delivery,
  a._file as file,
  a._sheet as sheet,
  a._line as line,
  a.was || ' beginnt nach dem Stand der Lieferung (' || strftime(l.stand, '%d.%m.%Y') || ').' as message
from abschnitt a
join raw.lieferung l on l.id = a._delivery
where a.beginn > (select max(k.schuljahr_ab || k.halbjahr) from basis.halbjahr k where k.von <= l.stand)
