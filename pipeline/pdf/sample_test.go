package pdf_test

import (
	"strings"
	"time"

	"wirkbericht/pipeline/chart"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// sample is a report with one of everything.
func sample() *report.Document {
	return &report.Document{
		Name: "muster", Lang: notation.German,
		Title:    "Zwischenbericht „Einwanderung gestalten NRW“",
		Subtitle: "Integration langzeitgeduldeter Familien in Münster",
		Author:   "Stadt Münster · Sozialamt",
		AsOf:     time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC),
		Stamp:    "Entwurf – Geheimhaltung belegt (3f9a0c21)",
		Facts: []report.Fact{
			{Label: "Berichtszeitraum", Value: "1. Mai 2017 bis 30. September 2018"},
			{Label: "Datenstand", Value: "30. Oktober 2018"},
			{Label: "Empfänger", Value: "Rat und Ausschüsse, Öffentlichkeit"},
			{Label: "Förderung", Value: "Landesprogramm „Einwanderung gestalten NRW“ des Ministeriums für Kinder, Familie, Flüchtlinge und Integration des Landes Nordrhein-Westfalen; Förderquote 90\u00a0%"},
		},
		Blocks: []report.Block{
			report.Heading{Level: 1, ID: "zusammenfassung", Number: "1", Text: text("Zusammenfassung")},
			report.Callout{Title: "Das Wichtigste auf einen Blick", Blocks: []report.Block{
				report.List{Items: []report.Item{
					item("14 Familien mit rund 80 Personen werden seit Mai 2017 begleitet; die Fallberatung stützt sich auf eine Vereinbarung aller beteiligten Ämter."),
					item("Der Anteil unentschuldigter Fehlstunden ist in zwei Schulhalbjahren gesunken."),
					item("Die Verlängerung bis zum 31. Dezember 2019 ist beantragt; der Eigenanteil beträgt 9.160\u00a0€."),
				}},
			}},
			report.Paragraph{Text: []report.Inline{
				{Text: "Ziel des Programms ist die "},
				{Text: "rechtskreisübergreifende Zusammenarbeit", Strong: true},
				{Text: " bei der Integration in den Kommunen. Unterstützungssysteme sollen auf der Grundlage bestehender Strukturen weiterentwickelt, vernetzt und in der Praxis erprobt werden. In Münster liegt der Schwerpunkt auf langzeitgeduldeten Familien, vor allem auf den Chancen der Kinder und Jugendlichen. Wie sich die Mittel verteilen, zeigt "},
				{Text: "Tabelle 1", Link: "#tab_finanzen"},
				{Text: "; den Verlauf der Fehlzeiten zeigt "},
				{Text: "Abbildung 1", Link: "#abb_fehlzeiten"},
				{Text: ". Näheres steht auf den Seiten des Landes ("},
				{Text: "www.mkffi.nrw/einwanderung-gestalten", Link: "https://www.mkffi.nrw/einwanderung-gestalten"},
				{Text: ")."},
			}},
			report.Heading{Level: 2, ID: "auftrag", Number: "1.1", Text: text("Auftrag, Laufzeit und Mittel")},
			para("Die Stadt Münster hat im April 2017 den Zuwendungsbescheid erhalten. Die Lenkungsgruppe unter dem Vorsitz der Leitung des Sozialdezernats hat die Zielgruppe so eingegrenzt, dass die Arbeit in der Laufzeit zu leisten ist, und sie dann schrittweise erweitert. Koordiniert wird mit 1,5 Stellen im Sozialamt und in der Ausländerbehörde; eine halbe Stelle unterstützt die Verwaltung."),
			para("Für die Familien bedeutet das: Eine Stelle kennt alle Beteiligten, bereitet Fallbesprechungen vor und hält nach, was vereinbart ist. Für die Ämter bedeutet es, dass Zuständigkeiten geklärt sind, bevor Fristen ablaufen – etwa bei der Beschaffung von Reisedokumenten, bei Schulwechseln oder beim Übergang von der Schule in den Beruf."),
			finance(),
			report.Heading{Level: 1, ID: "schule", Number: "2", Text: text("Erfolgreicher Schulbesuch")},
			report.Heading{Level: 2, ID: "lage", Number: "2.1", Text: text("Ausgangslage und Ziele")},
			para("Regelmäßiger Schulbesuch ist zugleich eine Voraussetzung für ein Bleiberecht. Die Projektgruppe hat in fünf Sitzungen zwischen November 2017 und März 2018 Ziele und Maßnahmen auf drei Ebenen erarbeitet:"),
			report.List{Ordered: true, Start: 1, Items: []report.Item{
				item("individuelle Situation der Familien, Kinder und Jugendlichen;"),
				{Blocks: []report.Block{
					para("Angebote und Maßnahmen des Unterstützungssystems, darunter"),
					report.List{Items: []report.Item{item("verstärkte Elternarbeit an den Schulen,"), item("ein Pool von Sprachmittlerinnen und Sprachmittlern für Elterngespräche, der von allen Schulen der Sekundarstufe I ohne eigenen Antrag genutzt werden kann,"), item("Fallkonferenzen;")}},
				}},
				item("Vernetzung der Fachkräfte."),
			}},
			figure("abb_fehlzeiten", "Abbildung 1", "Der Anteil unentschuldigter Fehlstunden ist in zwei Schulhalbjahren von 4,1 auf 2,3 Prozent gesunken und liegt unter dem Ziel"),
			indicators(),
			report.Heading{Level: 3, ID: "lesart", Text: text("Lesart")},
			para("Anteile werden nur genannt, wenn die Gruppe groß genug ist; sonst steht die Zahl der Fälle, „9 von 14 Familien“. Ein Punkt steht für einen Wert, der nicht gezeigt wird, ein Strich für genau null. Die Intervalle sind Wilson-Intervalle zum Niveau 95 %. Veränderungen beziehen sich auf das vorangegangene Schulhalbjahr."),
			report.Callout{Title: "Grenzen der Daten", Blocks: []report.Block{
				para("Fehlzeiten liegen für zwei Schulen erst ab dem zweiten Halbjahr 2017/2018 vor. Die Werte sind daher nicht ohne Weiteres mit der amtlichen Schulstatistik vergleichbar; die Berufskollegs melden zu anderen Stichtagen."),
			}},
			report.Heading{Level: 1, ID: "beruf", Number: "3", Text: text("Übergang Schule–Beruf und Integration in Erwerbstätigkeit")},
			para(strings.Repeat("Die Agentur für Arbeit, das Kommunale Integrationszentrum und die Berufskollegs stimmen ihre Angebote in gemeinsamen Fallbesprechungen ab. ", 5)),
			figure("abb_plaetze", "Abbildung 2", "Mehr Jugendliche haben einen Platz: Ausbildung und Einstiegsqualifizierung holen auf"),
			para(strings.Repeat("Ein Teil der Jugendlichen hat die Schule ohne Abschluss verlassen, bevor die Begleitung begann; für sie kommt es auf den zweiten Weg an. ", 6)),
			measures(),
			report.Heading{Level: 1, ID: "ausblick", Number: "4", Text: text("Ausblick")},
			para(strings.Repeat("Im zweiten Jahr werden die Maßnahmen konkretisiert, umgesetzt und auf weitere Familien und vergleichbare Zielgruppen übertragen. ", 8)),
			para("Kontrolle: ∅ und 😀 fehlen in der Schrift."),
		},
	}
}

func text(s string) []report.Inline  { return []report.Inline{{Text: s}} }
func para(s string) report.Paragraph { return report.Paragraph{Text: text(s)} }
func item(s string) report.Item      { return report.Item{Blocks: []report.Block{para(s)}} }
func row(k report.RowKind, cells ...string) report.Row {
	r := report.Row{Kind: k}
	for _, c := range cells {
		r.Cells = append(r.Cells, report.Cell{Text: text(c)})
	}
	return r
}

func column(head string, a report.Align) report.Column {
	return report.Column{Head: text(head), Align: a}
}

func finance() report.Table {
	return report.Table{
		ID: "tab_finanzen", Number: "Tabelle 1", Caption: text("Erträge und Aufwendungen der Verlängerung und der Verstetigung"),
		Columns: []report.Column{column("Zeile", report.Left), column("Jahr", report.Left), column("Betrag in €", report.Right), column("Bemerkung", report.Left)},
		Rows: []report.Row{
			row(report.Group, "Produktgruppe 0502 – Sicherung des Lebensunterhalts"),
			row(report.Body, "2 Zuwendungen und allgemeine Umlagen", "2019", "82.480", "90 % der zuwendungsfähigen Projektaufwendungen"),
			row(report.Sum, "Erträge gesamt", "2019", "82.480", ""),
			row(report.Body, "11 Personalaufwendungen", "2019", "89.640", "1.5.–31.12.2019: 1 VZÄ S 15, 0,5 VZÄ E 10/A 11, 0,5 VZÄ E 9a/A 9 mD"),
			row(report.Body, "11 Personalaufwendungen", "2020 ff.", "69.320", "1 VZÄ S 15"),
			row(report.Body, "16 Sonstige ordentliche Aufwendungen", "2019", "2.000", "projektbezogene Sachausgaben"),
			row(report.Group, "Produktgruppe 0206 – Ausländerangelegenheiten"),
			row(report.Body, "11 Personalaufwendungen", "2020 ff.", "68.440", "1 VZÄ E 10/A 11"),
			row(report.Sum, "Aufwand gesamt", "2019", "91.640", ""),
			row(report.Sum, "Aufwand gesamt", "2020", "137.760", ""),
			row(report.Sum, "Saldo", "2019", "9.160", "Eigenanteil 10 %"),
		},
		Notes: [][]report.Inline{text("Personalkosten nach den Durchschnittskosten des Jahres 2017. Quelle: Haushaltsplan der Stadt Münster; Stand: 30.10.2018.")},
	}
}

func indicators() report.Table {
	return report.Table{
		ID: "tab_schule", Number: "Tabelle 2", Caption: text("Kennzahlen zum Schulbesuch, Schulhalbjahr 2017/2018 II"),
		Columns: []report.Column{column("Kennzahl", report.Left), column("Ist", report.Right), column("Ziel", report.Right), column("Veränderung in Prozentpunkten", report.Right), column("n", report.Right)},
		Rows: []report.Row{
			row(report.Body, "Anteil unentschuldigter Fehlstunden", "2,3 %", "3,0 %", "− 0,9", "31"),
			row(report.Body, "Schülerinnen und Schüler mit Versetzung oder Abschluss am Ende des Schuljahres", "86 %", "85 %", "+ 4", "29"),
			row(report.Body, "Familien mit mindestens einem Elterngespräch im Halbjahr", "9 von 14", "12 von 14", "+ 2", "14"),
			row(report.Body, "Schulwechsel ohne Unterbrechung", ".", "–", "x", "."),
		},
		Notes: [][]report.Inline{text("– genau null · . nicht gezeigt · x keine Angabe möglich")},
	}
}

func measures() report.Table {
	t := report.Table{
		ID: "tab_massnahmen", Number: "Tabelle 3", Caption: text("Maßnahmen des Handlungsfelds mit Stand der Umsetzung"),
		Columns: []report.Column{column("Maßnahme", report.Left), column("Ebene", report.Left), column("Zuständig", report.Left), column("Stand", report.Left), column("Nächster Schritt", report.Left)},
		Notes:   [][]report.Inline{text("Quelle: Maßnahmenplan der Projektgruppen; Stand: 30.10.2018.")},
	}
	for range 7 {
		t.Rows = append(t.Rows,
			row(report.Body, "Berufseinstiegsbegleitung für Jugendliche ab Klasse 9", "Fall", "Agentur für Arbeit", "läuft", "Auswertung der ersten Gruppe im Februar"),
			row(report.Body, "Fallkonferenzen über Ämtergrenzen hinweg", "Netzwerk", "Sozialamt, Ausländerbehörde", "im Aufbau", "Geschäftsordnung beschließen"),
			row(report.Body, "Integrationsfachdienst in der Unterkunft", "Angebot", "Amt für Kinder, Jugendliche und Familien", "geplant", "Raum finden, Sprechzeiten vereinbaren und den Schulen bekannt machen"),
		)
	}
	return t
}

func figure(id, number, caption string) report.Figure {
	return report.Figure{
		ID: id, Number: number, Caption: text(caption),
		Chart: &chart.Chart{Drawing: drawing(), Alt: caption + "."},
		Data: report.Table{
			Columns: []report.Column{column("Schulhalbjahr", report.Left), column("Anteil in %", report.Right), column("n", report.Right)},
			Rows:    []report.Row{row(report.Body, "2016/2017 II", "4,1", "27"), row(report.Body, "2017/2018 I", "3,2", "30"), row(report.Body, "2017/2018 II", "2,3", "31")},
		},
		Notes: [][]report.Inline{text("n: Schülerinnen und Schüler mit gemeldeten Fehlzeiten. Quelle: Schulen der Sekundarstufe I; Stand: 30.10.2018.")},
	}
}

// drawing is a small bar chart with a hatched bar, a target line and turned text.
func drawing() chart.Drawing {
	grey, blue := chart.Color{R: 0.34, G: 0.39, B: 0.42, A: 1}, chart.Color{R: 0.06, G: 0.3, B: 0.39, A: 1}
	d := chart.Drawing{Width: 604, Height: 220}
	for i := range 5 {
		y := 180 - 40*float64(i)
		d.Ops = append(d.Ops,
			chart.Paint{Path: chart.Path{{Kind: 'M', P: [6]float64{40, y}}, {Kind: 'L', P: [6]float64{600, y}}}, Stroke: &chart.Stroke{Color: chart.Color{R: 0.8, G: 0.83, B: 0.85, A: 1}, Width: 0.6}},
			chart.Label{X: 20, Y: y + 4, Size: 11, Color: grey, Text: string(rune('0' + i))})
	}
	hatch := &chart.Pattern{Width: 6, Height: 6, Matrix: [6]float64{0.7071, 0.7071, -0.7071, 0.7071, 0, 0}, Ops: []chart.Op{
		chart.Paint{Path: box(0, 0, 1.6, 6), Fill: &chart.Fill{Color: chart.Color{R: 1, G: 1, B: 1, A: 1}}},
	}}
	for i, v := range []float64{4.1, 3.2, 2.3} {
		x := 90 + 180*float64(i)
		fill := &chart.Fill{Color: blue}
		if i == 1 {
			fill.Pattern = hatch
		}
		d.Ops = append(d.Ops,
			chart.Paint{Path: box(x, 180-40*v, 80, 40*v), Fill: fill},
			chart.Label{X: x + 8, Y: 198, Size: 12, Color: grey, Text: []string{"2016/2017 II", "2017/2018 I", "2017/2018 II"}[i]},
			chart.Label{X: x + 26, Y: 174 - 40*v, Size: 12, Style: typeface.Bold, Color: blue, Text: []string{"4,1 %", "3,2 %", "2,3 %"}[i]})
	}
	return chart.Drawing{Width: d.Width, Height: d.Height, Ops: append(d.Ops,
		chart.Paint{Path: chart.Path{{Kind: 'M', P: [6]float64{40, 60}}, {Kind: 'L', P: [6]float64{600, 60}}}, Stroke: &chart.Stroke{Color: chart.Color{R: 0.59, G: 0.18, B: 0.12, A: 1}, Width: 1.4, Dash: []float64{5, 3}}},
		chart.Paint{Path: box(40, 44, 560, 32), Fill: &chart.Fill{Color: chart.Color{R: 0.59, G: 0.18, B: 0.12, A: 0.08}}},
		chart.Save{}, chart.Transform{0, -1, 1, 0, 12, 120},
		chart.Label{Size: 11, Color: grey, Text: "Anteil (%)"}, chart.Restore{},
		chart.Save{}, chart.Clip{Path: box(560, 0, 40, 20)},
		chart.Label{X: 530, Y: 14, Size: 12, Style: typeface.Italic, Color: grey, Text: "abgeschnitten: Ziel"}, chart.Restore{},
	)}
}

func box(x, y, w, h float64) chart.Path {
	return chart.Path{{Kind: 'M', P: [6]float64{x, y}}, {Kind: 'L', P: [6]float64{x + w, y}}, {Kind: 'L', P: [6]float64{x + w, y + h}}, {Kind: 'L', P: [6]float64{x, y + h}}, {Kind: 'Z'}}
}
