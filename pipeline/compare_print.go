package main

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/web"
)

// kindWords say in German what has become of a figure.
var kindWords = map[release.Kind]string{
	release.Suppression: "Geheimhaltung", release.Redefined: "Definition geändert", release.Law: "Rechtsstand geändert", release.Correction: "berichtigt",
	release.Late: "nachgemeldet", release.Unexplained: "ungeklärt", release.Added: "neu", release.Dropped: "entfallen", release.Same: "unverändert",
}

// fewPlaces is how many rows are listed for a figure on the terminal and on the page. The CSV file and --json have all of them.
const fewPlaces = 10

// head are the columns in which a figure is told everywhere.
var comparisonHead = []string{"Kennzahl", "Zeitraum", "Gliederung", "Für", "Vorher", "Jetzt", "Warum"}

// row is a figure in those columns.
func (v *comparison) row(d release.Comparison) []string {
	parts := strings.Split(d.Cell, "/")
	if len(parts) != 7 {
		return []string{d.Cell, "", "", "", "", "", kindWords[d.Kind]}
	}
	title := parts[1]
	for _, ind := range v.project.indicators {
		if ind.ID == parts[1] {
			title = ind.Title.DE
		}
	}
	if parts[2] != indicator.NoLaw {
		title += " (" + v.project.reference.Codes["rechtsstand"].Label(strings.ToUpper(parts[2]), notation.German) + ")"
	}
	category := release.CategoryLabel(v.project.reference.Codes, parts[5], parts[6]).DE
	var readers []string
	for _, a := range d.Audiences {
		readers = append(readers, v.project.audiences[a].Title.DE)
	}
	return []string{
		title, notation.FormatPeriod(strings.ToUpper(parts[3]), strings.ToUpper(parts[4]), notation.German), category, strings.Join(readers, ", "),
		printedFigure(d.Before), printedFigure(d.After), kindWords[d.Kind],
	}
}

// printedFigure is a figure in one line: "12 von 50", a sign, or nothing where it is not printed.
func printedFigure(p release.Printed) string {
	number := func(s string) string { return strings.Replace(s, ".", ",", 1) }
	switch {
	case p.Status == release.Withheld:
		return release.SignWithheld
	case p.Status != release.Free:
		return ""
	case p.Denominator != "":
		return number(p.Numerator) + " von " + number(p.Denominator)
	case p.Numerator == "":
		return release.SignAbsent
	}
	return number(p.Numerator)
}

// print writes the comparison for a person at a terminal.
func (v *comparison) print(w io.Writer) {
	fmt.Fprintf(w, "%s → %s\n", v.a, v.b)
	fmt.Fprintln(w, v.summary())
	shown := v.shown()
	if len(shown) == 0 {
		return
	}
	rows := [][]string{append([]string{"Nr."}, comparisonHead...)}
	for i, d := range shown {
		rows = append(rows, append([]string{fmt.Sprint(i + 1)}, v.row(d)...))
	}
	fmt.Fprintln(w)
	printTable(w, rows)
	fmt.Fprintln(w)
	for _, r := range reasonsOf(shown) {
		fmt.Fprintf(w, "%s: %s: %s\n", r.numbers(), kindWords[r.Kind], r.Text)
		for n, m := range r.Rows {
			if n == fewPlaces {
				fmt.Fprintf(w, "     … und %d weitere Zeilen\n", len(r.Rows)-n)
				break
			}
			fmt.Fprintf(w, "     %s\n", moved(m))
		}
	}
}

// reason is evidence with the numbers of all figures that it holds for.
type reason struct {
	release.Evidence
	figures []int
}

// reasonsOf tells the same evidence once.
func reasonsOf(shown []release.Comparison) []*reason {
	var out []*reason
	at := map[string]*reason{}
	for i, d := range shown {
		for _, e := range d.Evidence {
			key := fmt.Sprint(e)
			if at[key] == nil {
				at[key] = &reason{Evidence: e}
				out = append(out, at[key])
			}
			at[key].figures = append(at[key].figures, i+1)
		}
	}
	return out
}

// numbers are "Nr. 1, 3–7".
func (r *reason) numbers() string {
	var parts []string
	for i := 0; i < len(r.figures); i++ {
		first := r.figures[i]
		for i+1 < len(r.figures) && r.figures[i+1] == r.figures[i]+1 {
			i++
		}
		if last := r.figures[i]; last > first {
			parts = append(parts, fmt.Sprintf("%d–%d", first, last))
		} else {
			parts = append(parts, fmt.Sprint(first))
		}
	}
	return "Nr. " + strings.Join(parts, ", ")
}

// summary counts the kinds in one line.
func (v *comparison) summary() string {
	counts := v.counts()
	var parts []string
	for _, k := range release.Kinds {
		if counts[k] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", kindWords[k], counts[k]))
		}
	}
	return fmt.Sprintf("%d Zahlen verglichen: %s.", len(v.list), strings.Join(parts, ", "))
}

// csv is the comparison for Excel: one line for each reason of each figure.
func (v *comparison) csv() ([]byte, error) {
	b := bytes.NewBufferString("\ufeff")
	w := csv.NewWriter(b)
	w.Comma, w.UseCRLF = ';', true
	write := func(cells ...string) {
		for i, c := range cells {
			cells[i] = harmless(c)
		}
		_ = w.Write(cells) // a buffer takes everything
	}
	write(append([]string{"Kennung"}, append(comparisonHead, "Beleg", "Zeilen")...)...)
	for _, d := range v.shown() {
		evidence := d.Evidence
		if len(evidence) == 0 {
			evidence = []release.Evidence{{Kind: d.Kind}}
		}
		for _, e := range evidence {
			var places []string
			for _, m := range e.Rows {
				places = append(places, moved(m))
			}
			row := append([]string{d.Cell}, v.row(d)...)
			row[len(row)-1] = kindWords[e.Kind]
			write(append(row, e.Text, strings.Join(places, ", "))...)
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}

// harmless keeps a spreadsheet from taking a text for a formula.
func harmless(cell string) string {
	if strings.IndexAny(cell, "=+-@\t\r") == 0 {
		return "'" + cell
	}
	return cell
}

// html is the comparison as a page.
func (v *comparison) html() ([]byte, error) {
	text := func(s string) []report.Inline { return []report.Inline{{Text: s}} }
	table := report.Table{ID: "vergleich", Number: "Tabelle 1", Caption: text("Was anders ist, und warum")}
	for _, h := range comparisonHead {
		table.Columns = append(table.Columns, report.Column{Head: text(h), Align: report.Left})
	}
	for _, d := range v.shown() {
		var cells []report.Cell
		for _, c := range v.row(d) {
			cells = append(cells, report.Cell{Text: text(c)})
		}
		last := &cells[len(cells)-1].Text
		add := func(line string) { *last = append(*last, report.Inline{Break: true}, report.Inline{Text: line}) }
		for _, e := range d.Evidence {
			add(kindWords[e.Kind] + ": " + e.Text)
			for n, m := range e.Rows {
				if n == fewPlaces {
					add(fmt.Sprintf("… und %d weitere Zeilen", len(e.Rows)-n))
					break
				}
				add(moved(m))
			}
		}
		table.Rows = append(table.Rows, report.Row{Cells: cells})
	}
	doc := &report.Document{
		Name: "vergleich", Lang: notation.German, Prose: notation.German, Title: "Vergleich", Subtitle: v.a + " → " + v.b, Author: v.project.programme.Project.Publisher,
		Stamp: "Nur für den inneren Gebrauch", Blocks: []report.Block{report.Paragraph{Text: text(v.summary())}, table},
	}
	return web.Render(doc, assets.Files())
}
