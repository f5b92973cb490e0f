// Package codelist reads config/reference/codes/*.csv: what a code means, in which order codes stand, when they are valid.
//
// A list is named after its file. The package knows nothing of deliveries; which column uses which list stands in the
// contract of the table.
package codelist

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// Folder is where a project keeps its code lists.
const Folder = "config/reference/codes"

// header is the one shape of a code list file.
var header = []string{"code", "label_de", "label_en", "rank", "valid_from", "valid_to", "note"}

var remedy = "Bitte berichtigen; eine Codeliste hat die Spalten " + strings.Join(header, ",") + ", getrennt durch Kommas."

// Code is one entry. A code may stand several times with validities that do not overlap: a certificate had another name
// before a reform.
type Code struct {
	Code  string
	Label notation.Text
	Rank  int       // order in tables and charts; for ordered scales also "at least"
	From  time.Time // first day on which the code is valid; zero: always was
	To    time.Time // last day; zero: still is
	Note  string    // for the codebook: an example that anchors the code
}

// List is one code list, in file order.
type List struct {
	Name  string
	Codes []Code
}

// Lists are all code lists of a project by name.
type Lists map[string]List

// Has reports whether code is in the list at any time.
func (l List) Has(code string) bool {
	return slices.ContainsFunc(l.Codes, func(c Code) bool { return c.Code == code })
}

// Label is what the code is called now, or the code itself where the list does not know it.
func (l List) Label(code string, lang notation.Lang) string {
	label := code
	for _, c := range l.Codes {
		if c.Code == code {
			label = c.Label.In(lang) // the last entry is the newest name
		}
	}
	return label
}

// Rank is the place of a code in its list; unknown codes come last.
func (l List) Rank(code string) int {
	for _, c := range l.Codes {
		if c.Code == code {
			return c.Rank
		}
	}
	return 1 << 20
}

// Names are the codes without repetition, in file order.
func (l List) Names() []string {
	var out []string
	for _, c := range l.Codes {
		if !slices.Contains(out, c.Code) {
			out = append(out, c.Code)
		}
	}
	return out
}

// Read reads every list of the project fsys (paths begin with config/). Each fault is a finding; a missing folder is no lists.
func Read(fsys fs.FS) (Lists, finding.List, error) {
	lists := Lists{}
	var found finding.List
	files, err := fs.Glob(fsys, Folder+"/*.csv")
	if err != nil {
		return nil, nil, fmt.Errorf("list %s: %w", Folder, err)
	}
	for _, file := range files {
		raw, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, found, fmt.Errorf("read %s: %w", file, err)
		}
		name := strings.TrimSuffix(path.Base(file), ".csv")
		list, f := parse(name, file, string(raw))
		lists[name] = list
		found = append(found, f...)
	}
	return lists, found, nil
}

func parse(name, file, text string) (List, finding.List) {
	list := List{Name: name}
	var found finding.List
	stop := func(line int, message string) {
		found.Add(finding.Stop, "codeliste", finding.Place{File: file, Line: line}, message, remedy)
	}
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))) // Excel writes the mark
	first, err := r.Read()
	if err != nil || !slices.Equal(first, header) {
		stop(1, "Die Kopfzeile der Codeliste stimmt nicht.")
		return list, found
	}
	var lines []int // of list.Codes
	for {
		rec, err := r.Read()
		if errors.Is(err, io.EOF) {
			return list, found
		}
		if e := new(csv.ParseError); errors.As(err, &e) {
			if !errors.Is(err, csv.ErrFieldCount) {
				stop(e.Line, "Ein Anführungszeichen steht an falscher Stelle oder wird nicht geschlossen.")
				return list, found
			}
			stop(e.Line, fmt.Sprintf("Die Zeile hat %d statt %d Felder.", len(rec), len(header)))
			continue
		}
		line, _ := r.FieldPos(0)
		c, problem := code(rec)
		if problem != "" {
			stop(line, problem)
			continue
		}
		if i := slices.IndexFunc(list.Codes, c.overlaps); i >= 0 {
			stop(line, fmt.Sprintf("Der Code »%s« gilt schon in Zeile %d für dieselbe Zeit.", c.Code, lines[i]))
			continue
		}
		list.Codes, lines = append(list.Codes, c), append(lines, line)
	}
}

// overlaps reports whether both entries give the same code a meaning on the same day.
func (c Code) overlaps(d Code) bool {
	return c.Code == d.Code && (c.To.IsZero() || !d.From.After(c.To)) && (d.To.IsZero() || !c.From.After(d.To))
}

func code(rec []string) (Code, string) {
	c := Code{Code: rec[0], Label: notation.Text{DE: rec[1], EN: rec[2]}, Note: rec[6]}
	if c.Code == "" || c.Label.DE == "" || c.Label.EN == "" {
		return c, "Code und Bezeichnung in beiden Sprachen sind nötig."
	}
	rank, err := strconv.Atoi(rec[3])
	if err != nil {
		return c, fmt.Sprintf("Der Rang »%s« ist keine ganze Zahl.", rec[3])
	}
	c.Rank = rank
	for i, at := range []*time.Time{&c.From, &c.To} {
		if s := rec[4+i]; s != "" {
			if *at, err = time.Parse(time.DateOnly, s); err != nil {
				return c, fmt.Sprintf("»%s« ist kein Datum der Form JJJJ-MM-TT.", s)
			}
		}
	}
	if !c.To.IsZero() && c.To.Before(c.From) {
		return c, "Die Gültigkeit endet, bevor sie beginnt."
	}
	return c, ""
}
