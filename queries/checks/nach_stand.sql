-- title: Kein Ereignis liegt nach dem Stand seiner Lieferung.
-- severity: fehler
-- table: kontakt
-- remedy: Bitte das Datum prüfen; Geplantes gehört nicht in diese Spalte.

-- Ends of permits, due months and planned months may lie ahead; what is listed here may not.
with ereignis as (
  select _delivery, _file, _sheet, _line, 'Geburt' as was, geburt_monat as tag from basis.person
  union all
  select _delivery, _file, _sheet, _line, 'Aufnahme', aufnahme_monat from basis.familie
  union all
  select _delivery, _file, _sheet, _line, 'Einzug', gueltig_von from basis.wohnen
  union all
  select _delivery, _file, _sheet, _line, 'Aufenthaltsstatus', gueltig_von from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, 'Abgang', abgang_monat from basis.uebergang
  union all
  select _delivery, _file, _sheet, _line, 'Beschäftigung', beginn from basis.beschaeftigung
  union all
  select _delivery, _file, _sheet, _line, 'Einkommen', monat from basis.einkommen
  union all
  select _delivery, _file, _sheet, _line, 'Sprachstand', datum from basis.sprachstand
  union all
  select _delivery, _file, _sheet, _line, 'Zielvereinbarung', formuliert_am from basis.ziel
  union all
  select _delivery, _file, _sheet, _line, 'Zielerreichung', erreicht_am from basis.ziel
  union all
  select _delivery, _file, _sheet, _line, 'Überprüfung eines Ziels', geprueft_am from basis.ziel_pruefung
  union all
  select _delivery, _file, _sheet, _line, 'Faktor', erhoben_am from basis.faktor
  union all
  select _delivery, _file, _sheet, _line, 'Kontakt', datum from basis.kontakt
  union all
  select _delivery, _file, _sheet, _line, 'Fallbesprechung', datum from basis.fallbesprechung
  union all
  select _delivery, _file, _sheet, _line, 'Fallkonferenz', datum from basis.fallkonferenz
  union all
  select _delivery, _file, _sheet, _line, 'Treffen', datum from basis.netzwerktreffen
  union all
  select _delivery, _file, _sheet, _line, 'Stellenbesetzung', monat from basis.stelle
)
select
  e._delivery,
  e._file as file,
  e._sheet as sheet,
  e._line as line,
  e.was || ': Der ' || strftime(e.tag, '%d.%m.%Y') || ' liegt nach dem Stand der Lieferung (' || strftime(l.stand, '%d.%m.%Y') || ').' as message
from ereignis e
join raw.lieferung l on l.id = e._delivery
where e.tag > l.stand
