-- title: Ein Ziel wird erst vereinbart, dann überprüft und erreicht.
-- severity: fehler
-- table: ziel
-- remedy: Bitte die Monate von Vereinbarung, Überprüfung und Erreichen prüfen.
with schritt as (
  select _delivery, _file, _sheet, _line, ziel_id, 'erreicht' as was, erreicht_am as tag, formuliert_am from basis.ziel
  union all
  select p._delivery, p._file, p._sheet, p._line, p.ziel_id, 'überprüft', p.geprueft_am, z.formuliert_am
  from basis.ziel_pruefung p
  join basis.ziel z on z.ziel_id = p.ziel_id
)
select
  _delivery,
  _file as file,
  _sheet as sheet,
  _line as line,
  'Das Ziel ' || ziel_id || ' ist im ' || basis.monat_text(tag) || ' ' || was || ', aber erst im ' || basis.monat_text(formuliert_am) || ' vereinbart.' as message
from schritt
where tag < formuliert_am
