package disclosure

import (
	"bytes"
	"flag"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected results")

// Each case is a trap from the textbook: what it is about, the system, and what audit and protect say of it.
func TestTextbookTraps(t *testing.T) {
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, path := range files {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			s := readSystem(t, archive.Files[0].Data)
			for i, f := range archive.Files[1:] {
				got := map[string]func(*testing.T, *System) string{"audit": auditText, "protect": protectText}[f.Name](t, s)
				if *update {
					archive.Files[i+1].Data = []byte(got)
				} else if d := cmp.Diff(string(f.Data), got); d != "" {
					t.Errorf("%s:\n%s", f.Name, d)
				}
			}
			if *update {
				if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func readSystem(t *testing.T, text []byte) *System {
	t.Helper()
	s, found, err := ReadSystem("system.json", bytes.NewReader(text))
	if err != nil || s == nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return s
}

// auditText lists the findings, one per line: target, argument, interval, sentence; then the safe targets with two of their values.
func auditText(t *testing.T, s *System) string {
	t.Helper()
	v, err := Audit(s)
	if err != nil {
		t.Fatal(err)
	}
	verify(t, s, v)
	return verdictText(s, v)
}

func verdictText(s *System, v *Verdict) string {
	var b strings.Builder
	for _, f := range v.Findings {
		fmt.Fprintf(&b, "%s %s [%s, %s]: %s\n", f.Target, f.By, end(f.Lo), end(f.Hi), s.Sentence(&f))
	}
	for _, p := range v.Witnesses.Pairs {
		column := s.target(p.Target).Column
		fmt.Fprintf(&b, "%s safe: %s or %s\n", p.Target, dot(column, v.Witnesses.Tables[p.Low]).RatString(), dot(column, v.Witnesses.Tables[p.High]).RatString())
	}
	return b.String()
}

func end(v *big.Rat) string {
	if v == nil {
		return "?"
	}
	return v.RatString()
}

// protectText lists the withheld cells, the leaks by forced ones, and the audit of the result.
func protectText(t *testing.T, s *System) string {
	t.Helper()
	p, err := Protect(s)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range p.Secondary {
		names = append(names, s.Cells[c].ID)
	}
	published := *s
	published.Suppressed = append(slices.Clone(s.Primary), p.Secondary...)
	published.Suppressed = slices.DeleteFunc(published.Suppressed, func(c int) bool { return slices.Contains(s.Forced, c) })
	verify(t, &published, p.Verdict)
	return fmt.Sprintf("secondary: %s\nunsafe by forced: %s\n%s",
		strings.Join(names, " "), strings.Join(p.UnsafeByForced, " "), verdictText(&published, p.Verdict))
}
