package disclosure

import (
	"encoding/json"
	"fmt"
	"io"
	"math/big"
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// Schema is the value of "schema" in the files that ReadSystem reads.
const Schema = "sdc-system/1"

// ReadSystem reads a system in the format sdc-system/1 (JSON, DISCLOSURE.md 5, RULINGS.md 18). name is the file's name for places.
//
// Values, bounds and min_width are numbers or strings "p/q"; null or a missing value is one that is not told. An unknown field is a warning, or stops if it looks
// like a misspelt one: a forgotten "knows" would make an attacker weaker than meant. The system is nil if the findings stop; the error is one of reading.
func ReadSystem(name string, in io.Reader) (*System, finding.List, error) {
	text, err := io.ReadAll(in)
	if err != nil {
		return nil, nil, fmt.Errorf("disclosure: %w", err)
	}
	r := &reader{scanner: newScanner(name, text), system: &System{Method: Full}}
	r.read()
	r.resolve()
	if r.found.Stops() {
		return nil, r.found.Sorted(), nil
	}
	return r.system, r.found.Sorted(), nil
}

// reader takes a file in; names are resolved at the end, because they may come before what they name.
type reader struct {
	*scanner
	system *System
	schema string

	atoms map[string]int
	cells map[string]int

	columns []named // for each cell, then each target: its column by name
	sets    map[string][]reference
	bounds  []reference
}

// reference is an id and where it stands.
type reference struct {
	id string
	at int64
}

// named is a column by name.
type named struct {
	at    int64
	terms []namedTerm
}

type namedTerm struct {
	reference
	coef int64
}

// fields are the fields of a system, in the order of the format.
var fields = []string{
	"schema", "atoms", "cells", "targets", "primary", "suppressed", "sees", "knows", "bounds", "min_width", "integer",
	"candidates", "forced", "hidden", "singleton", "method",
}

func (r *reader) read() {
	r.sets = map[string][]reference{}
	seen := map[string]bool{}
	r.object(func(key string, at int64) {
		if seen[key] {
			r.stop(at, "feld_doppelt", "Das Feld „"+key+"“ steht zweimal da.", "Bitte eines davon streichen.")
		}
		seen[key] = true
		r.field(key, at)
	})
	if !r.failed() {
		r.end()
	}
	if r.schema != Schema && !r.failed() {
		r.stop(0, "schema_unbekannt", "Die Datei ist nicht als „"+Schema+"“ ausgewiesen.", `Bitte "schema": "`+Schema+`" angeben.`)
	}
}

func (r *reader) field(key string, at int64) {
	switch key {
	case "schema":
		r.schema = r.text()
	case "atoms":
		r.array(r.atom)
	case "cells":
		r.array(func() { r.system.Cells = append(r.system.Cells, r.cell()) })
	case "targets":
		r.array(func() { r.system.Targets = append(r.system.Targets, r.cell()) })
	case "primary", "suppressed", "sees", "knows", "candidates", "forced", "hidden":
		if !r.null() {
			r.sets[key] = []reference{}
			r.array(func() { r.sets[key] = append(r.sets[key], reference{r.text(), r.at}) })
		}
	case "bounds":
		r.array(r.bound)
	case "min_width":
		if r.system.MinWidth = r.value(); r.system.MinWidth != nil && r.system.MinWidth.Sign() < 0 {
			r.stop(r.at, "wert_negativ", "Die Mindestbreite „min_width“ ist negativ.", "Bitte eine Zahl ab 0 angeben.")
		}
	case "integer":
		r.system.Integer = r.truth()
	case "method":
		r.system.Method = Method(r.choice(string(Full), string(Gauss)))
	case "singleton":
		r.choice("none")
	default:
		r.unknown(key, at, fields)
	}
}

// unknown skips a field that the format does not have.
func (r *reader) unknown(key string, at int64, known []string) {
	r.skip()
	if near := yamlfile.Nearest(key, known); near != "" {
		r.stop(at, "feld_unbekannt", "Das Feld „"+key+"“ gibt es nicht.", "Bitte prüfen: Ist „"+near+"“ gemeint?")
		return
	}
	r.found.Add(finding.Warning, "feld_unbekannt", r.place(at), "Das Feld „"+key+"“ gibt es nicht, es wird nicht gelesen.",
		"Bitte streichen oder eines von "+strings.Join(known, ", ")+" verwenden.")
}

func (r *reader) atom() {
	var a Atom
	begin := r.begin()
	r.object(func(key string, at int64) {
		switch key {
		case "id":
			a.ID = r.text()
		case "value":
			if a.Value = r.value(); a.Value != nil && a.Value.Sign() < 0 {
				r.stop(r.at, "wert_negativ", "Ein Atom hat einen negativen Wert.", "Bitte einen Wert ab 0 angeben.")
			}
		default:
			r.unknown(key, at, []string{"id", "value"})
		}
	})
	if r.atoms == nil {
		r.atoms = map[string]int{}
	}
	r.name(r.atoms, a.ID, len(r.system.Atoms), begin, "Das Atom")
	r.system.Atoms = append(r.system.Atoms, a)
}

// cell reads a cell or a target; its column is resolved later.
func (r *reader) cell() Cell {
	var c Cell
	column := named{at: r.begin()}
	r.object(func(key string, at int64) {
		switch key {
		case "id":
			c.ID = r.text()
		case "value":
			c.Value = r.value()
		case "atoms":
			r.object(func(atom string, at int64) {
				column.terms = append(column.terms, namedTerm{reference{atom, at}, r.whole(maxCoef)})
			})
		default:
			r.unknown(key, at, []string{"id", "atoms", "value"})
		}
	})
	if c.ID == "" && !r.failed() {
		r.stop(column.at, "id_fehlt", "Eine Zelle hat keine „id“.", "Bitte eine angeben.")
	}
	r.columns = append(r.columns, column)
	return c
}

// bound reads [cell, lo, hi].
func (r *reader) bound() {
	begin, n := r.begin(), 0
	var b Bound
	var cell reference
	r.array(func() {
		switch n++; n {
		case 1:
			cell = reference{r.text(), r.at}
		case 2:
			b.Lo = r.value()
		case 3:
			b.Hi = r.value()
		default:
			r.skip()
		}
	})
	if r.failed() {
		return
	}
	if n != 3 || b.Lo != nil && b.Hi != nil && b.Lo.Cmp(b.Hi) > 0 {
		r.stop(begin, "schranke_falsch", "Eine Schranke ist nicht [Zelle, untere, obere] mit untere ≤ obere.", "Bitte so angeben; null heißt: keine.")
		return
	}
	r.bounds, r.system.Bounds = append(r.bounds, cell), append(r.system.Bounds, b)
}

// name enters an id.
func (r *reader) name(ids map[string]int, id string, index int, at int64, what string) {
	if r.failed() {
		return
	}
	if _, double := ids[id]; double || id == "" {
		r.stop(at, "id_doppelt", what+" „"+id+"“ hat keine eigene „id“.", "Bitte jedem eine eigene geben.")
	}
	ids[id] = index
}

// value reads a number, a string "p/q", or null.
func (r *reader) value() *big.Rat {
	switch t := r.token().(type) {
	case nil:
	case json.Number:
		return r.rational(t.String())
	case string:
		return r.rational(t)
	default:
		r.wrong("eine Zahl, „p/q“ oder null")
	}
	return nil
}

// decimal is what counts as a number: no exponent that alone would fill the memory, no hexadecimal.
var decimal = regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?$|^-?[0-9]+/[0-9]+$`)

func (r *reader) rational(s string) *big.Rat {
	if decimal.MatchString(s) {
		if v, ok := new(big.Rat).SetString(s); ok { // not ok: p/0
			return v
		}
	}
	r.wrong("eine Zahl oder „p/q“")
	return nil
}

// choice reads one of some words; the first stands for null.
func (r *reader) choice(words ...string) string {
	if r.null() {
		return words[0]
	}
	w := r.text()
	if !slices.Contains(words, w) && !r.failed() {
		r.stop(r.at, "wort_unbekannt", "„"+w+"“ gibt es hier nicht.", "Bitte „"+strings.Join(words, "“ oder „")+"“ angeben.")
	}
	return w
}
