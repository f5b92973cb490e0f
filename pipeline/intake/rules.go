package intake

import "wirkbericht/pipeline/finding"

// Rule is one thing that is looked at in every delivery. Findings name it.
type Rule struct {
	ID       string
	Severity finding.Severity // the usual one
	Title    string           // one German sentence that says what is right
}

// Rules are all rules by which deliveries are read, in the order in which they are looked at: first the folder, then files, columns, rows,
// cells, and the account.
func Rules() []Rule {
	return []Rule{
		{"ordner_ohne_stand", finding.Warning, "Jeder Lieferordner heißt nach seinem Stand."},
		{"stand_doppelt", finding.Stop, "Zu jedem Stand gibt es nur einen Lieferordner."},
		{"stand_widerspruch", finding.Warning, "Ordner, Dateiname und Datei nennen denselben Stand."},
		{"datei_ausserhalb", finding.Warning, "Jede Datei liegt in einem Lieferordner."},
		{"unterordner", finding.Warning, "Lieferordner haben keine Unterordner."},
		{"datei_unbekannt", finding.Warning, "Zu jeder Datei gibt es eine Quelle."},
		{"quelle_mehrdeutig", finding.Stop, "Zu jeder Datei und jedem Blatt gibt es nur eine Quelle."},
		{"lieferung_fehlt", finding.Warning, "Zu jedem Stand ist jede Tabelle geliefert."},
		{"verweis", finding.Stop, "Dateien liegen selbst im Datenordner und nicht nur als Verweis."},
		{"datei_unlesbar", finding.Stop, "Jede Datei lässt sich öffnen."},
		{"datei_leer", finding.Stop, "Keine Datei ist leer."},
		{"datei_offen", finding.Warning, "Keine Datei ist in einem anderen Programm geöffnet."},
		{"datei_waechst", finding.Stop, "Keine Datei wird noch geschrieben."},
		{"datei_weg", finding.Stop, "Keine Datei verschwindet, während sie gelesen wird."},
		{"datei_abgebrochen", finding.Stop, "Jede Datei lässt sich bis zu ihrem Ende lesen."},
		{"dateiformat", finding.Stop, "Jede Datei hat das vereinbarte Format."},
		{"kennwort", finding.Stop, "Keine Arbeitsmappe ist mit einem Kennwort geschützt."},
		{"arbeitsmappe", finding.Stop, "Jede Arbeitsmappe ist vollständig."},
		{"blatt_unlesbar", finding.Stop, "Jedes Blatt lässt sich bis zu seinem Ende lesen."},
		{"grenze", finding.Stop, "Keine Datei ist größer, als eine Tabelle sein kann."},
		{"blatt_unbekannt", finding.Warning, "Zu jedem Blatt gibt es eine Quelle."},
		{"blatt_fehlt", finding.Warning, "Jede Arbeitsmappe hat alle ihre Blätter."},
		{"ausgeblendet", finding.Warning, "Nichts ist ausgeblendet."},
		{"verbunden", finding.Warning, "Keine Zellen sind verbunden."},
		{"kodierung", finding.Warning, "Jede Textdatei hat die vereinbarte Kodierung."},
		{"kodierung_erkannt", finding.Note, "Die Kodierung jeder Textdatei ist vereinbart."},
		{"kodierung_gemischt", finding.Warning, "Jede Textdatei hat nur eine Kodierung."},
		{"kodierung_doppelt", finding.Warning, "Umlaute sind nur einmal kodiert."},
		{"trennzeichen", finding.Warning, "Jede Textdatei hat das vereinbarte Trennzeichen."},
		{"kopfzeile", finding.Stop, "Jede Tabelle hat eine Kopfzeile."},
		{"pflichtspalte", finding.Stop, "Jede Pflichtspalte ist geliefert."},
		{"spalte_fehlt", finding.Note, "Jede vereinbarte Spalte ist geliefert."},
		{"spalte_doppelt", finding.Stop, "Jede Überschrift steht nur einmal."},
		{"spalte_unbekannt", finding.Warning, "Jede Spalte ist vereinbart."},
		{"spalte_ohne_kopf", finding.Warning, "Jede Spalte mit Inhalt hat eine Überschrift."},
		{"anfuehrung", finding.Stop, "Anführungszeichen stehen um einzelne Felder."},
		{"anfuehrung_offen", finding.Error, "Jedes Anführungszeichen wird geschlossen."},
		{"anfuehrung_text", finding.Error, "Anführungszeichen im Text sind verdoppelt."},
		{"zeile_zu_lang", finding.Error, "Keine Zeile ist länger, als eine Zeile sein kann."},
		{"zeile_felder", finding.Error, "Keine Zeile hat mehr Felder als die Kopfzeile."},
		{"zeile_kurz", finding.Note, "Keine Zeile hat weniger Felder als die Kopfzeile."},
		{"zeile_umbrochen", finding.Error, "Zeilenumbrüche stehen nur in Anführungszeichen."},
		{"zeile_ohne_daten", finding.Note, "Unter der Kopfzeile stehen nur Daten."},
		{"pflichtwert", finding.Error, "Jeder Pflichtwert ist geliefert."},
		{"zelle", finding.Error, "Jede Zelle hat einen Wert, der in ihre Spalte gehört."},
		{"seriennummer", finding.Warning, "Datumsangaben sind nicht die Nummern, mit denen Excel sie speichert."},
		{"schluessel_doppelt", finding.Error, "Kein Schlüssel steht mehrfach mit verschiedenen Angaben."},
		{"zeile_mehrfach", finding.Note, "Keine Zeile steht mehrfach."},
		{"ausserhalb_laufzeit", finding.Note, "Alle Zeilen liegen in der Projektlaufzeit."},
		{"ohne_daten", finding.Warning, "Unter jeder Kopfzeile stehen Daten."},
		{"ablehnungen", finding.Stop, "Abgelehnt sind nicht mehr Zeilen als erlaubt."},
		{"nachlieferung_allein", finding.Stop, "Jede Nachlieferung gehört zu einer Lieferung."},
		{"berichtigt", finding.Note, "Abgelehnte Zeilen sind berichtigt."},
		{"ersetzt", finding.Note, "Keine Zeile ist durch eine Nachlieferung ersetzt."},
	}
}
