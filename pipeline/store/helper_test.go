package store

import (
	"crypto/sha256"
	"database/sql"
	"encoding/csv"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode/utf8"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// caseProject is everything that the cases of testdata/queries run on.
type caseProject struct {
	Project
	indicators []*indicator.Indicator
	facts      []indicator.Facts
}

// readCaseProject reads the project of this repository. A finding fails the test, and the cases of other files run all the same.
func readCaseProject(t testing.TB) caseProject {
	t.Helper()
	fsys := os.DirFS(root)
	tell := func(found finding.List, err error) {
		t.Helper()
		for _, f := range must(found, err)(t) {
			t.Error(f)
		}
	}
	contract, found, err := intake.Read(fsys)
	tell(found, err)
	p := caseProject{Project: Project{Municipality: "05515000", Tables: contract.Tables}}
	p.Reference, found, err = ReadReference(fsys, contract.Codes)
	tell(found, err)
	p.Schema, err = ReadSchema(fsys)
	tell(nil, err)
	p.Checks, found, err = ReadChecks(fsys, contract.Tables)
	tell(found, err)
	p.indicators, found, err = indicator.Read(fsys, contract.Codes)
	tell(found, err)
	p.facts, found, err = indicator.ReadFacts(fsys, contract.Codes)
	tell(found, err)
	tell(p.Reference.CheckTargets(p.indicators), nil)
	return p
}

// must gives the value, or fails the test with the error.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// failOn fails the test with every finding that stops a run.
func failOn(t testing.TB, found finding.List) {
	t.Helper()
	for _, f := range found {
		if f.Severity >= finding.Error {
			t.Error(f)
		}
	}
	if found.Stops() {
		t.FailNow()
	}
}

func find[T any](t testing.TB, all []T, is func(T) bool) T {
	t.Helper()
	i := slices.IndexFunc(all, is)
	if i < 0 {
		t.Fatal("the file is switched off or has a fault")
	}
	return all[i]
}

func openTest(t testing.TB, p Project) *Store {
	t.Helper()
	s, err := Open(t.Context(), "", p, Options{Threads: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func mapFS(files map[string][]byte) fstest.MapFS {
	fsys := fstest.MapFS{}
	for name, data := range files {
		fsys[name] = &fstest.MapFile{Data: data}
	}
	return fsys
}

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

func parseDay(t testing.TB, s string) time.Time {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// readDelivery reads a delivery in the contract's own columns, without any of the ways in which offices differ.
func readDelivery(t testing.TB, table intake.Table, file, text string, stand time.Time) intake.Batch {
	t.Helper()
	r := csv.NewReader(strings.NewReader(text))
	r.Comment = '#'
	lines, err := r.ReadAll()
	if err != nil || len(lines) == 0 {
		t.Fatalf("%s: %v", file, err)
	}
	b := intake.Batch{Table: table.Name, Source: table.Name, File: file, SHA256: hashText(file + text), Stand: stand, Columns: table.Columns}
	at := make([]int, len(table.Columns))
	for i, c := range table.Columns {
		at[i] = slices.Index(lines[0], c.Name)
	}
	for _, h := range lines[0] {
		if !slices.ContainsFunc(table.Columns, func(c intake.Column) bool { return c.Name == h }) {
			t.Fatalf("%s: the contract of %s has no column %q", file, table.Name, h)
		}
	}
	for n, fields := range lines[1:] {
		row := intake.Row{Line: n + 2, Values: make([]any, len(table.Columns))}
		for i, c := range table.Columns {
			if at[i] >= 0 && fields[at[i]] != "" {
				row.Values[i] = parseCell(t, c, fields[at[i]], fmt.Sprintf("%s:%d", file, n+2))
			}
		}
		b.Rows = append(b.Rows, row)
	}
	b.Account = intake.Account{Read: len(lines), Accepted: len(b.Rows), NoData: 1}
	return b
}

func parseCell(t testing.TB, c intake.Column, s, at string) any {
	t.Helper()
	var v any = s
	var err error
	switch c.Type {
	case intake.TypeDate:
		v, err = time.Parse(time.DateOnly, s)
	case intake.TypeMonth:
		v, err = time.Parse("2006-01", s)
	case intake.TypeInt:
		v, err = strconv.ParseInt(s, 10, 64)
	case intake.TypeBool:
		v, err = strconv.ParseBool(s)
	case intake.TypeDec:
		d, fault := notation.ParseDecimal(s)
		if v = d; !fault.OK() {
			err = fmt.Errorf("%q %s", s, fault.Why)
		}
	}
	if err != nil {
		t.Fatalf("%s: %s: %v", at, c.Name, err)
	}
	return v
}

func hashText(s string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(s))) }

// printObservations is one line per cell. Sides of a share are printed as numerator/denominator/complement, "." is nil.
func printObservations(all []indicator.Observation) string {
	rows := [][]string{{"freq", "period", "law", "breakdown", "category", "k", "n", "value", "unknown", "persons", "families", "largest", "target", ""}}
	for _, o := range all {
		mark := ""
		if o.Provisional {
			mark = "p"
		}
		mark += printParts(o)
		sides := func(of func(indicator.Contributors) *int64) string {
			return printInt(of(o.InNumerator)) + "/" + printInt(of(o.InDenominator)) + "/" + printInt(of(o.InComplement))
		}
		rows = append(rows, []string{
			string(o.Freq), o.Period, o.Law, o.Breakdown, o.Category,
			printDecimal(o.Numerator), printDecimal(o.Denominator), printDecimal(o.Value), strconv.FormatInt(o.Unknown, 10),
			sides(func(c indicator.Contributors) *int64 { return c.Persons }), sides(func(c indicator.Contributors) *int64 { return c.Families }),
			printDecimal(o.Largest) + "," + printDecimal(o.Second), printDecimal(o.Target), mark,
		})
	}
	return align(rows)
}

// printParts is what stands beside the counts: the bounds of a median, the table of a curve (months:at risk/events), pairs
// (better/worse/equal, persons and families of the last two), clusters (families×numerator/denominator).
func printParts(o indicator.Observation) string {
	var out strings.Builder
	if m := o.Middle; m != nil {
		fmt.Fprintf(&out, " %s–%s@%d", printDecimal(m.Low), printDecimal(m.High), m.Rank)
	}
	for _, t := range o.Curve {
		fmt.Fprintf(&out, " %s:%d/%d", t.Months, t.AtRisk, t.Events)
	}
	if p := o.Pairs; p != nil {
		fmt.Fprintf(&out, " %d/%d/%d %s/%s %s/%s", p.Improved, p.Worsened, p.Equal,
			printInt(p.InWorsened.Persons), printInt(p.InEqual.Persons), printInt(p.InWorsened.Families), printInt(p.InEqual.Families))
	}
	for _, c := range o.Clusters {
		fmt.Fprintf(&out, " %d×%d/%d", c.Families, c.K, c.N)
	}
	return out.String()
}

func printInt(n *int64) string {
	if n == nil {
		return "."
	}
	return strconv.FormatInt(*n, 10)
}

func printDecimal(d *notation.Decimal) string {
	if d == nil {
		return "."
	}
	return d.String()
}

func printFacts(f indicator.Facts) string {
	var head []string
	for _, c := range f.Columns {
		head = append(head, c.Name)
	}
	rows := [][]string{head}
	for _, r := range f.Rows {
		var line []string
		for _, v := range r {
			line = append(line, printValue(v))
		}
		rows = append(rows, line)
	}
	return align(rows)
}

func printValue(v any) string {
	switch v := v.(type) {
	case nil:
		return "."
	case time.Time:
		return v.Format(time.DateOnly)
	}
	return fmt.Sprint(v)
}

// printQuery are the rows of a query as text.
func printQuery(t testing.TB, s *Store, query string) string {
	t.Helper()
	failOn(t, must(s.settled())(t))
	_, found, err := s.runInto(t.Context(), "u", "query.sql", query)
	failOn(t, must(found, err)(t))
	head := columnNames(must(s.temporary(t.Context()))(t)["u"])
	rows := [][]string{head}
	err = s.each(t.Context(), "select columns(*)::varchar from u", nil, func(r *sql.Rows) error {
		values := make([]sql.NullString, len(head))
		into := make([]any, len(head))
		for i := range values {
			into[i] = &values[i]
		}
		if err := r.Scan(into...); err != nil {
			return err
		}
		var line []string
		for _, v := range values {
			if !v.Valid {
				v.String = "."
			}
			line = append(line, v.String)
		}
		rows = append(rows, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return align(rows)
}

// align pads columns with blanks.
func align(rows [][]string) string {
	widths := make([]int, len(rows[0]))
	for _, r := range rows {
		for i, s := range r {
			widths[i] = max(widths[i], utf8.RuneCountInString(s))
		}
	}
	var b strings.Builder
	for _, r := range rows {
		var line strings.Builder
		for i, s := range r {
			line.WriteString(s + strings.Repeat(" ", widths[i]-utf8.RuneCountInString(s)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " ") + "\n")
	}
	return b.String()
}
