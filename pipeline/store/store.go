// Package store holds the deliveries in DuckDB and computes from them: it loads, prepares one as-of date, checks the rules over
// tables, and turns the SQL files of a project into observations and facts.
//
// What stands where:
//
//	raw.<table>       every accepted row of every delivery, columns of the contract + kommune, _file, _sheet, _line, _delivery
//	raw.lieferung     one row per delivered file or sheet, with its row account
//	raw.fehlend       cells without a value: what stood there, and why that means missing; a NULL without an entry was an empty cell
//	raw.quarantaene   rows that a check has rejected, with its message
//	raw.pruefung      the days that have been checked
//	config.*          codes, zielwert, rechtsstand, parameter
//	basis.lauf        one row: municipality, as-of date, term
//	basis.<table>     the rows of raw.<table> that count as of that date
//	basis.…           what queries/schema makes of them
//
// The order of work is Open, Load, Check (which prepares), Observe, Facts, Account. Most of the time goes into planning, not running:
// where a comment says that something is done in one statement, or kept, that is why.
//
// The package reads no delivered file (intake does), withholds nothing (release does) and holds no indicator: every formula
// stands in queries/. A fault in an SQL file is a finding at its line, because project teams write SQL; an error is what only
// a maintainer or a machine with more memory can repair.
package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// Project is what the store needs to know of a project, besides its deliveries.
type Project struct {
	Municipality string // official municipality key, 05515000
	Term         intake.Term
	Tables       []intake.Table // contracts; of those with status "off" there is an empty basis.<table> and nothing else
	Reference    Reference
	Schema       []Script // queries/schema in name order
	Checks       []Check  // queries/checks
}

// area is the municipality in cell ids.
func (p Project) area() string { return "de_" + p.Municipality }

// table is the contract of a name.
func (p Project) table(name string) (intake.Table, bool) {
	for _, t := range p.Tables {
		if t.Name == name {
			return t, true
		}
	}
	return intake.Table{}, false
}

// Options limit what the engine may use.
type Options struct {
	Memory  string   // "1GB"; empty: 80 % of the machine
	Threads int      // 0: one per processor; 1 is fastest for a few thousand rows, where a second one mostly waits
	TempDir string   // where large sorts may spill; empty: beside the file; of a store in memory nowhere, they fail for want of memory
	Allowed []string // folders that SQL may read and write with COPY; empty: none
	Rows    int      // about how many rows there are to load; a store for many is laid out differently
}

// settings is the lock-down, in the one order that works: temp_directory can no longer be set once external access is off,
// allowed_directories neither, and after lock_configuration nothing can.
func (o Options) settings() []string {
	s := []string{
		"set temp_directory = " + quote(o.TempDir),
		"set autoinstall_known_extensions = false",
		"set autoload_known_extensions = false",
	}
	if len(o.Allowed) > 0 {
		s = append(s, "set allowed_directories = ["+quoteAll(o.Allowed)+"]")
	}
	s = append(s, "set enable_external_access = false")
	if o.Memory != "" {
		s = append(s, "set memory_limit = "+quote(o.Memory))
	}
	if o.Threads > 0 {
		s = append(s, fmt.Sprintf("set threads = %d", o.Threads))
	}
	// Facts reads the plan before optimisation, where no table has vanished yet.
	return append(s, "set explain_output = 'all'", "set lock_configuration = true")
}

// Store is one open DuckDB. It is not safe for concurrent use.
type Store struct {
	*engine
	project Project
	path    string
	steps   []step                       // of queries/schema
	done    []bool                       // which of them have run since the basis was made
	settled func() (finding.List, error) // waits until all of them have, after a Check
	readers readers
	warned  map[string]int // rows that the last Check has warned of, by rule
	off     []intake.Table // contracts that are switched off
	clean   int            // from how many rows on a clean file is read by columns
}

// Open opens the store in the file path, which it makes if there is none, or in memory for "". One store holds one
// municipality. The file is readable by its owner only. A file in use and a file that is no DuckDB are errors that say what to do.
func Open(ctx context.Context, path string, p Project, o Options) (*Store, error) {
	var off []intake.Table
	p.Tables, off = active(p.Tables)
	if strings.Contains(path, "?") { // the driver would read what follows as settings
		return nil, fmt.Errorf("store %s: a question mark in the name is not possible: choose another file with --store", path)
	}
	if path != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, fmt.Errorf("make folder of store: %w", err)
		}
		if o.TempDir == "" {
			o.TempDir = path + tempEnd
		}
	}
	settings, small := o.settings(), o.small(path)
	if small {
		settings = append([]string{"set force_compression = 'uncompressed'"}, settings...)
	}
	e, err := openEngine(ctx, path, small, settings)
	if err != nil {
		return nil, err
	}
	schema := steps(p.Schema)
	s := &Store{
		engine: e, project: p, path: path, steps: schema, done: make([]bool, len(schema)), settled: nothingToSettle, readers: newReaders(schema),
		clean: cleanRows, off: off,
	}
	if path != "" {
		// DuckDB refuses an empty file, so the mode cannot be set before it has made its own.
		err = errors.Join(os.Chmod(path, 0o600), os.RemoveAll(path+tempEnd)) // what a killed run has spilled
	}
	if err = errors.Join(err, s.claim(ctx)); err != nil {
		return nil, errors.Join(err, e.close())
	}
	return s, nil
}

// smallFile and fewRows are what a store that is small does not reach.
const (
	smallFile = 64 << 20
	fewRows   = 200_000
)

// small reports whether what the store in the file path has and what is to be loaded is too little to be worth compressing: to try every
// compression on every column of 33 small tables takes longer than all indicators. Of a million rows, the uncompressed file is ten times
// as large and takes longer to write.
func (o Options) small(path string) bool {
	info, err := os.Stat(path)
	return o.Rows < fewRows && (err != nil || info.Size() < smallFile)
}

// Close writes the store and lets go of the file.
//
// Note: DuckDB writes the file by itself when it is closed, but tells nobody if that fails.
func (s *Store) Close() error {
	_, err := s.settled()
	if s.path != "" && err == nil {
		err = s.exec(context.Background(), "checkpoint")
	}
	if err = errors.Join(err, s.close()); err != nil {
		return fmt.Errorf("close store %s: %w", s.path, err)
	}
	return nil
}

func nothingToSettle() (finding.List, error) { return nil, nil }

// claim makes the tables that every store has and enters the municipality, or refuses a store that belongs to another one, or a database of something else.
func (s *Store) claim(ctx context.Context) error {
	var foreign bool
	const isForeign = `select count(*) > 0 and not bool_or(schema_name = 'raw' and table_name = 'speicher') from duckdb_tables()`
	if err := s.conn.QueryRowContext(ctx, isForeign).Scan(&foreign); err != nil {
		return fmt.Errorf("read store %s: %w", s.path, err)
	}
	if foreign {
		return foreignError{s.path, "a database of another program"}
	}
	return s.inTransaction(ctx, func() error {
		if err := s.exec(ctx, fixedTables); err != nil {
			return fmt.Errorf("make tables of store %s: %w", s.path, err)
		}
		if err := s.exec(ctx, `insert into raw.speicher select ? where not exists (from raw.speicher)`, s.project.Municipality); err != nil {
			return err
		}
		var held string
		if err := s.conn.QueryRowContext(ctx, `select kommune from raw.speicher`).Scan(&held); err != nil {
			return err
		}
		if held != s.project.Municipality {
			return othersError{s.path, held, s.project.Municipality}
		}
		return nil
	})
}

// active are the contracts that are not switched off, and those that are.
func active(tables []intake.Table) (on, off []intake.Table) {
	for _, t := range tables {
		if t.Status == "off" {
			off = append(off, t)
		} else {
			on = append(on, t)
		}
	}
	return on, off
}

// quote is text as an SQL literal.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

func quoteAll(list []string) string {
	var out []string
	for _, s := range list {
		out = append(out, quote(s))
	}
	return strings.Join(out, ", ")
}

// name is text as an SQL identifier.
func name(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

func names(columns []string) []string {
	var out []string
	for _, c := range columns {
		out = append(out, name(c))
	}
	return out
}

// date is a day as an SQL literal.
func date(t time.Time) string { return "date " + quote(t.Format(time.DateOnly)) }
