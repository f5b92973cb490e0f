package release

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Kind is why a figure is another one than before.
type Kind string

// The kinds, the weightiest first: a figure that has several is told by the first of them, with the evidence for all.
const (
	Suppression Kind = "geheimhaltung" // shown there, withheld here
	Redefined   Kind = "definition"    // computed in another way
	Law         Kind = "recht"         // parameters of the law are others
	Correction  Kind = "berichtigung"  // a delivered row has changed or gone
	Late        Kind = "nachmeldung"   // a row has come
	Unexplained Kind = "ungeklaert"    // nothing that it rests on has changed
	Added       Kind = "neu"           // printed only in the second
	Dropped     Kind = "entfallen"     // printed only in the first
	Same        Kind = "unveraendert"  // the same value and status
)

// Kinds are all kinds in the order in which they are told.
var Kinds = []Kind{Suppression, Redefined, Law, Correction, Late, Unexplained, Added, Dropped, Same}

// Side is one of the two that are compared: a release, or the drafts of a run.
type Side struct {
	Name   string
	Drafts []Draft
	Rows   []Row // nil: not known
}

// Row is a delivered row that counted: where it stood, and hashes by which it is known again.
type Row struct {
	Table, File, Sheet string
	Line               int
	Key, Content       string
	From, To           string // days in it, "" for open
}

// Comparison is one figure on both sides.
type Comparison struct {
	Cell          string
	Audiences     []string // who is given it
	Before, After Printed  // Status "" where it is not printed
	Kind          Kind
	Evidence      []Evidence
}

// Evidence is one thing that has changed and moves the figure.
type Evidence struct {
	Kind Kind
	Text string // German
	Rows []Moved
}

// Moved is a delivered row that has come, gone or changed.
type Moved struct {
	How    string // "neu", "weg", "geändert"
	Before Row    // zero if it has come
	After  Row    // zero if it has gone
}

// Compare finds for every figure of two sides whether it is the same, and if not, what has changed of that on which it rests. Of each audience that both
// sides speak to, the figures are compared as it was given them. The result is in the order of the cells.
func Compare(before, after Side) []Comparison {
	c := comparer{before: before, after: after}
	var out []Comparison
	at := map[string]int{}
	for _, audience := range common(before, after) {
		a, b := cellsFor(before, audience), cellsFor(after, audience)
		for _, id := range slices.Sorted(maps.Keys(union(a, b))) {
			d := c.compare(a[id], b[id])
			d.Before.Forms, d.After.Forms = nil, nil // which forms a product prints is not what is compared
			same := fmt.Sprint(id, d.Before, d.After, d.Kind)
			if i, ok := at[same]; ok {
				out[i].Audiences = append(out[i].Audiences, audience)
				continue
			}
			at[same] = len(out)
			d.Cell, d.Audiences = id, []string{audience}
			out = append(out, d)
		}
	}
	slices.SortStableFunc(out, func(x, y Comparison) int { return strings.Compare(x.Cell, y.Cell) })
	return out
}

// common are the audiences of both sides.
func common(a, b Side) []string {
	var out []string
	for _, d := range a.Drafts {
		here := slices.ContainsFunc(b.Drafts, func(e Draft) bool { return e.Audience == d.Audience })
		if here && !slices.Contains(out, d.Audience) {
			out = append(out, d.Audience)
		}
	}
	slices.Sort(out)
	return out
}

// printedBy is a cell with what it rests on.
type printedBy struct {
	Printed
	basis *Basis
}

// cellsFor are the cells that an audience is given by any draft of a side. They say the same of a figure.
func cellsFor(s Side, audience string) map[string]printedBy {
	out := map[string]printedBy{}
	for _, d := range s.Drafts {
		if d.Audience != audience || d.Basis == nil {
			continue
		}
		for _, c := range d.Cells {
			if _, ok := out[c.Cell]; !ok {
				out[c.Cell] = printedBy{c, d.Basis}
			}
		}
	}
	return out
}

func union(a, b map[string]printedBy) map[string]bool {
	out := map[string]bool{}
	for id := range a {
		out[id] = true
	}
	for id := range b {
		out[id] = true
	}
	return out
}

// comparer compares cells; what has moved in a table is found once.
type comparer struct {
	before, after Side
	moved         map[string][]Moved // by table
}

func (c *comparer) compare(a, b printedBy) Comparison {
	d := Comparison{Before: a.Printed, After: b.Printed}
	switch {
	case a.basis == nil:
		d.Kind = Added
		return d
	case b.basis == nil:
		d.Kind = Dropped
		return d
	case a.Status == b.Status && a.Numerator == b.Numerator && a.Denominator == b.Denominator && a.Unknown == b.Unknown:
		d.Kind = Same
		return d
	}
	if a.Status == Withheld || b.Status == Withheld {
		d.Evidence = append(d.Evidence, suppressed(a, b))
	}
	d.Evidence = append(d.Evidence, c.causes(a, b)...)
	if len(d.Evidence) == 0 {
		d.Evidence = []Evidence{{Kind: Unexplained, Text: "Definition, Rechtsstand und Lieferungen sind dieselben. Bitte den Entwurf mit »run« noch einmal machen; bleibt es dabei, ist es ein Fehler des Programms."}}
	}
	slices.SortStableFunc(d.Evidence, func(x, y Evidence) int { return cmp.Compare(slices.Index(Kinds, x.Kind), slices.Index(Kinds, y.Kind)) })
	d.Kind = d.Evidence[0].Kind
	return d
}

// suppressed says what speaks for the change of status. It never says which rule holds for the cell: that stays in the protocol.
func suppressed(a, b printedBy) Evidence {
	what := "Jetzt zurückgehalten, vorher gezeigt."
	if b.Status != Withheld {
		what = "Jetzt gezeigt, vorher zurückgehalten."
	}
	why := " Die Schutzregeln des Adressaten sind dieselben; andere Zahlen oder frühere Freigaben verlangen es."
	switch {
	case a.basis.Protection != b.basis.Protection:
		why = fmt.Sprintf(" Die Schutzregeln des Adressaten sind andere: vorher %s; jetzt %s.", a.basis.Protection, b.basis.Protection)
	case b.Consent != "":
		why = fmt.Sprintf(" Mit Einwilligung (%s).", b.Consent)
	}
	return Evidence{Kind: Suppression, Text: what + why}
}

// causes are everything that the figure rests on and that has changed.
func (c *comparer) causes(a, b printedBy) []Evidence {
	var out []Evidence
	id := indicator.KeyOf(cmp.Or(a.Cell, b.Cell)).Indicator
	was, is := a.basis.Definitions[id], b.basis.Definitions[id]
	switch {
	case was.Version != is.Version:
		out = append(out, Evidence{Kind: Redefined, Text: fmt.Sprintf("Fassung %s statt %s.", is.Version, was.Version)})
	case was.SHA256 != is.SHA256:
		out = append(out, Evidence{Kind: Redefined, Text: fmt.Sprintf("Fassung %s, aber die Abfrage oder eine gemeinsame Sicht, ein Parameter oder eine Codeliste, die sie benutzt, ist eine andere (%.8s statt %.8s).", is.Version, is.SHA256, was.SHA256)})
	}
	if was.Law || is.Law {
		if text := listDiff(a.basis.Law, b.basis.Law); text != "" {
			out = append(out, Evidence{Kind: Law, Text: "Rechtsstand: " + text})
		}
	}
	for _, table := range slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(was.Tables), is.Tables...)))) {
		out = append(out, c.delivered(table, a, b, is)...)
	}
	return out
}

// listDiff says which texts are in only one of two sorted lists.
func listDiff(a, b []string) string {
	var out []string
	for _, x := range a {
		if !slices.Contains(b, x) {
			out = append(out, "vorher "+x)
		}
	}
	for _, x := range b {
		if !slices.Contains(a, x) {
			out = append(out, "jetzt "+x)
		}
	}
	return strings.Join(out, "; ")
}

// delivered is what has changed in the deliveries of a table. Where the rows are known, those that bear on the period of the figure decide; otherwise the files do.
func (c *comparer) delivered(table string, a, b printedBy, d Definition) []Evidence {
	was, is := snapshotsOf(a.basis, table), snapshotsOf(b.basis, table)
	text, corrected := filesDiff(was, is)
	if text == "" {
		return nil
	}
	text = table + ": " + text
	if c.before.Rows == nil || c.after.Rows == nil {
		kind := Late
		if corrected {
			kind = Correction
		}
		return []Evidence{{Kind: kind, Text: text}}
	}
	var came, other []Moved
	for _, m := range c.movedIn(table) {
		switch {
		case !bears(m, cmp.Or(a.Cell, b.Cell), d.Stock):
		case m.How == "neu":
			came = append(came, m)
		default:
			other = append(other, m)
		}
	}
	var out []Evidence
	if len(other) > 0 {
		out = append(out, Evidence{Kind: Correction, Text: text, Rows: other})
	}
	if len(came) > 0 {
		out = append(out, Evidence{Kind: Late, Text: text, Rows: came})
	}
	return out
}

func snapshotsOf(b *Basis, table string) []Snapshot {
	return slices.DeleteFunc(slices.Clone(b.Snapshots), func(s Snapshot) bool { return s.Table != table })
}

// filesDiff says what is other about the deliveries of a table, and whether a delivered file itself has changed.
func filesDiff(was, is []Snapshot) (text string, corrected bool) {
	var out []string
	stand := func(list []Snapshot) string {
		if len(list) == 0 {
			return "keine Lieferung"
		}
		return "Stand " + list[0].Stand
	}
	if stand(was) != stand(is) {
		return fmt.Sprintf("%s statt %s", stand(is), stand(was)), false
	}
	for _, s := range is {
		i := slices.IndexFunc(was, func(t Snapshot) bool { return t.File == s.File && t.Sheet == s.Sheet })
		switch {
		case i < 0:
			out = append(out, s.File+" ist dazugekommen")
		case was[i].SHA256 != s.SHA256:
			out, corrected = append(out, fmt.Sprintf("%s ist eine andere Datei (%.8s statt %.8s)", s.File, s.SHA256, was[i].SHA256)), true
		}
	}
	for _, s := range was {
		if !slices.ContainsFunc(is, func(t Snapshot) bool { return t.File == s.File && t.Sheet == s.Sheet }) {
			out, corrected = append(out, s.File+" fehlt"), true
		}
	}
	return strings.Join(out, "; "), corrected
}

// movedIn are the rows of a table that have come, gone or changed, in the order of their places.
func (c *comparer) movedIn(table string) []Moved {
	if c.moved == nil {
		c.moved = movedRows(c.before.Rows, c.after.Rows)
	}
	return c.moved[table]
}

func movedRows(before, after []Row) map[string][]Moved {
	old := map[[2]string]Row{}
	for _, r := range before {
		old[[2]string{r.Table, r.Key}] = r
	}
	out := map[string][]Moved{}
	for _, r := range after {
		k := [2]string{r.Table, r.Key}
		was, ok := old[k]
		delete(old, k)
		switch {
		case !ok:
			out[r.Table] = append(out[r.Table], Moved{How: "neu", After: r})
		case was.Content != r.Content:
			out[r.Table] = append(out[r.Table], Moved{How: "geändert", Before: was, After: r})
		}
	}
	for _, r := range before {
		if _, gone := old[[2]string{r.Table, r.Key}]; gone {
			out[r.Table] = append(out[r.Table], Moved{How: "weg", Before: r})
		}
	}
	return out
}

// bears reports whether a row can move a figure by its days: nothing after the end of the period does, and of what happens within a period nothing that was over
// before it began. Rows without a day always may.
func bears(m Moved, cell string, stock bool) bool {
	parts := strings.Split(cell, "/")
	freq, period := strings.ToUpper(parts[3]), strings.ToUpper(parts[4])
	end, ok := notation.PeriodEnd(freq, period)
	if !ok {
		return true
	}
	months := map[string]int{"Q": 3, "SH": 6, "A": 12, "SY": 12}[freq]
	begin := end.AddDate(0, 0, 1).AddDate(0, -months, 0).Format(time.DateOnly)
	within := func(r Row) bool {
		switch {
		case r.Table == "":
			return false
		case r.From == "":
			return true
		case r.From > end.Format(time.DateOnly):
			return false
		}
		return stock || months == 0 || r.To == "" || r.To >= begin
	}
	return within(m.Before) || within(m.After)
}
