-- title: Das Kürzel einer Person wird nicht für eine andere Person verwendet.
-- severity: stopp
-- table: person
-- remedy: Bitte der neuen Person in allen Dateien ein eigenes Kürzel geben.

-- A month of birth that is corrected, or a family that has changed, is the same person; both at once are another one. Stops the run
-- for the reason given in pseudonym_wiederverwendet.sql.
select
  p._delivery,
  p._file as file,
  p._sheet as sheet,
  p._line as line,
  p.person_id || ' gehört hier zu Familie ' || p.familie_id || ', in einer früheren Lieferung mit anderem Geburtsmonat zu Familie '
    || max(frueher.familie_id) || '.' as message
from basis.person p
join raw.lieferung l on l.id = p._delivery
join raw.person frueher on frueher.person_id = p.person_id
join raw.lieferung fl on fl.id = frueher._delivery and fl.stand < l.stand
where frueher.familie_id <> p.familie_id
  and frueher.geburt_monat <> p.geburt_monat
group by p._delivery, p._file, p._sheet, p._line, p.person_id, p.familie_id
