package delivery

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/bundle"
)

// The sheets of the workbook.
const (
	sheetGuide    = "Lesehilfe"
	sheetData     = "Indikatoren"
	sheetOverview = "Übersicht"
	sheetBook     = "Codebook"
	sheetLists    = "Codelisten"
	sheetQuality  = "Datenqualität"
	sheetChanges  = "Änderungen"
)

// The colours of the house, as the reports have them.
const (
	accent = "0E4D64"
	grey   = "57636C"
)

// book is the workbook being made. The first error stays; what follows does nothing.
type book struct {
	*excelize.File
	t                                      *tables
	title, text, head, number, day, absent int // styles
	err                                    error
}

func (b *book) do(err error) {
	if b.err == nil {
		b.err = err
	}
}

// workbook is indikatoren.xlsx: the tables once more, for people. Numbers are numbers and dates are dates, so that every language
// of Excel shows them its own way; every text is stored as text, which cannot become a formula.
//
// Note: no password and no picture: the salt of the one and the order in which excelize writes the types of the other differ from run
// to run.
func workbook(t *tables, o Order) ([]bundle.File, error) {
	b := &book{File: excelize.NewFile(), t: t}
	defer b.Close()
	b.SetZipWriter(stored)
	b.styles()
	b.do(b.SetSheetName("Sheet1", sheetGuide))
	b.SetActiveSheet(0) // now: later it would read all sheets back
	b.guide(o)
	b.table(sheetData, "tbl_indikatoren", labelled(t.Observations, t))
	b.table(sheetOverview, "tbl_uebersicht", t.overview())
	b.table(sheetBook, "tbl_codebook", codebook(t.kinds()))
	b.table(sheetLists, "tbl_codelisten", plain(t.Codelists))
	b.table(sheetQuality, "tbl_datenqualitaet", labelled(t.Quality, t))
	b.table(sheetChanges, "tbl_aenderungen", labelled(t.changes, t))
	stamp := o.AsOf.Format(time.DateOnly) + "T00:00:00Z"
	b.do(b.SetDocProps(&excelize.DocProperties{Title: line(o.Title), Subject: t.id.Name(), Creator: line(o.Publisher), Created: stamp, Modified: stamp, Language: "de-DE", Version: bundle.Format}))
	b.do(b.SetAppProps(&excelize.AppProperties{Application: "wirkbericht"}))
	if b.err != nil {
		return nil, fmt.Errorf("make workbook: %w", b.err)
	}
	out, err := b.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("make workbook: %w", err)
	}
	data, err := canonical(out.Bytes())
	return []bundle.File{{Name: bundle.WorkbookFile, Data: data}}, err
}

func (b *book) styles() {
	style := func(to *int, s excelize.Style) {
		id, err := b.NewStyle(&s)
		*to = id
		b.do(err)
	}
	number, day := "#,##0.######", "dd.mm.yyyy"
	top := &excelize.Alignment{Vertical: "top", WrapText: true}
	style(&b.title, excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 15, Bold: true, Color: accent}})
	style(&b.text, excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}, Alignment: top})
	style(&b.head, excelize.Style{
		Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true, Color: "FFFFFF"}, Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{accent}},
	})
	style(&b.number, excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}, CustomNumFmt: &number})
	style(&b.day, excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11}, CustomNumFmt: &day})
	style(&b.absent, excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Color: grey, Italic: true}})
}

// sheetTable is a table as a sheet shows it: heads for people, with what they mean, and typed columns.
type sheetTable struct {
	heads, notes []string
	types        []bundle.Type
	rows         []bundle.Row
}

// plain is a table under its labels.
func plain(c *bundle.Content) sheetTable {
	s := sheetTable{rows: c.Rows}
	for _, col := range c.Table.Columns {
		s.heads, s.notes, s.types = append(s.heads, col.Label.DE), append(s.notes, col.Note), append(s.types, col.Type)
	}
	return s
}

// labelled is a table under its labels, with the title of the indicator and the meaning of the category, of the unit and of the status
// behind the codes: a reader of the sheet looks nothing up.
func labelled(c *bundle.Content, t *tables) sheetTable {
	s := plain(c)
	s.rows = nil
	label := t.labels()
	add := []struct {
		head string
		of   func(bundle.Row) string
	}{
		{"Bezeichnung", func(r bundle.Row) string { return label["/"+r[1]] }},
	}
	if len(c.Table.Key) == len(bundle.Observations.Key) {
		add = append(add, struct {
			head string
			of   func(bundle.Row) string
		}{"Ausprägung heißt", func(r bundle.Row) string { return label[r[5]+"/"+r[6]] }})
	}
	for i, col := range c.Table.Columns {
		if col.Name == "obs_status" || col.Name == "grade" || col.Name == "change_type" {
			add = append(add, struct {
				head string
				of   func(bundle.Row) string
			}{col.Label.DE + " heißt", func(r bundle.Row) string { return label[col.List+"/"+r[i]] }})
		}
	}
	for _, a := range add {
		s.heads, s.notes, s.types = append(s.heads, a.head), append(s.notes, "Bedeutung in Worten."), append(s.types, bundle.Text)
	}
	for _, r := range c.Rows {
		row := append(bundle.Row(nil), r...)
		for _, a := range add {
			row = append(row, a.of(r))
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// labels are the meanings of codes by list/code, and of indicators by /id.
func (t *tables) labels() map[string]string {
	out := map[string]string{}
	for _, r := range t.Codelists.Rows {
		out[r[0]+"/"+r[1]] = r[2]
	}
	for _, r := range t.Indicators.Rows {
		out["/"+r[0]] = r[2]
	}
	return out
}

// overview is one row per indicator, legal state and area with the last periods side by side, undivided: what people look at first.
func (t *tables) overview() sheetTable {
	const last = 6
	s := sheetTable{heads: []string{"Gebiet", "Thema", "Kennzahl", "Bezeichnung", "Rechtsstand", "Einheit", "Zeitraumart"}, types: []bundle.Type{"text", "text", "text", "text", "text", "text", "text"}}
	s.notes = []string{"", "", "", "", "Recht, nach dem gerechnet ist.", "", "Je Kennzahl und Zeitraumart eine Zeile."}
	for i := range last {
		n := last - i
		s.heads = append(s.heads, fmt.Sprintf("Zeitraum %d", n), fmt.Sprintf("Wert %d", n))
		s.notes = append(s.notes, "1 ist der neueste Zeitraum.", "Leer: kein Wert möglich. »gesperrt«: Es gibt einen Wert, er wird nicht gezeigt.")
		s.types = append(s.types, bundle.Text, bundle.Decimal)
	}
	label := t.labels()
	at := bundle.Observations.Column
	var current string
	var row bundle.Row
	var cells []string
	flush := func() {
		if row == nil {
			return
		}
		cells = cells[max(0, len(cells)-2*last):]
		s.rows = append(s.rows, append(append(row, make([]string, 2*last-len(cells))...), cells...))
	}
	for _, r := range t.Observations.Rows {
		if r[5] != "_T" {
			continue
		}
		if k := strings.Join(r[:4], "/"); k != current {
			flush()
			current, cells = k, nil
			topic := label["THEMA/"+t.topicOf(r[1])]
			row = bundle.Row{r[0], topic, r[1], label["/"+r[1]], r[2], label["UNIT/"+r[at("unit")]], label["FREQ/"+r[3]]}
		}
		v := r[at("obs_value")]
		if r[at("obs_status")] == "Q" {
			v = "gesperrt"
		}
		cells = append(cells, r[4], v)
	}
	flush()
	return s
}

func (t *tables) topicOf(id string) string {
	for i := range t.Indicators.Rows {
		if t.Indicators.Get(i, "indicator_id") == id {
			return t.Indicators.Get(i, "topic")
		}
	}
	return ""
}

// codebook is every column of every table.
func codebook(kinds []*bundle.Table) sheetTable {
	s := sheetTable{
		heads: []string{"Datei", "Nr.", "Spalte", "Bezeichnung", "Typ", "Schlüssel", "Pflicht", "Liste", "Form", "Bedeutung"},
		types: []bundle.Type{bundle.Text, bundle.Integer, bundle.Text, bundle.Text, bundle.Text, bundle.Text, bundle.Text, bundle.Text, bundle.Text, bundle.Text},
		notes: []string{"", "Stelle in der Datei.", "", "", "", "Die Schlüsselspalten benennen zusammen eine Zeile.", "Darf nie leer sein.", "Liste der Codes im Blatt Codelisten.", "Muster, dem jeder Inhalt folgt.", ""},
	}
	yes := map[bool]string{true: "ja", false: "nein"}
	for _, t := range kinds {
		key := map[string]bool{}
		for _, k := range t.Key {
			key[k] = true
		}
		for i, c := range t.Columns {
			s.rows = append(s.rows, bundle.Row{t.File(), strconv.Itoa(i + 1), c.Name, c.Label.DE, string(c.Type), yes[key[c.Name]], yes[c.Required], c.List, c.Form(), c.Note})
		}
	}
	return s
}

// table lays out a sheet: one Excel table from A1, its head frozen with a note on each column, widths that fit.
func (b *book) table(sheet, name string, s sheetTable) {
	_, err := b.NewSheet(sheet)
	b.do(err)
	// Before the rows: a comment put onto a streamed sheet makes excelize read the whole sheet back.
	for i, note := range s.notes {
		if note == "" {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(i+1, 1)
		b.do(err)
		b.do(b.AddComment(sheet, excelize.Comment{Cell: cell, Author: "wirkbericht", Width: 320, Height: 90, Paragraph: []excelize.RichTextRun{{Text: note}}}))
	}
	w, err := b.NewStreamWriter(sheet)
	if err != nil {
		b.do(err)
		return
	}
	b.do(w.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}))
	for i := range s.heads {
		b.do(w.SetColWidth(i+1, i+1, s.width(i)))
	}
	var head []any
	for _, h := range s.heads {
		head = append(head, excelize.Cell{StyleID: b.head, Value: h})
	}
	b.do(w.SetRow("A1", head, excelize.RowOpts{Height: 32}))
	for i, r := range s.rows {
		cells := make([]any, 0, len(r))
		for k, text := range r {
			cells = append(cells, b.cell(s.types[k], text))
		}
		b.do(w.SetRow(fmt.Sprintf("A%d", i+2), cells))
	}
	corner, err := excelize.CoordinatesToCellName(len(s.heads), max(2, len(s.rows)+1)) // a table needs a row
	b.do(err)
	b.do(w.AddTable(&excelize.Table{Range: "A1:" + corner, Name: name, StyleName: "TableStyleLight9"}))
	b.do(w.Flush())
}

// cell is a value of its type. What is no number in a column of numbers is a word that says why.
func (b *book) cell(kind bundle.Type, text string) any {
	if text == "" {
		return nil
	}
	switch kind {
	case bundle.Decimal, bundle.Integer:
		f, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return excelize.Cell{StyleID: b.absent, Value: text}
		}
		return excelize.Cell{StyleID: b.number, Value: f}
	case bundle.Date:
		if day, err := time.Parse(time.DateOnly, text); err == nil {
			return excelize.Cell{StyleID: b.day, Value: day}
		}
	}
	return text
}

// width is a column wide enough for its head on two lines and its contents on one, within reason.
func (s sheetTable) width(i int) float64 {
	most := max(9, utf8.RuneCountInString(s.heads[i])*6/10+5)
	for _, r := range s.rows {
		if s.types[i] == bundle.Date {
			most = max(most, 12)
			break
		}
		most = max(most, utf8.RuneCountInString(r[i])+2)
	}
	return float64(min(most, 60))
}
