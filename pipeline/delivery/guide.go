package delivery

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/bundle"
)

// guide is the first sheet: what this is and how to read it.
func (b *book) guide(o Order) {
	b.do(b.SetColWidth(sheetGuide, "A", "A", 26))
	b.do(b.SetColWidth(sheetGuide, "B", "B", 96))
	withheld := 0
	for _, r := range b.t.Observations.Rows {
		if r[bundle.Observations.Column("obs_status")] == "Q" {
			withheld++
		}
	}
	var places []string
	for _, a := range o.Areas {
		places = append(places, a.Name)
	}
	rows := [][2]string{
		{"Lieferung", b.t.id.Name()},
		{"Von", o.Publisher},
		{"Gebiet", strings.Join(places, ", ")},
		{"Stand der Daten", o.AsOf.Format("02.01.2006")},
		{"Zeitraum", o.Quarter.Name + " und früher"},
		{"Geheimhaltung", o.Verdict},
		{"Fassungen", "Format " + bundle.Format + ", Katalog " + b.t.catalogue},
		{"Umfang", fmt.Sprintf("%d Kennzahlen, %d Zeilen, davon %d gesperrt", len(b.t.Indicators.Rows), len(b.t.Observations.Rows), withheld)},
		{"Leere Felder", "Ein leeres Feld bei »Wert« ist nie eine Null. Die Spalte »Wertstatus heißt« sagt, warum es leer ist: gesperrt, oder es kann keinen Wert geben."},
		{"Summen", "Zeilen mit der Gliederung _T sind die Summe aller. Vor dem Addieren danach filtern."},
		{"Quoten", "Eine Quote über mehrere Zeilen ist Summe der Zähler durch Summe der Nenner, nie das Mittel der Quoten."},
		{"Prozente", "Prozente stehen als Zahl von 0 bis 100."},
		{sheetData, "Alle Werte, eine Zeile je Wert."},
		{sheetOverview, "Je Kennzahl die letzten Zeiträume nebeneinander, nicht gegliedert."},
		{sheetBook, "Alle Spalten aller Dateien."},
		{sheetLists, "Alle Codes und ihre Bedeutung."},
		{sheetQuality, "Wie vollständig die Angaben sind."},
		{sheetChanges, "Was anders ist als in der vorigen Lieferung."},
	}
	b.do(b.SetCellStr(sheetGuide, "A1", line(o.Title)))
	b.do(b.SetCellStyle(sheetGuide, "A1", "A1", b.title))
	for i, r := range rows {
		b.do(b.SetCellStr(sheetGuide, fmt.Sprintf("A%d", i+3), r[0]))
		b.do(b.SetCellStr(sheetGuide, fmt.Sprintf("B%d", i+3), r[1]))
	}
	b.do(b.SetCellStyle(sheetGuide, "A3", fmt.Sprintf("B%d", len(rows)+2), b.text))
	b.do(b.SetPanes(sheetGuide, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
}
