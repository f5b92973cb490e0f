-- title: Zu einer ausgeschiedenen Familie gibt es danach keine Fallarbeit.
-- severity: warnung
-- table: kontakt
-- remedy: Bitte prüfen, ob das Ende des Fallmanagements stimmt oder das Kürzel zu einer anderen Familie gehört.
with fallarbeit as (
  select _delivery, _file, _sheet, _line, 'Kontakt' as was, familie_id, datum as tag from basis.kontakt
  union all
  select _delivery, _file, _sheet, _line, 'Fallbesprechung', familie_id, datum from basis.fallbesprechung
  union all
  select _delivery, _file, _sheet, _line, 'Fallkonferenz', familie_id, datum from basis.fallkonferenz
  union all
  select _delivery, _file, _sheet, _line, 'Zielvereinbarung', familie_id, formuliert_am from basis.ziel
  union all
  select _delivery, _file, _sheet, _line, 'Faktor', familie_id, erhoben_am from basis.faktor
)
select
  a._delivery,
  a._file as file,
  a._sheet as sheet,
  a._line as line,
  a.was || ' im ' || basis.monat_text(a.tag) || ': Familie ' || a.familie_id || ' ist seit ' || basis.monat_text(f.ende_monat) || ' ausgeschieden.' as message
from fallarbeit a
join basis.familie f on f.familie_id = a.familie_id
where a.tag > last_day(f.ende_monat)
