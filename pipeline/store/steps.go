package store

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"

	"wirkbericht/pipeline/finding"
)

// step is one statement of queries/schema.
type step struct {
	file string
	statement
	makes string // name in basis, lower case; empty for anything but create table, view or macro
	kind  string // table, view, macro or empty
}

// making matches what makes a table, view or macro of basis: kind and name.
var making = regexp.MustCompile(`(?is)^create\s+(?:or\s+replace\s+)?(table|view|macro)\s+(?:if\s+not\s+exists\s+)?"?basis"?\s*\.\s*"?(\w+)`)

// steps are the statements of the scripts, in order.
func steps(schema []Script) []step {
	var out []step
	for _, script := range schema {
		for _, st := range statements(script.SQL) {
			made := step{file: script.File, statement: st}
			if g := making.FindStringSubmatch(st.text); g != nil {
				made.kind, made.makes = strings.ToLower(g[1]), strings.ToLower(g[2])
			}
			out = append(out, made)
		}
	}
	return out
}

// asTable is the text of a step with a table in place of a view.
func (st step) asTable() string {
	if st.kind != "view" {
		return st.text
	}
	at := making.FindStringSubmatchIndex(st.text)
	return st.text[:at[2]] + "table" + st.text[at[3]:]
}

// asWritten runs the steps that are chosen and have not run since the basis was made.
func (s *Store) asWritten(ctx context.Context, chosen func(step) bool) (finding.List, error) {
	return s.runSteps(ctx, func(i int, st step) string {
		if s.done[i] || !chosen(st) {
			return ""
		}
		return st.text
	})
}

// beginToSettle settles on a connection of its own, beside questions about accounts, changes and privacy, which need nothing of it. Observe,
// Facts and whatever changes rows or the basis wait for it.
func (s *Store) beginToSettle(ctx context.Context) error {
	e, err := s.second(ctx)
	if err != nil {
		return err
	}
	other := *s
	other.engine = e
	s.settled = sync.OnceValues(func() (finding.List, error) {
		found, err := other.settle(ctx)
		return found, errors.Join(err, e.conn.Close())
	})
	go s.settled() //nolint:errcheck // whoever waits gets what it returns
	return nil
}

// settle makes all that queries/schema makes and has not made yet, and turns views into tables: now that the rows no longer change, no
// query has to plan and compute a view again.
func (s *Store) settle(ctx context.Context) (finding.List, error) {
	var found finding.List
	err := s.inTransaction(ctx, func() error {
		for i, st := range s.steps {
			if s.done[i] && st.kind == "view" {
				if err := s.exec(ctx, "drop view basis."+name(st.makes)); err != nil {
					return err
				}
			}
		}
		var err error
		found, err = s.runSteps(ctx, func(i int, st step) string {
			if s.done[i] && st.kind != "view" {
				return ""
			}
			return st.asTable()
		})
		return err
	})
	return found, err
}

// remakeTables runs again the steps that have made tables, because the rows they were made from have changed. Views follow.
func (s *Store) remakeTables(ctx context.Context) error {
	var drop strings.Builder
	for i, st := range s.steps {
		if s.done[i] && st.kind == "table" {
			fmt.Fprintf(&drop, "drop table basis.%s;\n", name(st.makes))
		}
	}
	if drop.Len() == 0 {
		return nil
	}
	if err := s.exec(ctx, drop.String()); err != nil {
		return err
	}
	found, err := s.runSteps(ctx, func(i int, st step) string {
		if s.done[i] && st.kind == "table" {
			return st.text
		}
		return ""
	})
	if err == nil && found.Stops() { // it ran before
		err = fmt.Errorf("run again: %s", found[0])
	}
	return err
}

// runSteps runs what text gives for each step, if anything, one by one, so that a fault is told at its line: DuckDB counts the lines of a
// text of several statements wrongly. The first fault ends it: later steps build on earlier ones, and theirs would only be echoes.
func (s *Store) runSteps(ctx context.Context, text func(i int, st step) string) (finding.List, error) {
	for i, st := range s.steps {
		sql := text(i, st)
		if sql == "" {
			continue
		}
		if err := s.execOne(ctx, strings.Repeat("\n", st.line-1)+sql); err != nil {
			return sqlFault(st.file, st.line, err)
		}
		s.done[i] = true
	}
	return nil, nil
}
