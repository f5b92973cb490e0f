-- title: Nichts liegt vor der Geburt.
-- severity: fehler
-- table: aufenthalt
-- remedy: Bitte prüfen, ob die Zeile zu dieser Person gehört und ob ihr Geburtsmonat stimmt.
with ereignis as (
  select _delivery, _file, _sheet, _line, person_id, gueltig_von as monat from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, person_id, beginn from basis.beschaeftigung
  union all
  select _delivery, _file, _sheet, _line, person_id, datum from basis.sprachstand
  union all
  select _delivery, _file, _sheet, _line, person_id, abgang_monat from basis.uebergang
  union all
  select _delivery, _file, _sheet, _line, person_id, beginn from basis.teilnahme
)
select
  e._delivery,
  e._file as file,
  e._sheet as sheet,
  e._line as line,
  'Die Angabe zu ' || e.person_id || ' (' || basis.monat_text(e.monat) || ') liegt vor der Geburt.' as message
from ereignis e
join basis.person p on p.person_id = e.person_id
where e.monat < p.geburt_monat
