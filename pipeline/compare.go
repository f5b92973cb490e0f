package main

import (
	"cmp"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/release"
)

// compareCommand is "wirkbericht compare": which figure is another one than before, and why.
type compareCommand struct {
	A    string `arg:"" help:"Nummer einer Freigabe (3), Stand eines Laufs (2018-10-30) oder ein Ordner mit Ergebnissen."`
	B    string `arg:"" help:"Dasselbe, für später."`
	Out  string `help:"Ordner mit den Ergebnissen, wenn A oder B ein Stand ist (aus config/programm.yaml)." placeholder:"ORDNER"`
	Role string `help:"Wer fragt: ein Adressat aus config/audiences.yaml. Betroffene Zeilen sieht nur das Projektteam." default:"projektteam" placeholder:"ADRESSAT"`
	All  bool   `help:"Auch unveränderte Zahlen zeigen."`
	CSV  string `name:"csv" help:"Als CSV für Excel in diese Datei schreiben." placeholder:"DATEI"`
	HTML string `name:"html" help:"Als Seite in diese Datei schreiben." placeholder:"DATEI"`
}

// Run compares what two releases or runs print. It computes nothing: what was made is compared as it was made.
func (x *compareCommand) Run(c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	asker, ok := l.project.audiences[x.Role]
	if !ok {
		return usageError{fmt.Sprintf("--role %s ist kein Adressat. Möglich sind: %s.", x.Role, strings.Join(slices.Sorted(maps.Keys(l.project.audiences)), ", "))}
	}
	register, err := l.register()
	if err != nil {
		return err
	}
	var sides [2]release.Side
	for i, name := range []string{x.A, x.B} {
		if sides[i], err = l.side(name, register, x.Out); err != nil {
			return err
		}
		if !asker.Internal {
			sides[i].Rows = nil
			sides[i].Drafts = slices.DeleteFunc(sides[i].Drafts, func(d release.Draft) bool { return d.Audience != x.Role })
		}
	}
	list := release.Compare(sides[0], sides[1])
	if len(list) == 0 {
		return usageError{fmt.Sprintf("%s und %s haben keinen Adressaten gemeinsam, es gibt nichts zu vergleichen. Bitte zwei Stände desselben Produkts nennen.", x.A, x.B)}
	}
	view := comparison{line: l, a: sides[0].Name, b: sides[1].Name, list: list, all: x.All}
	for _, out := range []struct {
		file string
		make func() ([]byte, error)
	}{{x.CSV, view.csv}, {x.HTML, view.html}} {
		if out.file == "" {
			continue
		}
		data, err := out.make()
		if err == nil {
			err = writeWhole(out.file, data)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", out.file, err)
		}
	}
	if c.JSON {
		return t.json(view.json())
	}
	t.clear()
	view.print(t.out)
	return nil
}

// side finds what is meant: a release by its number, a run by its day, or a folder with the products of a run.
func (l *line) side(name string, register *release.Register, out string) (release.Side, error) {
	if n, err := strconv.Atoi(name); err == nil {
		i := slices.IndexFunc(register.Entries(), func(e release.Entry) bool { return e.Number == n && e.Act == release.Publication })
		if i < 0 {
			return release.Side{}, usageError{fmt.Sprintf("Eine Freigabe %d gibt es nicht. »wirkbericht releases« listet alle auf.", n)}
		}
		e := register.Entries()[i]
		rows, err := readPlaces(filepath.Join(l.project.root, release.RegisterFolder, e.Name, internFolder))
		return release.Side{Name: fmt.Sprintf("Freigabe %d (%s, Stand %s)", n, e.Product, germanDay(e.AsOf)), Drafts: []release.Draft{e.Draft}, Rows: rows}, err
	}
	folder, title := name, name
	if _, err := time.Parse(time.DateOnly, name); err == nil {
		folder, title = filepath.Join(l.project.folder(out, l.project.programme.Folders.Out), name), "Lauf zum "+germanDay(name)
	}
	names := drafts(folder)
	if len(names) == 0 {
		return release.Side{}, usageError{fmt.Sprintf("In %s liegt kein Ergebnis eines Laufs. Bitte erst »run« ausführen oder die Nummer einer Freigabe, einen Stand (JJJJ-MM-TT) oder einen Ordner mit Ergebnissen nennen.", folder)}
	}
	side := release.Side{Name: title}
	for _, n := range names {
		d, _, err := readDraft(folder, n)
		if err != nil {
			return side, err
		}
		side.Drafts = append(side.Drafts, d)
	}
	var err error
	side.Rows, err = readPlaces(filepath.Join(folder, filepath.FromSlash(draftFolder)))
	return side, err
}

// comparison is the answer, for the terminal and for files.
type comparison struct {
	*line
	a, b string // what was compared
	list []release.Comparison
	all  bool
}

// comparedFigure is one figure of it as --json prints it.
type comparedFigure struct {
	Cell      string             `json:"cell"`
	Audiences []string           `json:"audiences"`
	Kind      release.Kind       `json:"kind"`
	Before    *release.Printed   `json:"before"`
	After     *release.Printed   `json:"after"`
	Evidence  []comparedEvidence `json:"evidence,omitempty"`
}

type comparedEvidence struct {
	Kind release.Kind `json:"kind"`
	Text string       `json:"text"`
	Rows []string     `json:"rows,omitempty"`
}

func (v *comparison) json() any {
	var out []comparedFigure
	for _, d := range v.shown() {
		f := comparedFigure{Cell: d.Cell, Audiences: d.Audiences, Kind: d.Kind}
		if d.Before.Status != "" {
			f.Before = &d.Before
		}
		if d.After.Status != "" {
			f.After = &d.After
		}
		for _, e := range d.Evidence {
			x := comparedEvidence{Kind: e.Kind, Text: e.Text}
			for _, m := range e.Rows {
				x.Rows = append(x.Rows, moved(m))
			}
			f.Evidence = append(f.Evidence, x)
		}
		out = append(out, f)
	}
	return map[string]any{"a": v.a, "b": v.b, "counts": v.counts(), "figures": out}
}

// counts are how many figures there are of each kind.
func (v *comparison) counts() map[release.Kind]int {
	out := map[release.Kind]int{}
	for _, d := range v.list {
		out[d.Kind]++
	}
	return out
}

// shown are the figures that are told, the weightiest kind first.
func (v *comparison) shown() []release.Comparison {
	out := slices.DeleteFunc(slices.Clone(v.list), func(d release.Comparison) bool { return d.Kind == release.Same && !v.all })
	slices.SortStableFunc(out, func(x, y release.Comparison) int {
		return cmp.Compare(slices.Index(release.Kinds, x.Kind), slices.Index(release.Kinds, y.Kind))
	})
	return out
}

// moved is a row in words: "neu Kontakte.xlsx[Kontakte]:45".
func moved(m release.Moved) string {
	place := func(r release.Row) string {
		at := r.File
		if r.Sheet != "" {
			at += "[" + r.Sheet + "]"
		}
		return fmt.Sprintf("%s:%d", at, r.Line)
	}
	switch {
	case m.Before.Table == "":
		return m.How + " " + place(m.After)
	case m.After.Table == "" || place(m.Before) == place(m.After):
		return m.How + " " + place(m.Before)
	}
	return m.How + " " + place(m.Before) + " → " + place(m.After)
}
