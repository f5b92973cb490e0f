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
  union all
  select _delivery, _file, _sheet, _line, 'Leistung', gueltig_von from basis.leistung
  union all
  select _delivery, _file, _sheet, _line, 'Einwilligung', erteilt_am from basis.einwilligung
  union all
  select _delivery, _file, _sheet, _line, 'Antrag', antrag_am from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, 'Entscheidung über einen Antrag', entscheidung_am from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, 'Beurteilung eines Kriteriums', stand_monat from basis.kriterium
  union all
  select _delivery, _file, _sheet, _line, 'Abbruch', abbruch_monat from basis.uebergang
  union all
  select _delivery, _file, _sheet, _line, 'Teilnahme', beginn from basis.teilnahme
  union all
  select _delivery, _file, _sheet, _line, 'Stand eines Faktors', status_am from basis.faktor
  union all
  select _delivery, _file, _sheet, _line, 'Umsetzung einer Vereinbarung', umgesetzt_am from basis.beschluss
  union all
  select _delivery, _file, _sheet, _line, 'Beginn einer Aktivität', start_ist from basis.massnahme
  union all
  select _delivery, _file, _sheet, _line, 'Ende einer Aktivität', ende_ist from basis.massnahme
  union all
  select _delivery, _file, _sheet, _line, 'Stand einer Aktivität', status_am from basis.massnahme
  union all
  select _delivery, _file, _sheet, _line, 'Schnittstelle', erkannt_am from basis.schnittstelle
  union all
  select _delivery, _file, _sheet, _line, 'Lösung einer Schnittstelle', geloest_am from basis.schnittstelle
  union all
  select _delivery, _file, _sheet, _line, 'Erfahrung', monat from basis.erfahrung
  union all
  select _delivery, _file, _sheet, _line, 'Beschluss', beschlossen_am from basis.entscheidung
  union all
  select _delivery, _file, _sheet, _line, 'Zielgruppe', stichtag from basis.zielgruppe
  union all
  select _delivery, _file, _sheet, _line, 'Buchungsstand', gebucht_bis from basis.budget
  union all
  -- An agreement that is planned or negotiated carries the month for which it is meant.
  select _delivery, _file, _sheet, _line, 'Kooperationsvereinbarung', datum from basis.kooperation where status in ('GESCHLOSSEN', 'BEENDET')
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
