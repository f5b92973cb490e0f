package intake

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/notation"
)

// Fill-in workbooks are for offices without an export. Package fillin writes them; what stands here is what both sides must agree
// on: names of files and sheets, headers, spellings of codes. So a workbook is taken back without any configuration.

// FillinGuide and FillinLists are the sheets of a fill-in workbook that hold no data: how to fill it in, and what its drop-downs
// offer.
const (
	FillinGuide = "Anleitung"
	FillinLists = "Listen"
)

// fillinOfficeless gets the tables that no source fills, as a project that has switched off the built-in sources has them.
const fillinOfficeless = "WEITERE"

// Office is a delivering office with the tables that its sources fill, by name.
type Office struct {
	Code   string // as sources name it, SOZIALAMT
	Label  string // printed name
	Tables []Table
}

// FillinName is the name of the office's workbook without its end: vorlage_sozialamt.
func (o Office) FillinName() string { return "vorlage_" + strings.ToLower(o.Code) }

// officeList is the code list that names offices.
const officeList = "stelle"

// Offices are the delivering offices of a contract in the order of their code list, each with only its tables. A table that
// several offices deliver is on each of them.
func (c Contract) Offices() []Office {
	tables := map[string]map[string]bool{}
	enter := func(office, table string) {
		if tables[office] == nil {
			tables[office] = map[string]bool{}
		}
		tables[office][table] = true
	}
	filled := map[string]bool{}
	for _, s := range c.Sources {
		if !s.fillin {
			enter(s.Office, s.Table)
			filled[s.Table] = true
		}
	}
	for _, t := range c.Tables {
		if t.Status != "off" && !filled[t.Name] {
			enter(fillinOfficeless, t.Name)
		}
	}
	var out []Office
	for _, code := range slices.Sorted(maps.Keys(tables)) {
		o := Office{Code: code, Label: c.Codes[officeList].Label(code, notation.German)}
		for _, t := range c.Tables {
			if tables[code][t.Name] {
				o.Tables = append(o.Tables, t)
			}
		}
		out = append(out, o)
	}
	rank := func(o Office) int { return c.Codes[officeList].Rank(o.Code) }
	slices.SortStableFunc(out, func(a, b Office) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// Fillin are the sources that take fill-in workbooks back: of every office, one for each of its tables. A pseudonym or a code that
// another source of the table brings to its form ("F1" is "F01") is brought to it here too.
func Fillin(c Contract) []Source {
	var out []Source
	for _, o := range c.Offices() {
		for _, t := range o.Tables {
			s := Source{
				Name: o.FillinName() + "_" + t.Name, Path: t.File, Title: "Vorlage " + o.Label + ", " + t.Title.DE, Office: o.Code,
				Table: t.Name, File: o.FillinName() + "_*.xlsx", Format: "xlsx", Sheet: t.Name, Columns: map[string]Mapping{}, fillin: true,
			}
			headers := FillinHeaders(t)
			for i, k := range t.Columns {
				m := Mapping{Header: Headers{headers[i]}, Codes: map[string]string{}}
				for _, choice := range Choices(c.Codes[k.Codes]) {
					m.Codes[choice.Text] = choice.Code
				}
				m.Key, m.Pad = c.forms(t.Name, k.Name)
				s.Columns[k.Name] = m
			}
			out = append(out, s)
		}
	}
	return out
}

// forms are the form of a key and the width of a code that the sources of a table declare for a column.
func (c Contract) forms(table, column string) (key string, pad int) {
	for _, s := range c.Sources {
		if m := s.Columns[column]; s.Table == table && !s.fillin {
			key, pad = cmp.Or(key, m.Key), cmp.Or(pad, m.Pad)
		}
	}
	return key, pad
}

// KeyForm is the form of a pseudonym that the sources of a table declare for a column, such as F00; empty if none does.
func (c Contract) KeyForm(table, column string) string {
	key, _ := c.forms(table, column)
	return key
}

// FillinHeaders are the headers of the columns of a table in its fill-in workbook: the German labels, with the unit of figures. Where
// two would be read as the same, the name of the column stands behind.
func FillinHeaders(t Table) []string {
	out := make([]string, len(t.Columns))
	times := map[string]int{}
	for i, k := range t.Columns {
		out[i] = cmp.Or(k.Label.DE, k.Name)
		if k.Unit != "" {
			out[i] += " (" + k.Unit + ")"
		}
		times[fold(out[i])]++
	}
	for i, k := range t.Columns {
		if times[fold(out[i])] > 1 {
			out[i] += " [" + k.Name + "]"
		}
	}
	return out
}

// Choice is one entry of a drop-down: what it says and which code that stands for.
type Choice struct{ Text, Code string }

// Choices are the codes of a list, by rank, as a fill-in workbook offers them: by their present German label. Where two labels are
// alike, the code stands behind.
func Choices(l codelist.List) []Choice {
	var out []Choice
	times := map[string]int{}
	for _, code := range l.Names() {
		text := clean(l.Label(code, notation.German))
		out = append(out, Choice{text, code})
		times[strings.ToLower(text)]++
	}
	for i, c := range out {
		if times[strings.ToLower(c.Text)] > 1 {
			out[i].Text = fmt.Sprintf("%s (%s)", c.Text, c.Code)
		}
	}
	slices.SortStableFunc(out, func(a, b Choice) int { return cmp.Compare(l.Rank(a.Code), l.Rank(b.Code)) })
	return out
}

// withoutUnfilled leaves out the sheets of fill-in workbooks in which nothing stands: an office fills in those it has something for, and
// an empty one is no delivery of a table without rows. The others count as delivered only now.
func withoutUnfilled(f snapshot, readers []*reader) []*reader {
	return slices.DeleteFunc(readers, func(r *reader) bool {
		filled := r.account.Read > r.account.NoData
		if r.source.fillin && filled {
			f.tables[r.table.Name] = true
		}
		return r.source.fillin && !filled
	})
}

// isFillinPart reports whether a sheet of a workbook is one that fill-in workbooks have beside their tables.
func isFillinPart(sheet string, sources []*Source) bool {
	return sources[0].fillin && (sheet == FillinGuide || sheet == FillinLists)
}

// Takes reports whether the source takes a sheet of a file, by their names; sheet is "" for a text file, or for a workbook as a whole.
func (s Source) Takes(file, sheet string) bool {
	return matches(s.File, file) && (sheet == "" || s.Sheet == "" || matches(s.Sheet, sheet))
}
