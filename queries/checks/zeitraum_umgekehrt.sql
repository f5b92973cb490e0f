-- title: Kein Zeitraum endet, bevor er beginnt.
-- severity: fehler
-- table: aufenthalt
-- remedy: Bitte Beginn und Ende prüfen; oft sind sie vertauscht.
with zeitraum as (
  select _delivery, _file, _sheet, _line, familie_id as wer, aufnahme_monat as von, ende_monat as bis from basis.familie
  union all
  select _delivery, _file, _sheet, _line, familie_id, gueltig_von, gueltig_bis from basis.wohnen
  union all
  select _delivery, _file, _sheet, _line, familie_id, gueltig_von, gueltig_bis from basis.leistung
  union all
  select _delivery, _file, _sheet, _line, person_id, gueltig_von, gueltig_bis from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, person_id, beginn, ende from basis.beschaeftigung
  union all
  select _delivery, _file, _sheet, _line, person_id, beginn, ende from basis.teilnahme
  union all
  select _delivery, _file, _sheet, _line, person_id, von, bis from basis.schulhalbjahr
  union all
  select _delivery, _file, _sheet, _line, person_id, erteilt_am, widerrufen_am from basis.einwilligung
  union all
  select _delivery, _file, _sheet, _line, person_id, antrag_am, entscheidung_am from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, person_id, abgang_monat, abbruch_monat from basis.uebergang
  union all
  select _delivery, _file, _sheet, _line, massnahme_id, start_soll, ende_soll from basis.massnahme
  union all
  select _delivery, _file, _sheet, _line, massnahme_id, start_ist, ende_ist from basis.massnahme
  union all
  select _delivery, _file, _sheet, _line, schnittstelle_id, erkannt_am, geloest_am from basis.schnittstelle
  union all
  select _delivery, _file, _sheet, _line, faktor_id, erhoben_am, status_am from basis.faktor
)
select
  _delivery,
  _file as file,
  _sheet as sheet,
  _line as line,
  'Der Zeitraum von ' || wer || ' endet im ' || basis.monat_text(bis) || ' und beginnt erst im ' || basis.monat_text(von) || '.' as message
from zeitraum
where bis < von
