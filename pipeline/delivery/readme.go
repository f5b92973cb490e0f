package delivery

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// readme is LIESMICH.md: what is in the bundle, how to open it, how to check it, how to read gaps.
func readme(t *tables, o Order) ([]bundle.File, error) {
	var names []string
	for _, a := range o.Areas {
		names = append(names, a.Name)
	}
	counts := map[string]int{}
	at := bundle.Observations.Column("obs_status")
	for _, r := range t.Observations.Rows {
		counts[r[at]]++
	}
	var states []string
	for _, c := range bundle.CodesOf(t.Codelists, "OBS_STATUS") {
		if counts[c.Value] > 0 {
			states = append(states, fmt.Sprintf("| %s | %s | %d |", c.Value, c.Label, counts[c.Value]))
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, `# %s

%s · %s · Lieferung %s · Stand der Daten %s · Katalog %s · Format %s

%s

## Was wo steht

| Datei | wofür |
|---|---|
| %s | für Menschen: Excel, LibreOffice, gnumeric |
| data/observations.csv | die Werte, eine Zeile je Wert: %d Zeilen, %d Spalten |
| data/indicators.csv, codelists.csv, areas.csv | was Kennzahlen, Codes und Gebiete bedeuten |
| data/quality.csv | wie vollständig die Angaben sind |
| data/changes.csv | was anders ist als in der vorigen Lieferung |
| datapackage.json | dieselbe Beschreibung für Maschinen (Frictionless Data Package) |
| import/import.R, .py, .sql, .sps, .do | liest alles mit richtigen Typen in R, pandas, DuckDB, SPSS (PSPP) und Stata |
| formats/, sdmx/ | dieselben Werte als Parquet und SDMX |
| methoden/ | Definitionen zum Lesen |
| manifest.json | woraus die Lieferung entstand |

Die CSV-Dateien haben Kommas als Trennzeichen und Dezimalpunkte. In Excel bitte die Arbeitsmappe öffnen, nicht die CSV-Dateien.

## Wie Lücken zu lesen sind

Jede erwartete Zelle hat eine Zeile. Ist der Wert leer, sagt `+"`obs_status`"+`, warum. Gesperrt ist nicht null: eine gesperrte Zelle darf weder als 0
gerechnet noch weggelassen werden.

| Status | Bedeutung | Zeilen |
|---|---|---|
%s

## Rechnen

- Zeilen mit `+"`breakdown` = `_T`"+` sind die Summe. Vor dem Addieren nach einer Gliederung filtern.
- Eine Quote über mehrere Zeilen ist Summe der Zähler durch Summe der Nenner, nie das Mittel der Quoten.
- Fassungen einer Kennzahl, die sich in der ersten Zahl unterscheiden, sind nicht vergleichbar.

## Prüfen

    sha256sum -c SHA256SUMS
    minisign -V -p SCHLUESSEL.pub -m SHA256SUMS
    wirkbericht verify --key SCHLUESSEL.pub ORDNER

Die Unterschrift gibt es nur, wenn die Lieferung unterschrieben ist. Der öffentliche Schlüssel kommt auf anderem Weg.
`,
		o.Title, o.Publisher, strings.Join(names, ", "), t.id.Name(), o.AsOf.Format("02.01.2006"), t.catalogue, bundle.Format, o.Verdict,
		bundle.WorkbookFile, len(t.Observations.Rows), len(bundle.Observations.Columns), strings.Join(states, "\n"))
	return []bundle.File{{Name: bundle.ReadmeFile, Data: []byte(b.String())}}, nil
}
