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
  union all
  select _delivery, _file, _sheet, _line, person_id, aufenthalt_seit from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, person_id, antrag_am from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, person_id, stand_monat from basis.kriterium
  union all
  select _delivery, _file, _sheet, _line, person_id, erteilt_am from basis.einwilligung
  union all
  select _delivery, _file, _sheet, _line, person_id, formuliert_am from basis.ziel
  union all
  select _delivery, _file, _sheet, _line, person_id, erhoben_am from basis.faktor
  union all
  select s._delivery, s._file, s._sheet, s._line, s.person_id, k.von
  from basis.kaoa s
  join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = 1
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
