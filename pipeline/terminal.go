package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"wirkbericht/pipeline/finding"
)

// terminal is where a command talks to its user: results on stdout, findings and progress on stderr. Progress shows only
// where a person is watching.
type terminal struct {
	out, err io.Writer
	quiet    bool
	bar      *progressbar.ProgressBar
}

func newTerminal(stdout, stderr io.Writer, quiet bool) *terminal {
	t := &terminal{out: stdout, err: stderr, quiet: quiet}
	if f, ok := stderr.(*os.File); ok && !quiet && term.IsTerminal(int(f.Fd())) {
		t.bar = progressbar.NewOptions(-1,
			progressbar.OptionSetWriter(stderr), progressbar.OptionClearOnFinish(), progressbar.OptionSetElapsedTime(false),
			progressbar.OptionEnableColorCodes(os.Getenv("NO_COLOR") == ""), progressbar.OptionSetPredictTime(false),
		)
	}
	return t
}

// station says what is being done.
func (t *terminal) station(what string) {
	if t.bar != nil {
		t.bar.Describe(what)
		_ = t.bar.Add(1) // progress on a terminal that went away is nobody's loss
	}
}

func (t *terminal) clear() {
	if t.bar != nil {
		_ = t.bar.Clear()
	}
}

// findings prints what a station found, the same fault of a file once with its number; when quiet, what is worse than a warning.
func (t *terminal) findings(list finding.List) {
	t.clear()
	for _, g := range list.Grouped() {
		if !t.quiet || g.Severity >= finding.Error {
			fmt.Fprintln(t.err, g)
		}
	}
}

// say prints one line of the result.
func (t *terminal) say(format string, args ...any) {
	t.clear()
	fmt.Fprintf(t.out, format+"\n", args...)
}

// json prints the result for other programs.
func (t *terminal) json(v any) error {
	t.clear()
	enc := json.NewEncoder(t.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
