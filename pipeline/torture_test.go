package main

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// tortureReport is a report as no office would write it, in Markdown, over the sample data: every kind of chart, among them some with
// nothing to show, headings five deep, 40 footnotes, a table of 400 rows with words no column can hold, spanned heads and cells. The
// marks are words that stand in it once and have to come out once.
func tortureReport() (text string, marks []string) {
	var b strings.Builder
	mark := func(kind string, n int) string {
		m := fmt.Sprintf("%s%dq", kind, n)
		marks = append(marks, m)
		return m
	}
	b.WriteString("---\n{title: Folter, audience: oeffentlichkeit, due: each_run, period: project, toc: true, numbering: true}\n---\n\n")
	for depth := 1; depth <= 5; depth++ {
		fmt.Fprintf(&b, "%s Ebene %d {#ebene%d}\n\nAbsatz %s unter der Überschrift.\n\n", strings.Repeat("#", depth), depth, depth, mark("absatz", depth))
	}
	for n := 1; n <= 40; n++ {
		fmt.Fprintf(&b, "Satz %s mit Fußnote.[^n%d] Und noch ein Wort.\n\n[^n%d]: Anmerkung %s mit **Nachdruck** und [](#ebene3).\n\n", mark("satz", n), n, n, mark("note", n))
	}
	b.WriteString("Tabelle: Ohne Ende\n\n| | Erstes Jahr | < |\n|---|---|---:|\n| Wer | Was | Betrag |\n")
	for n := 1; n <= 400; n++ {
		if n%7 == 0 {
			fmt.Fprintf(&b, "| %s | noch nicht bekannt, weil die Zahlen fehlen | < |\n", mark("zeile", n))
			continue
		}
		fmt.Fprintf(&b, "| %s | Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft | %d,00 |\n", mark("zeile", n), n)
	}
	b.WriteString("\n")
	for n, body := range []string{
		"kind: trend\nindicator: svb_quote\nperiod: Q\ntarget: true\ninterval: true",
		"kind: trend\nindicator: mittelabfluss\nby: kostenart\nperiod: A\nbreaks: [{period: A:2018-A1, reason: neuer Kontenplan}]",
		"kind: bars\nindicator: massn_stand\nby: massnahme_status",
		"kind: bars\nindicator: fehlquote_unent\nby: geschlecht_2\nperiod: SH",
		"kind: stacked\nindicator: massn_stand\nby: ebene_massnahme\nperiod: Q",
		"kind: hbars\nindicator: fk_beteiligung\nby: stelle\nperiod: P",
		"kind: dots\nindicators: [hilfeplan_aktuell, svb_quote, deutsch_a2]\nperiod: Q\ntarget: true",
		"kind: dots\nindicator: deutsch_a2\nperiod: T:T12\nbefore: T:T00",
		"kind: heatmap\nindicators: [fam_aktiv, svb_quote]\nperiod: Q",
		"kind: survival\nindicator: deutsch_a2\nperiod: T\ninterval: true",
		"kind: survival\nindicator: verweildauer_med\ninterval: true",
		"kind: funnel",
		"kind: timeline\ngroup: thema",
		"kind: budget\ngroup: jahr",
		"kind: sankey\ntable: netzwerktreffen\ncolumns: [quartal, format, treffen]",
		"kind: trend\nindicator: anschluss_6m\nperiod: P",  // withheld throughout
		"kind: bars\nindicator: deutsch_a2\nperiod: T:T24", // not yet
		"kind: timeline\nonly: {status: [EINGESTELLT]}",    // no row
	} {
		fmt.Fprintf(&b, "```chart\n%s\ntitle: Abbildung %s\nnote: Anmerkung %s.\n```\n\n", body, mark("bild", n), mark("bildnote", n))
	}
	return b.String(), marks
}

func TestATortureReportComesOutAsItWentIn(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("no pdftotext on this machine")
	}
	text, marks := tortureReport()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "reports"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "reports", "folter.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	var says bytes.Buffer
	code := command([]string{
		"run", "--project", dir, "--data", "../testdata/muenster", "--as-of", "2018-10-30", "--report", "folter", "--quiet",
		"--store", filepath.Join(dir, "s.duckdb"), "--out", filepath.Join(dir, "out"),
	}, &says, &says)
	if code != exitDone {
		t.Fatalf("exit code %d:\n%s", code, says.String())
	}
	out := filepath.Join(dir, "out", "2018-10-30")
	page, err := os.ReadFile(filepath.Join(out, "folter.html"))
	if err != nil {
		t.Fatal(err)
	}
	paper, err := exec.Command("pdftotext", "-raw", filepath.Join(out, "folter.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	scripts := regexp.MustCompile(`(?s)<(script|style)[^>]*>.*?</(script|style)>`)
	tags := regexp.MustCompile(`<[^>]*>`)
	for name, got := range map[string]string{
		"HTML": html.UnescapeString(tags.ReplaceAllString(scripts.ReplaceAllString(string(page), ""), " ")),
		"PDF":  string(paper),
	} {
		words := map[string]int{}
		for _, w := range strings.FieldsFunc(got, func(r rune) bool { return !('0' <= r && r <= '9' || 'a' <= r && r <= 'z') }) {
			words[w]++
		}
		for _, m := range marks {
			if words[m] != 1 {
				t.Errorf("%s: %q comes out %d times", name, m, words[m])
			}
		}
	}
}
