package main

import (
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

var (
	sections = regexp.MustCompile(`<h2 id="([^"]+)">`)
	captions = regexp.MustCompile(`(?:<p class="caption" id="([^"]+)-titel">|<figure id="([^"]+)">)`)
	rowOf    = regexp.MustCompile(`(?s)<tr.*?</tr>`)
	missed   = regexp.MustCompile(`class="light (?:gelb|rot)"`)
)

func TestEveryQuarterOfTheTermHasAReportOfTheSameForm(t *testing.T) {
	l, err := openLine(&cli{Project: "..", AsOf: "2019-12-31", Memory: "1GB"}, newTerminal(io.Discard, io.Discard, true))
	if err != nil {
		t.Fatal(err)
	}
	seen, err := l.observe(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	defer seen.close()
	src, err := l.source(seen)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(l.project.reports, func(r report.Report) bool { return r.Name() == "quartalsbericht" })
	form := l.project.reports[i]
	rel, _, err := release.Protect(l.project.audiences[form.Front.Audience], src)
	if err != nil {
		t.Fatal(err)
	}
	p, err := newPress()
	if err != nil {
		t.Skip(err)
	}
	run, err := l.reportRun(seen.made)
	if err != nil {
		t.Fatal(err)
	}
	var quarters []indicator.Period
	for n := range 11 {
		quarters = append(quarters, quarterOf(2017+(n+1)/4, (n+1)%4+1))
	}
	if last := quarters[len(quarters)-1]; last.Name != "2019-Q4" {
		t.Fatalf("the last quarter is %s", last.Name)
	}
	for _, q := range quarters {
		run.Quarter = q
		out, err := p.print(form, rel.Copy(), run)
		if err != nil || out.found.Stops() || len(out.files) != 2 {
			t.Fatalf("%s: %v %v", q.Name, out.found, err)
		}
		if want := "quartalsbericht-" + q.Name; out.name != want {
			t.Errorf("name %s, want %s", out.name, want)
		}
		hasForm(t, q.Name, string(out.files[1].Data))
	}
}

// hasForm demands the sections of a quarterly report in their order, with decisions first, all tables and figures but those that a
// sentence stands for, one light over all, and a reason, or that there is none, below every light that is not green.
func hasForm(t *testing.T, quarter, page string) {
	t.Helper()
	var got []string
	for _, m := range sections.FindAllStringSubmatch(page, -1) {
		got = append(got, m[1])
	}
	if d := cmp.Diff([]string{"entscheiden", "kennzahlen", "aktivitaeten", "ressourcen", "datenqualitaet"}, got); d != "" {
		t.Errorf("%s: sections %s", quarter, d)
	}
	got = nil
	for _, m := range captions.FindAllStringSubmatch(page, -1) {
		got = append(got, m[1]+m[2])
	}
	got = slices.DeleteFunc(got, func(id string) bool { return id == "tab_entscheiden" || id == "tab_risiken" || id == "tab_massn" })
	if d := cmp.Diff([]string{"tab_kennzahlen", "abb_verlauf", "abb_massn", "tab_zusammenarbeit", "tab_mittel", "tab_zeilenkonto"}, got); d != "" {
		t.Errorf("%s: tables and figures %s", quarter, d)
	}
	for id, otherwise := range map[string]string{
		"tab_entscheiden": "steht keine Entscheidung der Lenkungsgruppe aus.", "tab_risiken": "sind keine Risiken und Aufträge offen.",
	} {
		if strings.Contains(page, `id="`+id+`"`) == strings.Contains(page, otherwise) {
			t.Errorf("%s: %s is neither shown nor said to be empty", quarter, id)
		}
	}
	_, table, _ := strings.Cut(page, `id="tab_kennzahlen"`)
	rows := rowOf.FindAllString(table[:strings.Index(table, "</table>")], -1)
	overall := 0
	for i, row := range rows {
		switch {
		case strings.Contains(row, "Gesamtampel"):
			overall++
		case missed.MatchString(row) && !strings.Contains(rows[i+1], "Grund"):
			t.Errorf("%s: no word on %s", quarter, row)
		}
	}
	if overall != 1 {
		t.Errorf("%s: %d lights over all", quarter, overall)
	}
}
