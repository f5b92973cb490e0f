// Command wirkbericht turns what municipal offices deliver about a project for families into indicators, and the indicators
// into what people read: council reports, a quarterly PDF for the steering group, and files for the evaluators. It runs
// offline, on one machine, by itself.
//
// # A tour of the code, bottom up
//
// The program is one line of stations: take, hold, check, observe, protect, tell. A station is a function from value to value
// that returns what it made, what it found, and an error: a finding.Finding is what a person can repair, an error is not.
//
//   - config, queries, reports: what the project is, as files. No logic; a project folder replaces any of them.
//   - pipeline/assets: the charts' script, the fonts and the patterns, fetched and bundled at build time.
//   - finding, yamlfile, notation, codelist: findings with places; strict YAML; German numbers and dates; code lists.
//   - intake: a delivered CSV or workbook becomes a Batch of typed rows, each with its place, and an account of the others.
//   - indicator: an SQL file with a header is an Indicator; one aggregated cell of it is an Observation.
//   - stats: intervals for small groups.
//   - store: DuckDB. Loads batches, makes the views, runs checks and indicators.
//   - privacy: direct identifiers in what is delivered, before anything is loaded; how alike the rows are.
//   - disclosure: what can be derived from published cells, and what to withhold. A file interface so far.
//   - release: the gate. From observations it makes what one audience may see. Nothing else reaches a renderer.
//   - typeface, chart: metrics of the font; a chart as option, SVG and drawing.
//   - report: Markdown with blocks and a Release become a Document.
//   - layout, pdf and web: a Document becomes pages and a PDF, or one HTML file.
//   - bundle: the format of the evaluators' delivery: one description of its tables, checksums, signature, archive.
//   - delivery makes such a bundle from a Release; verify judges one, by itself.
//   - merge: the deliveries of several municipalities become one.
//   - fillin: workbooks that offices fill in, and questions to them.
//   - pipeline (here): the commands, the output folder, the exit codes.
//
// The order is total: a package imports only what stands above it in this list; floors_test.go holds that.
//
// This package reads the project, calls the stations in order, prints what they found and writes the products. It decides
// nothing about data.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
)

// The exit codes are part of the interface.
const (
	exitDone     = 0
	exitFailed   = 1 // an error that nobody can repair from the input
	exitUsage    = 2 // wrong flags or arguments
	exitFindings = 3 // stopped by findings
	exitRisk     = 4 // a figure that must not be shown would be
)

// errStopped ends a command whose findings were already printed.
var errStopped = errors.New("stopped by findings")

// cli is the whole command line. Flags before the folders of config/programm.yaml, which come before nothing.
type cli struct {
	Project      string   `help:"Projektordner mit config/, queries/ und reports/." default:"." placeholder:"ORDNER"`
	Data         string   `help:"Ordner mit den Lieferungen, ein Unterordner je Stand (aus config/programm.yaml)." placeholder:"ORDNER"`
	Store        string   `help:"Datei des Speichers (aus config/programm.yaml)." placeholder:"DATEI"`
	AsOf         string   `help:"Stand der Daten, JJJJ-MM-TT (sonst: der neueste gelieferte)." placeholder:"TAG"`
	Period       string   `help:"Berichtszeitraum, z. B. Q:2018-Q3 (sonst: das letzte am Stand beendete Quartal)." placeholder:"ZEITRAUM"`
	Memory       string   `help:"Arbeitsspeicher der Datenbank." default:"1GB"`
	Threads      int      `help:"Rechenkerne der Datenbank (0: nach der Menge der Daten)." default:"0"`
	AcceptShrink []string `help:"Tabellen, deren neuer Stand weniger Zeilen haben darf." placeholder:"TABELLE"`
	JSON         bool     `help:"Ergebnis als JSON auf der Standardausgabe."`
	Quiet        bool     `help:"Nur Fehler melden."`

	Run   runCommand   `cmd:"" help:"Lieferungen nehmen, rechnen, die fälligen Entwürfe schreiben."`
	Check checkCommand `cmd:"" help:"Alles prüfen, was »run« beanstanden würde; schreibt nichts."`

	Explain explainCommand `cmd:"" help:"Sagen, was eine Zahl bedeutet und woher sie kommt."`
	Publish publishCommand `cmd:"" help:"Einen Entwurf freigeben: mit Nummer, im Register eingetragen, mit einem Blatt für den Datenschutz."`

	Releases releasesCommand `cmd:"" help:"Auflisten, was je freigegeben wurde, an wen, und was seither damit geschah."`
	Compare  compareCommand  `cmd:"" help:"Zwei Freigaben oder Läufe vergleichen: welche Zahl ist anders, und warum."`
	Audit    auditCommand    `cmd:"" help:"Alles je Veröffentlichte angreifen: Was lässt sich ableiten?"`
	Protect  protectCommand  `cmd:"" help:"Bestimmen, welche Zellen gesperrt werden müssen."`
	Template templateCommand `cmd:"" help:"Vorlagen zum Ausfüllen schreiben, eine je liefernder Stelle."`
	Merge    mergeCommand    `cmd:"" help:"Die Lieferungen mehrerer Kommunen zu einer zusammenführen."`
	Verify   verifyCommand   `cmd:"" help:"Eine Lieferung an die Evaluation prüfen: Prüfsummen, Unterschrift, Regeln; ohne Projekt und ohne Netz."`
}

func main() {
	syscall.Umask(0o077) // whatever is made here is for its user alone, also what libraries make: logs of DuckDB, folders for sorting
	os.Exit(command(os.Args[1:], os.Stdout, os.Stderr))
}

// command runs one command line and returns its exit code.
func command(args []string, stdout, stderr io.Writer) int {
	var c cli
	exit := -1
	parser, err := kong.New(&c,
		kong.Name("wirkbericht"),
		kong.Description("Von den Lieferungen der Ämter zu Kennzahlen und Berichten."),
		kong.Writers(stdout, stderr),
		kong.Exit(func(code int) { exit = code }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, Summary: true}),
	)
	if err != nil {
		fmt.Fprintln(stderr, "error:", err)
		return exitFailed
	}
	ctx, err := parser.Parse(args)
	if exit >= 0 { // --help
		return exit
	}
	if err != nil {
		fmt.Fprintln(stderr, "wirkbericht:", err)
		fmt.Fprintln(stderr, "Hilfe: wirkbericht --help")
		return exitUsage
	}
	interrupt, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	ctx.BindTo(interrupt, (*context.Context)(nil))
	switch err := ctx.Run(&c, newTerminal(stdout, stderr, c.Quiet)); {
	case err == nil:
		return exitDone
	case errors.Is(err, errStopped):
		return exitFindings
	case errors.Is(err, errRisk):
		return exitRisk
	case errors.As(err, new(usageError)):
		fmt.Fprintln(stderr, "wirkbericht:", err)
		return exitUsage
	default:
		fmt.Fprintln(stderr, "error:", err)
		return exitFailed
	}
}

// usageError is a flag whose value cannot be right.
type usageError struct{ message string }

func (e usageError) Error() string { return e.message }
