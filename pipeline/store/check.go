package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
)

// ChecksFolder is where a project keeps its rules over tables.
const ChecksFolder = "queries/checks"

// Check is one rule over tables: queries/checks/<id>.sql. Its query returns the rows that break it, as columns _delivery, file,
// sheet, line and message (one German sentence); no row means that the rule holds. Of two rows that contradict each other the query
// returns both, or only the one to be rejected.
type Check struct {
	ID   string `yaml:"-"`
	File string `yaml:"-"`
	SQL  string `yaml:"-"`

	Title    string           `yaml:"title"` // the rule as one German sentence
	Severity string           `yaml:"severity"`
	Table    string           `yaml:"table"` // whose rows it returns
	Remedy   string           `yaml:"remedy"`
	severity finding.Severity // of Severity
}

// severities are the words of the header: fehler rejects the row, warnung keeps it, stopp ends the run.
var severities = map[string]finding.Severity{"fehler": finding.Error, "warnung": finding.Warning, "stopp": finding.Stop}

// checkColumns are what the query of a check returns.
var checkColumns = []string{"_delivery", "file", "sheet", "line", "message"}

// ReadChecks reads queries/checks in name order. Every fault of a header is a finding. A check of a table that has no contract
// is left out: the project has switched the table off.
func ReadChecks(fsys fs.FS, tables []intake.Table) ([]Check, finding.List, error) {
	files, err := indicator.Files(fsys, ChecksFolder)
	if err != nil {
		return nil, nil, err
	}
	var out []Check
	var found finding.List
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, found, fmt.Errorf("read %s: %w", file, err)
		}
		id, c, f := indicator.ReadHeader[Check](file, string(text))
		c.ID, c.File, c.SQL = id, file, string(text)
		if !f.Stops() {
			f = c.check(tables)
		}
		found = append(found, f...)
		off := func(t intake.Table) bool { return t.Name == c.Table && t.Status == "off" }
		if !f.Stops() && !slices.ContainsFunc(tables, off) {
			out = append(out, c)
		}
	}
	return out, found, nil
}

func (c *Check) check(tables []intake.Table) finding.List {
	var found finding.List
	stop := func(message, remedy string) {
		found.Add(finding.Stop, "pruefregel_kopf", finding.Place{File: c.File, Line: 1}, message, remedy)
	}
	var ok bool
	if c.severity, ok = severities[c.Severity]; !ok {
		stop(fmt.Sprintf("severity: unbekanntes Wort %q.", c.Severity), "Möglich sind: fehler, warnung, stopp.")
	}
	if c.Title == "" {
		stop("Im Kopf fehlt \"title\".", "Bitte die Regel in einem Satz angeben.")
	}
	if c.Remedy == "" {
		stop("Im Kopf fehlt \"remedy\".", "Bitte in einem Satz sagen, was zu tun ist.")
	}
	if !slices.ContainsFunc(tables, func(t intake.Table) bool { return t.Name == c.Table }) {
		stop(fmt.Sprintf("table: Die Tabelle %q gibt es nicht.", c.Table), "Bitte den Namen eines Vertrags aus config/tables angeben.")
	}
	return found
}

// offence is one row that breaks a rule.
type offence struct {
	rule     string
	severity finding.Severity
	delivery string
	file     string
	sheet    string
	line     int64
	message  string
	remedy   string
}

func (o offence) finding() finding.Finding {
	return finding.Finding{
		Severity: o.severity, Rule: o.rule, Message: o.message, Remedy: o.remedy,
		Place: finding.Place{File: o.file, Sheet: o.sheet, Line: int(o.line)},
	}
}

// place is what quarantine is keyed by.
type place struct {
	delivery string
	line     int64
}

// Check applies foreign keys, key uniqueness and the project's rules, and prepares the store for asOf; what of queries/schema no rule
// needs is made after it, and its faults are told by Observe or Facts.
//
// Every stand before asOf is checked as of itself first, so that the row account of each snapshot is exact and does not depend on
// what came later; then asOf. A row once rejected stays rejected. Within one day the rules are repeated until no further row is
// rejected: a row whose parent went into quarantine follows it. Warnings and stops are told only for asOf.
//
// What an earlier Check has found for a stand before asOf is kept in the store and used again as long as nothing it rests on has
// changed (see stamps).
func (s *Store) Check(ctx context.Context, asOf time.Time) (finding.List, error) {
	days, err := s.reuse(ctx, asOf)
	if err != nil {
		return nil, fmt.Errorf("look for earlier checks: %w", err)
	}
	quarantine, found, err := s.quarantined(ctx)
	if err != nil {
		return nil, fmt.Errorf("read quarantine: %w", err)
	}
	for _, d := range days {
		last := d.day.Equal(asOf)
		f, err := s.checkDay(ctx, d.day, last, quarantine)
		if err != nil {
			return nil, fmt.Errorf("check as of %s: %w", d.day.Format(time.DateOnly), err)
		}
		found = append(found, f...)
		if f.Stops() {
			break // the SQL is at fault, or a rule stops: further days would tell the same
		}
		if err := s.exec(ctx, `insert into raw.pruefung values (?, ?)`, d.day, d.stamp); err != nil {
			return nil, fmt.Errorf("note check as of %s: %w", d.day.Format(time.DateOnly), err)
		}
	}
	missing, err := s.missingTables(ctx, asOf)
	return append(found, missing...).Sorted(), err
}

// checkDay repeats the rules that reject as of one day until no further row is rejected, and on the last day applies the others once
// to what remains.
func (s *Store) checkDay(ctx context.Context, day time.Time, last bool, quarantine map[place]bool) (finding.List, error) {
	found, err := s.prepareFor(ctx, day, s.ruleTexts(last))
	if err != nil || found.Stops() {
		return found, err
	}
	g, err := s.generated(ctx, day)
	if err != nil {
		return found, err
	}
	for round := 1; ; round++ {
		rejected, faults, err := s.rejections(ctx, g, round)
		if err != nil || faults.Stops() {
			return append(found, faults...), err
		}
		rejected = slices.DeleteFunc(rejected, func(o offence) bool { return quarantine[place{o.delivery, o.line}] })
		if len(rejected) == 0 {
			break
		}
		for _, o := range rejected {
			found = append(found, o.finding())
		}
		if err := s.reject(ctx, g, day, rejected, quarantine); err != nil {
			return found, err
		}
	}
	if !last {
		return found, nil
	}
	told, err := s.tell(ctx)
	if found = slices.Concat(found, g.unchecked, told); err != nil || found.Stops() {
		return found, err
	}
	return found, s.beginToSettle(ctx)
}

// ruleTexts are the queries of the rules that reject, and with all those that warn or stop too.
func (s *Store) ruleTexts(all bool) []string {
	var out []string
	for _, c := range s.project.Checks {
		if all || c.severity == finding.Error {
			out = append(out, c.SQL)
		}
	}
	return out
}

// rule is a rule of the program or of the project, ready to run.
type rule func(ctx context.Context, s *Store) ([]offence, finding.List, error)

// runRules runs rules on the same state of the data, so that their order does not matter, and gives the offences of each.
func (s *Store) runRules(ctx context.Context, rules []rule) ([][]offence, finding.List, error) {
	offences := make([][]offence, len(rules))
	faults := make([]finding.List, len(rules))
	err := s.together(ctx, len(rules), func(s *Store, i int) (err error) {
		offences[i], faults[i], err = rules[i](ctx, s)
		return err
	})
	return offences, slices.Concat(faults...), err
}

// rejections runs the rules that reject. After the first round it leaves out those that read no table which has lost rows since.
func (s *Store) rejections(ctx context.Context, g *generatedChecks, round int) ([]offence, finding.List, error) {
	rules := s.generatedRules(g, round)
	for _, c := range s.project.Checks {
		if c.severity == finding.Error && (round == 1 || g.touches(s.readers.of(c.SQL))) {
			rules = append(rules, c.run)
		}
	}
	offences, faults, err := s.runRules(ctx, rules)
	return slices.Concat(offences...), faults, err
}

// tell runs the rules that warn or stop.
func (s *Store) tell(ctx context.Context) (finding.List, error) {
	var rules []rule
	var of []int // which check a rule is
	for i, c := range s.project.Checks {
		if c.severity != finding.Error {
			rules, of = append(rules, c.run), append(of, i)
		}
	}
	offences, found, err := s.runRules(ctx, rules)
	latest := make([][]offence, len(s.project.Checks))
	for i, list := range offences {
		latest[of[i]] = list
		for _, o := range list {
			found = append(found, o.finding())
		}
	}
	s.warn(latest)
	return found, err
}

// run runs one rule of the project.
func (c Check) run(ctx context.Context, s *Store) ([]offence, finding.List, error) {
	columns, rows, err := s.queryOne(ctx, c.SQL)
	if err != nil {
		found, err := sqlFault(c.File, 0, err)
		return nil, found, err
	}
	found := columnFaults(c.File, columns, checkColumns)
	if found.Stops() {
		return nil, found, nil
	}
	var out []offence
	for _, row := range rows {
		o := offence{rule: c.ID, severity: c.severity, remedy: c.Remedy}
		o.delivery, _ = row[slices.Index(columns, "_delivery")].(string)
		o.file, _ = row[slices.Index(columns, "file")].(string)
		o.sheet, _ = row[slices.Index(columns, "sheet")].(string)
		o.line, _ = row[slices.Index(columns, "line")].(int64)
		o.message, _ = row[slices.Index(columns, "message")].(string)
		if o.message == "" || c.severity == finding.Error && (o.delivery == "" || o.line == 0) {
			found.Add(finding.Stop, "abfrage_werte", finding.Place{File: c.File}, "Die Prüfregel sagt nicht, welche Zeile sie warum meint.",
				"Bitte _delivery, file, sheet und line so zurückgeben, wie sie in der Tabelle stehen, und message als Text.")
			return nil, found, nil
		}
		out = append(out, o)
	}
	return out, found, nil
}

// scanOffences reads rule, delivery, file, sheet, line and message.
func (s *Store) scanOffences(ctx context.Context, query string) ([]offence, error) {
	var out []offence
	err := s.each(ctx, query, nil, func(rows *sql.Rows) error {
		var o offence
		var delivery, file, sheet, message sql.NullString
		var line sql.NullInt64
		if err := rows.Scan(&o.rule, &delivery, &file, &sheet, &line, &message); err != nil {
			return err
		}
		o.delivery, o.file, o.sheet, o.line, o.message = delivery.String, file.String, sheet.String, line.Int64, message.String
		out = append(out, o)
		return nil
	})
	return out, err
}

// reject puts rows into quarantine and takes them out of basis.<table>.
func (s *Store) reject(ctx context.Context, g *generatedChecks, day time.Time, rejected []offence, quarantine map[place]bool) error {
	err := s.appendRows("raw", "quarantaene", func(add adder) error {
		for _, o := range rejected {
			quarantine[place{o.delivery, o.line}] = true
			if err := add([]driver.Value{o.delivery, o.line, o.rule, day, o.file, o.sheet, o.message, o.remedy}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.hide(ctx, g, rejected)
}

// quarantined are the rejected rows in the store and the findings that rejected them.
func (s *Store) quarantined(ctx context.Context) (map[place]bool, finding.List, error) {
	rows := map[place]bool{}
	var found finding.List
	err := s.each(ctx, `select _delivery, _line, regel, file, sheet, meldung, abhilfe from raw.quarantaene order by all`, nil, func(r *sql.Rows) error {
		o := offence{severity: finding.Error}
		err := r.Scan(&o.delivery, &o.line, &o.rule, &o.file, &o.sheet, &o.message, &o.remedy)
		rows[place{o.delivery, o.line}] = true
		found = append(found, o.finding())
		return err
	})
	return rows, found, err
}

// missingTables tells required tables without any snapshot.
func (s *Store) missingTables(ctx context.Context, asOf time.Time) (finding.List, error) {
	chosen, err := s.snapshots(ctx, asOf)
	var found finding.List
	for _, t := range s.project.Tables {
		if t.Required && len(chosen[t.Name]) == 0 {
			found.Add(finding.Stop, "pflichttabelle", finding.Place{File: t.File}, fmt.Sprintf("Zur Tabelle %s (%s) gibt es bis zum %s keine Lieferung.", t.Name, t.Title.DE, asOf.Format("02.01.2006")),
				"Bitte die Datei in den Ordner des Datenstands legen.")
		}
	}
	return found, err
}
