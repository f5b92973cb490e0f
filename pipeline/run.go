package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/store"
)

// runCommand is "wirkbericht run".
type runCommand struct {
	Out     string   `help:"Ordner für die Ergebnisse (aus config/programm.yaml)." placeholder:"ORDNER"`
	Report  []string `help:"Nur diese Berichte machen, fällig oder nicht." placeholder:"NAME"`
	Lang    string   `help:"Sprache der Berichte: de oder en." default:"de" enum:"de,en"`
	Rebuild bool     `help:"Den Speicher aus den Lieferungen neu aufbauen; frühere Stände, die nicht mehr daliegen, gehen verloren."`
	Watch   bool     `help:"Danach jeden Bericht neu setzen, sobald seine Datei geändert ist; die Daten bleiben."`

	Delivery deliveryFlags `embed:""`
	Merging  mergingFlag   `embed:""`
}

// Run takes the deliveries, computes and writes the drafts that are due.
func (r *runCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	k, err := r.Delivery.open()
	if err != nil {
		return err
	}
	k.merging = r.Merging.ForMerging
	press := later(newPress)
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	path := l.project.folder(c.Store, l.project.programme.Folders.Store)
	out := l.project.folder(r.Out, l.project.programme.Folders.Out)
	let, err := l.hold(out, "run")
	if err != nil {
		return err
	}
	defer let()
	u, err := r.unchanged(l, out, path)
	if err != nil {
		return err
	}
	if last, ok := u.remember(); ok {
		l.remind(calendarDay())
		return errors.Join(removeProducts(out, stoppedName), l.again(last))
	}
	old, err := l.putAside(ctx, path, r.Rebuild)
	if err != nil {
		return l.machine(path, err)
	}
	made, err := l.run(ctx, path, wanted{reports: r.Report, lang: r.Lang, keys: k}, press)
	stopped := errors.Is(err, errStopped)
	if err = l.machine(path, errors.Join(err, old.end(err))); stopped {
		return errors.Join(l.machine("", l.writeStopped(out, made.products)), err)
	}
	if err != nil {
		return err
	}
	l.remind(calendarDay())
	t.station("Dateien schreiben")
	name := made.asOf.Format(time.DateOnly)
	if err := errors.Join(writeProducts(out, name, made.products), removeProducts(out, stoppedName)); err != nil {
		return l.machine("", fmt.Errorf("write products: %w", err))
	}
	files := listed(filepath.Join(out, name), made.products)
	u.keep(l, made, files)
	if err := l.tell(made, files); err != nil || !r.Watch {
		return err
	}
	return l.watch(ctx, made, out, name)
}

// listed are the products as a run names them: of the evaluators' bundle the folder alone, not its many files.
func listed(folder string, products []product) []string {
	var files []string
	for _, p := range products {
		name := p.Name
		if top, _, ok := strings.Cut(name, "/"); ok && strings.HasPrefix(top, "lieferung_") {
			name = top + "/"
		}
		if name = filepath.Join(folder, name); !slices.Contains(files, name) {
			files = append(files, name)
		}
	}
	return files
}

// checkCommand is "wirkbericht check".
type checkCommand struct {
	Report []string `help:"Nur diese Berichte prüfen, fällig oder nicht." placeholder:"NAME"`
	For    string   `help:"Rückfragen an diese Quelle oder Stelle schreiben." placeholder:"QUELLE"`
	Until  string   `help:"Antwort erbeten bis, JJJJ-MM-TT (sonst: 14 Tage nach dem Stand)." placeholder:"TAG"`
	Out    string   `help:"Ordner für die Rückfragen (aus config/programm.yaml)." placeholder:"ORDNER"`

	Privacy string `help:"Nur diese Datei ansehen: Klarangaben und Anonymität, ohne jede Konfiguration." placeholder:"DATEI"`
}

// Run goes the whole way of "run" with a store in memory and writes nothing but, with --for, the questions to an office.
func (r *checkCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	if r.Privacy != "" {
		return c.judgeFile(ctx, t, r.Privacy)
	}
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	if r.For != "" {
		return r.ask(ctx, l)
	}
	made, err := l.run(ctx, "", wanted{reports: r.Report, lang: "de", all: len(r.Report) == 0}, later(newPress))
	if err != nil {
		return err
	}
	return l.tell(made, nil)
}

// line is one run of the stations over one project.
type line struct {
	flags   *cli
	t       *terminal
	project *project
	asOf    time.Time // zero: the newest delivered
	found   finding.List
	quiet   bool // findings are told only where they stop the run: whoever asks for a figure did not ask for them
	// delivered are the findings about deliveries, for the report on data quality and the questions to offices: they name nobody.
	delivered finding.List
	guarded   protected // by name of the audience; see protect
	// definitions are those of the indicators, made when the first draft needs them.
	definitions map[string]store.Definition
}

// openLine reads the flags and the project.
func openLine(c *cli, t *terminal) (*line, error) {
	l := &line{flags: c, t: t}
	if c.AsOf != "" {
		day, err := time.Parse(time.DateOnly, c.AsOf)
		if err != nil {
			return nil, usageError{fmt.Sprintf("--as-of %s ist kein Tag. Bitte in der Form JJJJ-MM-TT angeben.", c.AsOf)}
		}
		l.asOf = day
	}
	t.station("Projekt lesen")
	p, found, err := openProject(c.Project)
	l.project = p
	return l, l.after(found, err)
}

// after is the end of a station: its findings are printed; if one of them is severe, the run stops here.
func (l *line) after(found finding.List, err error) error {
	l.found = append(l.found, found...)
	if !l.flags.JSON && (!l.quiet || found.Stops()) {
		l.t.findings(found)
	}
	if err != nil {
		return err
	}
	if !found.Stops() {
		return nil
	}
	if l.flags.JSON {
		if err := l.t.json(result{Findings: l.found.Sorted(), Stopped: true}); err != nil {
			return err
		}
	} else {
		fmt.Fprintf(l.t.err, "Angehalten: %d Beanstandung(en) müssen erst behoben werden. Die letzten Ergebnisse sind unverändert.\n", found.Count(finding.Stop))
	}
	return errStopped
}

// fewRows is the size below which a second thread costs DuckDB more than it brings: on the sample it took twice the time.
const fewRows = 200_000

// openStore opens the store in the file path, or in memory for "", for that many delivered rows.
func (l *line) openStore(ctx context.Context, path string, rows int) (*store.Store, error) {
	threads := l.flags.Threads
	if threads == 0 && rows < fewRows {
		threads = 1
	}
	return store.Open(ctx, path, l.project.forStore(), store.Options{
		Memory: l.flags.Memory, Threads: threads, Rows: rows,
	})
}

// result is what --json prints.
type result struct {
	AsOf     string            `json:"as_of,omitempty"`
	Files    []string          `json:"files,omitempty"`
	Account  []report.Delivery `json:"account,omitempty"`
	Findings finding.List      `json:"findings"`
	Stopped  bool              `json:"stopped"`
}

// tell prints what a run made.
func (l *line) tell(m made, files []string) error {
	if l.flags.JSON {
		return l.t.json(l.result(m, files))
	}
	for _, text := range m.summary(files) {
		l.t.say("%s", text)
	}
	return nil
}

func (l *line) result(m made, files []string) result {
	return result{AsOf: m.asOf.Format(time.DateOnly), Files: files, Account: m.accounts, Findings: l.found.Sorted()}
}

// summary is what a run made in lines: the row account, how much each audience is shown, and the files.
func (m made) summary(files []string) []string {
	sum := m.total()
	out := []string{fmt.Sprintf("Stand %s: %d Zeilen gelesen = %d angenommen + %d zurückgewiesen + %d doppelt + %d außerhalb der Laufzeit + %d ohne Daten.",
		m.asOf.Format("02.01.2006"), sum.Read, sum.Accepted, sum.Rejected, sum.Duplicate, sum.OutsideTerm, sum.NoData)}
	for _, p := range m.protocols {
		out = append(out, p.Line())
	}
	return append(out, files...)
}

// dataFolder opens the deliveries. Files outside the folder cannot be reached, not even through links.
func (l *line) dataFolder() (*os.Root, error) {
	dir := l.project.folder(l.flags.Data, l.project.programme.Folders.Data)
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, usageError{fmt.Sprintf("Der Ordner mit den Lieferungen lässt sich nicht öffnen: %s. Bitte mit --data angeben.", dir)}
	}
	return root, nil
}
