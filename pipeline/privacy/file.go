package privacy

import (
	"fmt"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy/internal/identifier"
)

// File judges a single file without any configuration.
//
// Its quasi-identifiers are guessed. A column counts as one if it is not red, is not the key of a person or family, has more than one
// and not more than maxValues different values, and either
//
//   - its header names something that people know of each other (sex, age, origin, size of the household, type of school …), or
//   - it is categorical: at most ten different values, or at most one for every three rows, no amounts, no full dates, no periods,
//     no free text, and no header that names something sensitive (status, income, absence …). Those are measured for l-diversity.
//
// The guess is strict: an unknown column of few values is assumed to be known to the attacker.
//
// Rows are one person each, unless a header names a key of persons, pupils or cases: then rows with the same key are one person. A key of
// families or households makes the household measures possible, and where it is the only key and a column of time stands beside it, the
// units are families. Of the cells, only categorical ones are kept, as numbers: four bytes each.
type File struct {
	judge      *Judge
	candidates []candidate
	person     int // index of the key column, -1: none
	family     int
	persons    ids
	families   ids
	things     bool // the key is a number of anything: rows are not called persons
}

// maxValues is the largest number of different values of a quasi-identifier.
const maxValues = 400

// candidate collects a column that may be a quasi-identifier; coder is nil once it has too many values.
type candidate struct {
	coder coder
	of    []uint32
}

func (c *candidate) add(cell string) {
	if c.coder == nil {
		return
	}
	c.of = append(c.of, c.coder.code(cell))
	if len(c.coder) > maxValues {
		*c = candidate{}
	}
}

// ids numbers keys by their hash, so that no key of a person is kept.
type ids struct {
	number map[uint64]uint32
	of     []uint32
}

func (d *ids) add(key string) {
	h := hash(key)
	n, ok := d.number[h]
	if !ok {
		n = uint32(len(d.number) + 1)
		d.number[h] = n
	}
	d.of = append(d.of, n)
}

// File begins a single file. place is its name, sheet and the line of the header.
func (g *Gate) File(place finding.Place, header []string) *File {
	f := &File{judge: g.Judge(place, header, nil), person: -1, family: -1}
	f.persons.number, f.families.number = map[uint64]uint32{}, map[uint64]uint32{}
	spare := -1
	for i, c := range f.judge.columns {
		f.candidates = append(f.candidates, candidate{coder: coder{}})
		switch hint := c.head.Hint; {
		case hint&identifier.FamilyKey != 0 && f.family < 0:
			f.family = i
		case hint&identifier.PersonKey != 0 && f.person < 0:
			f.person = i
		case hint&identifier.KeyColumn != 0 && spare < 0:
			spare = i
		}
	}
	if f.person < 0 && f.family < 0 {
		f.person, f.things = spare, true
	}
	return f
}

// Row takes the raw cells of one record in. line is where it begins in the file.
func (f *File) Row(line int, cells []string) {
	f.judge.Row(line, cells)
	at := func(i int) string {
		if i >= len(cells) || identifier.Missing(cells[i]) {
			return ""
		}
		return notation.Trim(cells[i])
	}
	for i := range f.candidates {
		if f.candidates[i].coder != nil {
			f.candidates[i].add(at(i))
		}
	}
	if f.person >= 0 {
		f.persons.add(at(f.person))
	}
	if f.family >= 0 {
		f.families.add(at(f.family))
	}
}

// FileVerdict is what is said of a single file.
type FileVerdict struct {
	Columns  []Column `json:"columns"`
	K        *int     `json:"k"` // null: there is no quasi-identifier
	Verdict  Verdict  `json:"verdict"`
	Called   string   `json:"called"`   // German: what the data may be called
	Sentence string   `json:"sentence"` // German: why
	Measures Measures `json:"measures"`
}

// Verdict is the result, once, after the last row. anonymous is true where the file calls itself anonymous.
func (f *File) Verdict(th Thresholds, anonymous bool) FileVerdict {
	v := FileVerdict{Columns: f.judge.Columns()}
	v.Measures = measure(f.frame(v.Columns), th)
	v.Verdict = v.Measures.Grade
	red := 0
	for _, c := range v.Columns {
		v.Verdict = max(v.Verdict, c.Verdict)
		if c.Verdict == Red {
			red++
		}
	}
	v.Called, v.Sentence = "pseudonymisiert", v.Measures.Sentence(anonymous)
	if v.Measures.K > 0 {
		v.K = &v.Measures.K
	}
	if red > 0 {
		v.Called = "nicht pseudonymisiert"
		v.Sentence = fmt.Sprintf("%s: Die Daten sind nicht pseudonymisiert: In %d von %d Spalten sind Menschen unmittelbar zu erkennen.",
			f.judge.place.File, red, len(v.Columns))
	}
	return v
}

// Findings are those of the columns, and a warning where people stand alone.
func (f *File) Findings(v FileVerdict) finding.List {
	found := f.judge.Findings(v.Columns)
	if v.Measures.Grade > Green {
		found.Add(severity(v.Measures.Grade), "k_anonymitaet", f.judge.place, v.Measures.Sentence(false), v.Measures.remedy())
	}
	return found
}

// remedy names the coarsening that helps most.
func (m Measures) remedy() string {
	if len(m.Help) == 0 || m.Help[0].AtRisk >= m.AtRisk && m.Help[0].K <= m.K {
		return "Die Datei bleibt intern; nach außen gehen nur zusammengefasste Zahlen."
	}
	return fmt.Sprintf("Am meisten hilft bei »%s«: %s.", m.Help[0].Column, m.Help[0].Step)
}

// frame is what was collected, with the roles of the columns guessed.
func (f *File) frame(verdicts []Column) *frame {
	out := &frame{name: f.judge.place.File}
	f.units(out)
	var times []attribute
	for i := range f.candidates {
		a := attribute{name: verdicts[i].Name, of: f.candidates[i].of}
		r := f.role(i, verdicts[i])
		if r == asNothing {
			continue
		}
		a.values = f.candidates[i].coder.texts()
		switch r {
		case asQuasi:
			out.quasi = append(out.quasi, a)
		case asSensitive:
			out.sensitive = append(out.sensitive, a)
		case asTime:
			times = append(times, a)
		}
	}
	out.own = len(out.quasi)
	if times != nil && f.isKey(f.person) || times != nil && out.noun == "Familien" {
		out.when = out.split(times).of
	}
	return out
}

// units decides what a unit is.
func (f *File) units(out *frame) {
	rows := f.judge.rows
	person, family := f.isKey(f.person), f.isKey(f.family)
	switch {
	case person:
		out.noun, out.unit = "Personen", f.persons.of
		if f.things {
			out.noun = "Zeilen"
		}
		if family {
			out.family = f.families.of
		}
	case family && (len(f.families.number) == rows || f.hasTime()):
		out.noun, out.unit = "Familien", f.families.of
	default:
		out.noun, out.unit = "Zeilen", make([]uint32, rows)
		for i := range out.unit {
			out.unit[i] = uint32(i)
		}
		if family {
			out.noun, out.family = "Personen", f.families.of
		}
	}
}

// isKey reports whether the column that its header calls a key holds keys: "Haushalt: ja, nein" does not.
func (f *File) isKey(i int) bool {
	if i < 0 {
		return false
	}
	c := f.judge.columns[i]
	return c.filled > 0 && (c.of(c.kinds[identifier.Key]) >= 0.5 || c.values.count() > 2 && c.of(c.kinds[identifier.Word]+c.kinds[identifier.Text]) < 0.5)
}

func (f *File) hasTime() bool {
	return slices.ContainsFunc(f.judge.columns, func(c *column) bool {
		return c.head.Hint&identifier.Time != 0 && c.head.Hint&(identifier.Quasi|identifier.YearOnly) == 0
	})
}

// role is what a column is taken for.
type role uint8

const (
	asNothing role = iota
	asQuasi
	asSensitive
	asTime
)

func (f *File) role(i int, v Column) role {
	c, values := f.judge.columns[i], &f.candidates[i]
	different := len(values.coder)
	if slices.Contains(values.of, 0) {
		different++ // missing
	}
	hint := c.head.Hint
	key := i == f.person && f.isKey(i) || i == f.family && f.isKey(i)
	switch {
	case values.coder == nil || key || v.Verdict == Red || different < 2:
		return asNothing
	case hint&identifier.Quasi != 0:
		return asQuasi
	case hint&identifier.Sensitive != 0:
		return asSensitive
	case hint&identifier.Time != 0:
		return asTime
	case hint&(identifier.Amount|identifier.Event|identifier.KeyColumn) != 0:
		return asNothing
	case c.of(c.kinds[identifier.Day]+c.kinds[identifier.Serial]) > 0.5:
		return asNothing
	case different > 10 && c.of(c.kinds[identifier.Number]+c.kinds[identifier.Text]+c.kinds[identifier.Span]) > 0.5:
		return asNothing
	case different >= f.judge.rows || different > 10 && 3*different > f.judge.rows:
		return asNothing
	}
	return asQuasi
}
