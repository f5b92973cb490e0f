// Package delivery makes the evaluators' bundle from a Release: the tables, and every other file from their one description.
//
// It writes what a Release shows and nothing else. It computes no value, decides on no withholding, and does not check what it made:
// that is package verify's, which the receiver runs too.
package delivery

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
)

// Area is a municipality of the bundle.
type Area struct {
	Ref  string    // ref_area, de_05515000
	AGS  string    // eight digits
	Name string    // Stadt Münster
	From time.Time // start of the project there
}

// Input is one delivered file by its hash. Never a hash of anything smaller: that of an identifier could be guessed.
type Input struct {
	Table  string `json:"table"`
	Stand  string `json:"stand"`
	SHA256 string `json:"sha256"`
}

// Order is what a bundle is made of, beside the Release.
type Order struct {
	Areas     []Area
	Set       string // name of the bundle's area in upper case; empty: that of the only area
	Title     string
	Publisher string
	AsOf      time.Time
	Quarter   indicator.Period // nothing that ends later is delivered
	Inputs    []Input
	Account   intake.Account // total only (RULINGS 7)
	Verdict   string         // what is known of the disclosure audit, for the manifest
	Methods   []byte         // PDF; nil: none
	Previous  *bundle.Bundle // the delivery before; nil: this is the first
	Revision  int            // where it does not follow from Previous; 0: the first
	Key       *bundle.Key    // nil: not signed
	Audience  string         // for whom, for the manifest
	Contract  *Contract      // of a bundle for merging; nil: for evaluation
	// Parquet makes observations.parquet from the CSV file (package store knows how).
	Parquet func(csv []byte) ([]byte, error)
}

// Build makes the bundle of a Release. A text that a spreadsheet could take for a formula is a finding about the file it stands in; then
// there is no bundle.
func Build(r *release.Release, o Order) (*bundle.Bundle, finding.List, error) {
	t, definitions := fill(r, o)
	return assemble(t, definitions, o)
}

// Assemble makes a bundle of tables that are filled already; changes.csv is made against the delivery before.
func Assemble(t Tables, o Order) (*bundle.Bundle, finding.List, error) {
	return assemble(&tables{Tables: t}, nil, o)
}

// maker makes files of a bundle from its tables.
type maker func(*tables, Order) ([]bundle.File, error)

// makers are those of a bundle for evaluation.
var makers = []maker{workbook, parquet, sdmx, scripts, readme, methods, manifest}

// assemble makes every other file from the tables.
func assemble(t *tables, definitions []*indicator.Indicator, o Order) (*bundle.Bundle, finding.List, error) {
	t.changes = changes(t.Observations, o.Previous)
	t.catalogue = highest(t.Indicators)
	t.id = nameOf(o)
	var found finding.List
	for _, c := range t.all() {
		c.Sort()
		found = append(found, faults(c, definitions)...)
	}
	if found.Stops() {
		return nil, found, nil
	}
	b := &bundle.Bundle{ID: t.id}
	for _, c := range t.all() {
		data, err := c.CSV()
		if err != nil {
			return nil, found, err
		}
		b.Files = append(b.Files, bundle.File{Name: c.Table.File(), Data: data})
	}
	chosen := makers
	if o.Contract != nil {
		chosen = contractMakers
	}
	for _, make := range chosen {
		files, err := make(t, o)
		if err != nil {
			return nil, found, err
		}
		b.Files = append(b.Files, files...)
	}
	descriptor, err := bundle.Describe(t.about(o), b.Files, t.Codelists).JSON()
	if err != nil {
		return nil, found, err
	}
	b.Files = append(b.Files, bundle.File{Name: bundle.DescriptorFile, Data: descriptor})
	return b, found, b.Seal(o.Key)
}

// nameOf is the id of the bundle: of the same quarter once more the next revision.
func nameOf(o Order) bundle.ID {
	id := bundle.ID{Area: cmp.Or(o.Set, strings.ToUpper(o.Areas[0].Ref)), Quarter: o.Quarter.Name, Revision: max(1, o.Revision)}
	if o.Contract != nil {
		id.Kind = bundle.ForMerging
	}
	if p := o.Previous; p != nil && p.ID.Area == id.Area && p.ID.Quarter == id.Quarter {
		id.Revision = p.ID.Revision + 1
	}
	return id
}

// Tables are the filled tables of a bundle, but for the changes.
type Tables struct {
	Observations, Indicators, Codelists, Areas, Quality *bundle.Content
	Coverage                                            *bundle.Content // of merged deliveries; nil: there is none
	Protection                                          *bundle.Content // of deliveries for merging; nil: there is none
}

// tables are the tables with what follows from them.
type tables struct {
	Tables
	changes   *bundle.Content
	id        bundle.ID
	catalogue string
}

func (t *tables) all() []*bundle.Content {
	out := []*bundle.Content{t.Observations, t.Indicators, t.Codelists, t.Areas, t.Quality, t.changes}
	for _, c := range []*bundle.Content{t.Coverage, t.Protection} {
		if c != nil {
			out = append(out, c)
		}
	}
	return out
}

// kinds are the descriptions of all tables.
func (t *tables) kinds() []*bundle.Table {
	var out []*bundle.Table
	for _, c := range t.all() {
		out = append(out, c.Table)
	}
	return out
}

// about is what the bundle says of itself.
func (t *tables) about(o Order) bundle.About {
	return bundle.About{ID: t.id, Title: o.Title, Publisher: o.Publisher, Created: bundle.Day(o.AsOf), Catalogue: t.catalogue}
}

// delivered are the definitions of a bundle, by id.
func delivered(r *release.Release) []*indicator.Indicator {
	var out []*indicator.Indicator
	for _, ind := range r.Indicators() {
		if ind.Status == recommended {
			out = append(out, ind)
		}
	}
	return out
}

// fill makes the tables from a Release.
func fill(r *release.Release, o Order) (*tables, []*indicator.Indicator) {
	definitions := delivered(r)
	cube := newCube(r, definitions, o.Quarter.To)
	t := &tables{}
	t.Observations = cube.content()
	t.Indicators = indicators(definitions, additive(t.Observations))
	t.Codelists = codelists(r, cube, definitions)
	t.Areas = areas(o)
	t.Quality = quality(cube, o)
	return t, definitions
}

// recommended is the status of the indicators that evaluators get: the others are for the project's own use.
const recommended = "recommended"

// faults tells cells that do not have the form of their column. What the program fills itself always has; texts and codes come from a
// project's files. Note: they are refused, not altered: an apostrophe before a formula would be one more thing to know of.
func faults(c *bundle.Content, definitions []*indicator.Indicator) finding.List {
	var found finding.List
	forms := c.Table.Forms()
	for _, row := range c.Rows {
		for i, col := range c.Table.Columns {
			if row[i] == "" || forms[i].MatchString(row[i]) && !(col.Type == bundle.Code && bundle.IsTrap(row[i])) {
				continue
			}
			found.Add(finding.Stop, "lieferung_text", origin(c.Table, row, definitions), fmt.Sprintf("»%s« kann nicht in die Lieferung (%s.%s): Ein Programm könnte es für eine Formel oder etwas anderes halten.", row[i], c.Table.Name, col.Name),
				"Bitte so fassen, dass es mit einem Buchstaben oder einer Ziffer beginnt und in einer Zeile steht; Codes aus Großbuchstaben, Ziffern und Unterstrichen.")
		}
	}
	return found
}

// origin is the file of the project that a row comes from.
func origin(table *bundle.Table, row bundle.Row, definitions []*indicator.Indicator) finding.Place {
	id := strings.ToLower(row[0])
	if table == bundle.Codelists {
		return finding.Place{File: "config/reference/codes/" + id + ".csv"}
	}
	for _, ind := range definitions {
		if ind.ID == id {
			return finding.Place{File: ind.File}
		}
	}
	return finding.Place{File: "config/programm.yaml"}
}

// highest is the version of the catalogue: the highest of its members.
func highest(indicators *bundle.Content) string {
	best := [3]int{}
	for i := range indicators.Rows {
		if v, ok := bundle.ParseVersion(indicators.Get(i, "indicator_version")); ok && slices.Compare(v[:], best[:]) > 0 {
			best = v
		}
	}
	return fmt.Sprintf("%d.%d.%d", best[0], best[1], best[2])
}

// line is a text of a configuration file as one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// de is the German side of a label.
func de(t notation.Text) string { return line(t.DE) }
