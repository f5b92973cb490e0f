package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// The rules that follow from the contracts: a key names one row (key), and a reference leads to a row (references).
const (
	ruleKey       = "schluessel_doppelt"
	ruleReference = "bezug_fehlt"
)

// remedies of the generated rules.
var remedies = map[string]string{
	ruleKey:       "Bitte klären, welche der Zeilen gilt, und die andere entfernen.",
	ruleReference: "Bitte den Schlüssel berichtigen oder die fehlende Zeile nachliefern.",
}

// generatedChecks are the rules that follow from the contracts of the tables that have a snapshot.
type generatedChecks struct {
	tables     []intake.Table
	references []reference
	chosen     map[string][]string // table → deliveries
	owner      map[string]string   // delivery → table
	reduced    []string            // tables that have lost rows in the round before
	unchecked  finding.List
}

// reference is one column that points to a column of another table.
type reference struct {
	table, column, parent, parentColumn string
}

// generated lists the rules for one day. A reference to a table without a snapshot cannot be checked; that is told once and
// rejects nothing.
func (s *Store) generated(ctx context.Context, day time.Time) (*generatedChecks, error) {
	chosen, err := s.snapshots(ctx, day)
	if err != nil {
		return nil, err
	}
	g := &generatedChecks{chosen: chosen, owner: map[string]string{}}
	for _, t := range s.project.Tables {
		if len(chosen[t.Name]) == 0 {
			continue
		}
		g.tables = append(g.tables, t)
		for _, id := range chosen[t.Name] {
			g.owner[id] = t.Name
		}
		for _, c := range t.Columns {
			parent, column, ok := strings.Cut(c.References, ".")
			contract, known := s.project.table(parent)
			switch {
			case !ok || !known: // no reference, or to a table that the project has switched off
			case len(chosen[parent]) > 0:
				g.references = append(g.references, reference{t.Name, c.Name, parent, column})
			case !contract.Required:
				g.unchecked.Add(finding.Warning, ruleReference, finding.Place{File: t.File},
					fmt.Sprintf("Ob %s in %s stimmt, ist nicht prüfbar: Zur Tabelle %s gibt es keine Lieferung.", c.Name, t.Name, parent), "Bitte die Tabelle nachliefern.")
			}
		}
	}
	return g, nil
}

// touches reports whether one of the tables has lost rows in the round before.
func (g *generatedChecks) touches(tables []string) bool {
	return slices.ContainsFunc(g.reduced, func(t string) bool { return slices.Contains(tables, t) })
}

// generatedRules are the rules to run on the present state. After the first round only references to a table that has lost rows can
// break anew; a key never does.
func (s *Store) generatedRules(g *generatedChecks, round int) []rule {
	var out []rule
	add := func(run func(context.Context, *Store) ([]offence, error)) {
		out = append(out, func(ctx context.Context, s *Store) ([]offence, finding.List, error) {
			offences, err := run(ctx, s)
			for i := range offences {
				offences[i].severity, offences[i].remedy = finding.Error, remedies[offences[i].rule]
			}
			return offences, nil, err
		})
	}
	if round == 1 {
		add(func(ctx context.Context, s *Store) ([]offence, error) { return s.runKeys(ctx, g) })
	}
	for _, parent := range g.parents() {
		if round == 1 || slices.Contains(g.reduced, parent.table) {
			add(func(ctx context.Context, s *Store) ([]offence, error) {
				return s.scanOffences(ctx, g.referenceQuery(parent))
			})
		}
	}
	return out
}

// runKeys finds the tables with a key that stands twice, all in one statement, and then the rows of those.
func (s *Store) runKeys(ctx context.Context, g *generatedChecks) ([]offence, error) {
	var all []string
	keyed := map[string]intake.Table{}
	for _, t := range g.tables {
		if len(t.Key) > 0 {
			keyed[t.Name] = t
			all = append(all, fmt.Sprintf("select %s as tabelle, concat_ws(chr(31), %s) as schluessel from basis.%s", quote(t.Name), strings.Join(names(t.Key), ", "), name(t.Name)))
		}
	}
	if len(all) == 0 {
		return nil, nil
	}
	var twice []string
	err := s.each(ctx, "select distinct tabelle from (\n"+strings.Join(all, "\nunion all\n")+")\ngroup by tabelle, schluessel having count(*) > 1 order by tabelle", nil,
		func(rows *sql.Rows) error {
			var t string
			err := rows.Scan(&t)
			twice = append(twice, t)
			return err
		})
	var out []offence
	for _, t := range twice {
		offences, err := s.scanOffences(ctx, keyQuery(keyed[t]))
		if err != nil {
			return nil, err
		}
		out = append(out, offences...)
	}
	return out, err
}

// printedPlace is the place of a row, as finding.Place prints it.
const printedPlace = `_file || case when _sheet <> '' then '[' || _sheet || ']' else '' end || ':' || _line`

// keyQuery selects all rows whose key another row has too: both go. The message names the place of one of the others, never the key,
// which is a pseudonym.
func keyQuery(t intake.Table) string {
	return fmt.Sprintf(`
select %[1]s as regel, _delivery, _file, _sheet, _line,
  %[2]s || case when ort = erster then letzter else erster end || '.' as message
from (
  select *, min(ort) over zwilling as erster, max(ort) over zwilling as letzter
  from (select *, %[3]s as ort from basis.%[4]s semi join (select %[5]s from basis.%[4]s group by all having count(*) > 1) using (%[5]s))
  window zwilling as (partition by %[5]s)
)
order by all`, quote(ruleKey), quote("Derselbe Schlüssel ("+strings.Join(t.Key, ", ")+") steht auch in "), printedPlace, name(t.Name), strings.Join(names(t.Key), ", "))
}

// parentKey is a column to which references lead.
type parentKey struct {
	table, column string
}

// parents are the columns referred to, in the order of their first reference.
func (g *generatedChecks) parents() []parentKey {
	var out []parentKey
	for _, r := range g.references {
		if p := (parentKey{r.parent, r.parentColumn}); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	return out
}

// referenceQuery selects the rows, of all tables that refer to a parent, whose reference leads nowhere: one statement and one join for
// each parent, because planning takes longer than running. Where the parent row is in quarantine, the message names its place.
func (g *generatedChecks) referenceQuery(p parentKey) string {
	var children []string
	for _, r := range g.references {
		if r.parent == p.table && r.parentColumn == p.column {
			children = append(children, fmt.Sprintf("select %s as k, %s as spalte, _delivery, _file, _sheet, _line from basis.%s where %[1]s is not null", name(r.column), quote(r.column), name(r.table)))
		}
	}
	return fmt.Sprintf(`
select %[1]s as regel, _delivery, _file, _sheet, _line,
  coalesce('Die zugehörige Zeile der Tabelle %[2]s ist zurückgewiesen (' || ort || ').', 'Der Schlüssel in ' || spalte || ' steht nicht in der Tabelle %[2]s.') as message
from (
  from (
%[3]s) anti join (select %[4]s as k from basis.%[5]s) using (k)) kind
left join (
  select %[4]s as k, min(%[6]s) as ort
  from raw.%[5]s semi join (select _delivery, _line from raw.quarantaene) using (_delivery, _line) group by all) using (k)
order by all`,
		quote(ruleReference), p.table, strings.Join(children, "\nunion all\n"), name(p.column), name(p.table), printedPlace)
}

// hide takes rejected rows out of basis.<table> and out of the tables that queries/schema has made. Views follow by themselves.
func (s *Store) hide(ctx context.Context, g *generatedChecks, rejected []offence) error {
	g.reduced = nil
	for _, o := range rejected {
		if t := g.owner[o.delivery]; t != "" && !slices.Contains(g.reduced, t) {
			g.reduced = append(g.reduced, t)
		}
	}
	gaps, err := s.deliveriesWithGaps(ctx)
	if err != nil {
		return err
	}
	var ddl strings.Builder
	for _, t := range g.tables {
		if slices.Contains(g.reduced, t.Name) {
			ddl.WriteString(basisView(t, g.chosen[t.Name], gaps))
		}
	}
	return s.inTransaction(ctx, func() error {
		if err := s.exec(ctx, ddl.String()); err != nil {
			return err
		}
		return s.remakeTables(ctx)
	})
}
