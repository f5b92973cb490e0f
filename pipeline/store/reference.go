package store

import (
	"context"
	"database/sql/driver"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/yamlfile"
)

// The files of reference data in a project.
const (
	TargetFile    = "config/reference/zielwert.csv"
	LawFile       = "config/reference/rechtsstand.csv"
	ParameterFile = "config/reference/parameter.csv"
)

// Reference is what formulas need besides deliveries: they find it in the tables config.*.
type Reference struct {
	Codes      codelist.Lists
	Targets    []Target
	Legend     indicator.Legend // of the traffic lights; nil: none is shown
	Overrides  []Override
	Law        []Rule
	Parameters []Parameter
}

// Target is one row of zielwert.csv: what was to be reached in one period.
type Target struct {
	Line      int // of the file
	Indicator string
	Freq      string
	Period    string
	Breakdown string // _t for the total
	Category  string
	Value     notation.Decimal  // in the indicator's unit, shares as fractions
	Baseline  *notation.Decimal // where the project started
	Tolerance *notation.Decimal
	DecidedOn *time.Time
	Reason    string
}

// Rule is one parameter of one legal state: rechtsstand.csv. Number is nil where the value is a text.
type Rule struct {
	Rule, Parameter, Value string
	Number                 *notation.Decimal
	From, To               *time.Time // nil: open
}

// Parameter is a number that formulas need: parameter.csv.
type Parameter struct {
	Name  string
	Value notation.Decimal
	Unit  string
	Note  string
}

// ReadReference reads the files of reference data. A missing file has no rows; every fault in a cell is a finding.
func ReadReference(fsys fs.FS, codes codelist.Lists) (Reference, finding.List, error) {
	ref := Reference{Codes: codes}
	var found finding.List
	err := errors.Join(
		readCSV(fsys, TargetFile, "indikator,freq,time_period,gliederung,kategorie,soll,basis,toleranz,beschlossen_am,grund", &found, func(r *record) {
			ref.Targets = append(ref.Targets, Target{
				r.line, r.text(0), r.text(1), r.text(2), r.text(3), r.text(4), r.number(5), r.optional(6), r.optional(7), r.day(8), r.fields[9],
			})
		}),
		readCSV(fsys, LawFile, "regel,parameter,wert,gueltig_von,gueltig_bis", &found, func(r *record) {
			rule := Rule{r.text(0), r.text(1), r.text(2), nil, r.day(3), r.day(4)}
			if d, fault := notation.ParseDecimal(rule.Value); fault.OK() {
				rule.Number = &d
			}
			ref.Law = append(ref.Law, rule)
		}),
		readCSV(fsys, ParameterFile, "name,wert,einheit,erlaeuterung", &found, func(r *record) {
			ref.Parameters = append(ref.Parameters, Parameter{r.text(0), r.number(1), r.fields[2], r.fields[3]})
		}),
		ref.readLights(fsys, &found),
	)
	checkTwice(TargetFile, ref.Targets, func(t Target) string {
		return strings.Join([]string{t.Indicator, t.Freq, t.Period, t.Breakdown, t.Category}, " ")
	}, &found)
	checkTwice(ParameterFile, ref.Parameters, func(p Parameter) string { return p.Name }, &found)
	return ref, found, err
}

// CheckTargets tells targets that no figure can ever meet: of an unknown indicator, at a frequency it does not have, or by a
// breakdown it does not declare.
func (ref Reference) CheckTargets(indicators []*indicator.Indicator) finding.List {
	byID := map[string]*indicator.Indicator{}
	for _, ind := range indicators {
		byID[ind.ID] = ind
	}
	found := ref.checkOverrides(byID)
	for _, t := range ref.Targets {
		ind, ok := byID[t.Indicator]
		if !ok {
			remedy := "Bitte die Kennung berichtigen oder die Zeile entfernen."
			if near := yamlfile.Nearest(t.Indicator, slices.Sorted(maps.Keys(byID))); near != "" {
				remedy = fmt.Sprintf("Meinten Sie %q?", near)
			}
			found.Add(finding.Stop, "zielwert_indikator", finding.Place{File: TargetFile, Line: t.Line}, fmt.Sprintf("unbekannter Indikator %q.", t.Indicator), remedy)
			continue
		}
		declared := func(b indicator.Breakdown) bool { return b.Name() == t.Breakdown }
		if t.Breakdown != indicator.Total && !slices.ContainsFunc(ind.By, declared) {
			found.Add(finding.Stop, "zielwert_gliederung", finding.Place{File: TargetFile, Line: t.Line},
				fmt.Sprintf("%s hat keine Gliederung %q.", t.Indicator, t.Breakdown), "Für das Insgesamt bitte _t angeben.")
		}
		if !slices.Contains(ind.Period.Freqs(), indicator.Freq(t.Freq)) {
			found.Add(finding.Stop, "zielwert_freq", finding.Place{File: TargetFile, Line: t.Line},
				fmt.Sprintf("%s hat keine Werte der Frequenz %q.", t.Indicator, t.Freq), "Bitte freq und time_period an den Indikator anpassen.")
		}
	}
	return found
}

// checkTwice tells rows with the same key. Rows stand in file order, the header is line 1.
func checkTwice[T any](file string, rows []T, key func(T) string, found *finding.List) {
	seen := map[string]bool{}
	for _, r := range rows {
		if k := key(r); seen[k] {
			found.Add(finding.Stop, "referenz_doppelt", finding.Place{File: file}, fmt.Sprintf("»%s« steht zweimal.", k), "Bitte eine der Zeilen entfernen.")
		} else {
			seen[k] = true
		}
	}
}

// record is one line of a strict CSV file; faults in its cells go to found.
type record struct {
	file   string
	line   int
	header []string
	fields []string
	found  *finding.List
}

// readCSV calls row for every line of a comma-separated file with exactly this header.
func readCSV(fsys fs.FS, file, header string, found *finding.List, row func(*record)) error {
	f, err := fsys.Open(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("open %s: %w", file, err)
	}
	defer f.Close()
	names := strings.Split(header, ",")
	r := csv.NewReader(f)
	first, err := r.Read()
	if err != nil || !slices.Equal(first, names) {
		found.Add(finding.Stop, "referenz_kopf", finding.Place{File: file, Line: 1}, "Die Kopfzeile stimmt nicht.", "Sie muss lauten: "+header+".")
		return nil
	}
	for {
		fields, err := r.Read()
		var bad *csv.ParseError
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case errors.As(err, &bad):
			found.Add(finding.Stop, "referenz_zeile", finding.Place{File: file, Line: bad.StartLine}, "Die Zeile ist nicht lesbar: "+bad.Err.Error()+".",
				fmt.Sprintf("Bitte %d Felder angeben und Texte mit Komma in Anführungszeichen setzen.", len(names)))
			if !errors.Is(bad.Err, csv.ErrFieldCount) {
				return nil // after a broken quote nothing is where it seems
			}
			continue
		case err != nil:
			return fmt.Errorf("read %s: %w", file, err)
		}
		line, _ := r.FieldPos(0)
		row(&record{file, line, names, fields, found})
	}
}

func (r *record) stop(i int, message string) {
	r.found.Add(finding.Stop, "referenz_wert", finding.Place{File: r.file, Line: r.line}, r.header[i]+": "+message, "Bitte den Wert berichtigen.")
}

// text is a field that may not be empty.
func (r *record) text(i int) string {
	if r.fields[i] == "" {
		r.stop(i, "Der Wert fehlt.")
	}
	return r.fields[i]
}

func (r *record) number(i int) notation.Decimal {
	d, fault := notation.ParseDecimal(r.fields[i])
	if !fault.OK() {
		r.stop(i, fmt.Sprintf("»%s« %s.", r.fields[i], fault.Why))
	}
	return d
}

func (r *record) optional(i int) *notation.Decimal {
	if r.fields[i] == "" {
		return nil
	}
	d := r.number(i)
	return &d
}

func (r *record) day(i int) *time.Time {
	if r.fields[i] == "" {
		return nil
	}
	t, err := time.Parse(time.DateOnly, r.fields[i])
	if err != nil {
		r.stop(i, fmt.Sprintf("»%s« ist kein Datum der Form JJJJ-MM-TT.", r.fields[i]))
	}
	return &t
}

// loadReference writes the tables config.*, which every Open makes empty.
func (s *Store) loadReference(ctx context.Context) error {
	ref := s.project.Reference
	if err := s.exec(ctx, `delete from config.codes; delete from config.zielwert; delete from config.rechtsstand; delete from config.parameter`); err != nil {
		return err
	}
	return errors.Join(
		s.appendRows("config", "codes", func(add adder) error {
			for _, list := range slices.Sorted(maps.Keys(ref.Codes)) {
				for _, c := range ref.Codes[list].Codes {
					if err := add([]driver.Value{list, c.Code, c.Label.DE, c.Label.EN, int64(c.Rank), dayOrNull(&c.From), dayOrNull(&c.To)}); err != nil {
						return err
					}
				}
			}
			return nil
		}),
		s.appendRows("config", "zielwert", func(add adder) error {
			for _, t := range ref.Targets {
				row := []driver.Value{
					t.Indicator, t.Freq, t.Period, t.Breakdown, t.Category,
					int64(t.Value), decimalOrNull(t.Baseline), decimalOrNull(t.Tolerance), dayOrNull(t.DecidedOn), t.Reason,
				}
				if err := add(row); err != nil {
					return err
				}
			}
			return nil
		}),
		s.appendRows("config", "rechtsstand", func(add adder) error {
			for _, r := range ref.Law {
				if err := add([]driver.Value{r.Rule, r.Parameter, r.Value, decimalOrNull(r.Number), dayOrNull(r.From), dayOrNull(r.To)}); err != nil {
					return err
				}
			}
			return nil
		}),
		s.appendRows("config", "parameter", func(add adder) error {
			for _, p := range ref.Parameters {
				if err := add([]driver.Value{p.Name, int64(p.Value), p.Unit, p.Note}); err != nil {
					return err
				}
			}
			return nil
		}),
	)
}

// decimalOrNull is the integer behind a DECIMAL(18,6), which counts in millionths as notation.Decimal does.
func decimalOrNull(d *notation.Decimal) driver.Value {
	if d == nil {
		return nil
	}
	return int64(*d)
}

func dayOrNull(t *time.Time) driver.Value {
	if t == nil || t.IsZero() {
		return nil
	}
	return *t
}
