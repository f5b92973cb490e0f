package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
)

// Outcome is one rule over delivered rows, and what it found in the snapshots that count.
type Outcome struct {
	ID       string
	Title    string // one German sentence
	Contract bool   // follows from the contracts of the tables; false: a file of queries/checks
	Severity finding.Severity
	Rows     int // of the tables that it looks at
	Warned   int // rows that are kept
	Rejected int // rows that do not count
}

// The rules that package intake applies to every row while it reads, as a whole, and those that Check generates.
const (
	ruleContract  = "vertrag"
	ruleDuplicate = "zeile_mehrfach"
)

var generatedTitles = map[string]string{
	ruleContract:  "Jede Zeile ist lesbar und entspricht dem Vertrag ihrer Tabelle: Pflichtangaben, Typen, Grenzen, Codes.",
	ruleDuplicate: "Jede Zeile steht nur einmal da.",
	ruleKey:       "Kein Schlüssel steht in einer Tabelle zweimal.",
	ruleReference: "Jeder Bezug auf eine andere Tabelle führt zu einer Zeile.",
}

// Outcomes are all rules, those of the contracts first, and how many rows each has rejected or warned of in the snapshots that count as of
// asOf. A row that breaks several rules is counted with each of them. Check must have run for asOf, and it must have been the last one:
// warnings are not stored.
func (s *Store) Outcomes(ctx context.Context, asOf time.Time) ([]Outcome, error) {
	chosen, err := s.snapshots(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("list snapshots: %w", err)
	}
	accepted, whole, err := s.accountsOf(ctx, chosen)
	if err != nil {
		return nil, fmt.Errorf("count rows: %w", err)
	}
	rejected, err := s.rejectedBy(ctx, chosen)
	if err != nil {
		return nil, fmt.Errorf("count rejected rows: %w", err)
	}
	rule := func(id string, severity finding.Severity, rows int) Outcome {
		return Outcome{ID: id, Title: generatedTitles[id], Contract: true, Severity: severity, Rows: rows, Rejected: rejected[id]}
	}
	out := []Outcome{rule(ruleContract, finding.Error, whole.data), rule(ruleDuplicate, finding.Warning, whole.data)}
	out[0].Rejected, out[1].Warned = whole.rejected, whole.duplicate
	keyed, referring := 0, 0
	for _, t := range s.project.Tables {
		keyed += accepted[t.Name]
		for _, c := range t.Columns {
			if c.References != "" {
				referring += accepted[t.Name]
				break
			}
		}
	}
	out = append(out, rule(ruleKey, finding.Error, keyed), rule(ruleReference, finding.Error, referring))
	for _, c := range s.project.Checks {
		r := Outcome{ID: c.ID, Title: c.Title, Severity: c.severity, Warned: s.warned[c.ID], Rejected: rejected[c.ID]}
		for _, t := range s.project.Tables {
			if slices.Contains(mentioned(c.SQL), t.Name) {
				r.Rows += accepted[t.Name]
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// whole are sums over the chosen deliveries, of rows with data.
type whole struct{ data, rejected, duplicate int }

// accountsOf are the rows that intake has accepted of the chosen deliveries, by table, and sums over all of them.
func (s *Store) accountsOf(ctx context.Context, chosen map[string][]string) (map[string]int, whole, error) {
	accepted := map[string]int{}
	var sum whole
	err := s.each(ctx, `select tabelle, id, gelesen - ohne_daten, angenommen, abgelehnt, doppelt from raw.lieferung`, nil, func(rows *sql.Rows) error {
		var table, id string
		var data, taken, rejected, duplicate int
		err := rows.Scan(&table, &id, &data, &taken, &rejected, &duplicate)
		if slices.Contains(chosen[table], id) {
			accepted[table] += taken
			sum.data, sum.rejected, sum.duplicate = sum.data+data, sum.rejected+rejected, sum.duplicate+duplicate
		}
		return err
	})
	return accepted, sum, err
}

// rejectedBy is how many rows of the chosen deliveries each rule has put into quarantine.
func (s *Store) rejectedBy(ctx context.Context, chosen map[string][]string) (map[string]int, error) {
	out := map[string]int{}
	err := s.each(ctx, `
		select l.tabelle, q._delivery, q.regel, count(distinct q._line)
		from raw.quarantaene q join raw.lieferung l on l.id = q._delivery group by all`, nil, func(rows *sql.Rows) error {
		var table, id, rule string
		var n int
		err := rows.Scan(&table, &id, &rule, &n)
		if slices.Contains(chosen[table], id) {
			out[rule] += n
		}
		return err
	})
	return out, err
}

// warn keeps how many rows each rule has warned of.
func (s *Store) warn(latest [][]offence) {
	s.warned = map[string]int{}
	for i, offences := range latest {
		seen := map[place]bool{}
		for _, o := range offences {
			if o.severity != finding.Error && !seen[place{o.delivery, o.line}] {
				seen[place{o.delivery, o.line}] = true
				s.warned[s.project.Checks[i].ID]++
			}
		}
	}
}
