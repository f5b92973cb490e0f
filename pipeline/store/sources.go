package store

import (
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
)

// Sources are the tables of the contract that a query reads, directly or through what queries/schema makes, sorted. It goes by the names
// mentioned, so it may name too many, never too few.
func (p Project) Sources(sql string) []string {
	return p.tablesAmong(newReaders(steps(p.Schema)).of(sql))
}

func (p Project) tablesAmong(names []string) []string {
	return slices.DeleteFunc(names, func(name string) bool {
		return !slices.ContainsFunc(p.Tables, func(t intake.Table) bool { return strings.EqualFold(t.Name, name) })
	})
}

// Definition is an indicator with all that its figures are computed by, besides deliveries.
type Definition struct {
	Version string
	SHA256  string   // of the query, of the shared views that it reads, and of the parameters and code lists that any of them names
	Law     bool     // reads parameters of the law, which are not part of SHA256
	Tables  []string // of the contract that it reads
}

// lawTable is what a text reads that depends on the state of the law.
var lawTable = regexp.MustCompile(`(?i)\bconfig"?\s*\.\s*"?rechtsstand\b`)

// Definitions are those of indicators, by id. Comments and layout do not count.
func (p Project) Definitions(indicators []*indicator.Indicator) map[string]Definition {
	schema := steps(p.Schema)
	r := newReaders(schema)
	bare := make([]string, len(schema))
	for i, st := range schema {
		bare[i] = indicator.Bare(st.text)
	}
	out := map[string]Definition{}
	for _, ind := range indicators {
		names := r.of(ind.SQL)
		texts := []string{indicator.Bare(ind.SQL)}
		for i, st := range schema {
			if slices.Contains(names, st.makes) {
				texts = append(texts, bare[i])
			}
		}
		all := strings.Join(texts, "\n")
		out[ind.ID] = Definition{
			Version: ind.Version, Law: ind.Law || lawTable.MatchString(all), Tables: p.tablesAmong(names),
			SHA256: hash(func(w io.Writer) { fmt.Fprint(w, ind.Meaning(), all, p.namedIn(all)) }),
		}
	}
	return out
}

// namedIn are the parameters and code lists that a text calls by their names.
func (p Project) namedIn(sql string) string {
	var b strings.Builder
	for _, x := range p.Reference.Parameters {
		if strings.Contains(sql, quote(x.Name)) {
			fmt.Fprintln(&b, x.Name, x.Value)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.Reference.Codes)) {
		if !strings.Contains(sql, quote(name)) {
			continue
		}
		for _, c := range p.Reference.Codes[name].Codes {
			fmt.Fprintln(&b, name, c.Code, c.Rank, c.From, c.To)
		}
	}
	return b.String()
}
