package indicator

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
)

// FactsFolder is where a project keeps its tables without people.
const FactsFolder = "queries/tables"

// factsHeader is the header of such a file.
type factsHeader struct {
	Title      notation.Text `yaml:"title"`
	Note       notation.Text `yaml:"note"`
	Source     string        `yaml:"source"`
	Columns    []FactColumn  `yaml:"columns"`
	Disclosure Class         `yaml:"disclosure"`
}

// factTypes are what a column of facts may hold.
var factTypes = []string{"text", "int", "dec", "eur", "percent", "date", "month", "bool", "indicator", "period"}

// ReadFacts reads the headers of every fact table of the project fsys, sorted by id, without rows: those come from the
// store. Every fault is a finding. That the query reads no person and no family is checked by the store, which knows what a
// query reads.
func ReadFacts(fsys fs.FS, codes codelist.Lists) ([]Facts, finding.List, error) {
	files, err := Files(fsys, FactsFolder)
	if err != nil {
		return nil, nil, err
	}
	var out []Facts
	var found finding.List
	for _, file := range files {
		sql, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, found, fmt.Errorf("read %s: %w", file, err)
		}
		id, head, f := ReadHeader[factsHeader](file, string(sql))
		if !f.Stops() {
			head.check(header{file, Header(string(sql)), &f}, codes)
		}
		found = append(found, f...)
		out = append(out, Facts{
			ID: id, File: file, SQL: string(sql),
			Title: head.Title, Note: head.Note, Source: head.Source, Columns: head.Columns,
		})
	}
	slices.SortFunc(out, func(a, b Facts) int { return cmp.Compare(a.ID, b.ID) })
	return out, found, nil
}

func (f factsHeader) check(h header, codes codelist.Lists) {
	h.need("title", f.Title.DE, " auf Deutsch (de)")
	h.need("title", f.Title.EN, " auf Englisch (en)")
	h.need("source", f.Source, "")
	h.need("disclosure", string(f.Disclosure), "")
	h.word("disclosure", string(f.Disclosure), string(Plain))
	if len(f.Columns) == 0 {
		h.need("columns", "", "")
	}
	var seen []string
	for i, c := range f.Columns {
		switch {
		case !ValidID(c.Name):
			h.stop("spalte_form", fmt.Sprintf("columns: %q ist kein Spaltenname.", c.Name), "Bitte Kleinbuchstaben, Ziffern und Unterstriche verwenden.", "columns", i, "name")
		case slices.Contains(seen, c.Name):
			h.stop("spalte_doppelt", fmt.Sprintf("columns: Die Spalte %q steht zweimal.", c.Name), "Bitte eine davon entfernen.", "columns", i, "name")
		case c.Label.DE == "":
			h.stop("kopf_unvollstaendig", fmt.Sprintf("columns: Die Spalte %q hat keine Beschriftung (label).", c.Name), "Bitte label: {de: …, en: …} ergänzen.", "columns", i)
		case !slices.Contains(factTypes, c.Type):
			h.stop("kopf_wort", fmt.Sprintf("columns: Die Spalte %q hat den unbekannten Typ %q.", c.Name, c.Type), "Möglich sind: text, int, dec, eur, percent, date, month, bool, indicator, period.", "columns", i, "type")
		case c.Codes != "" && codes[c.Codes].Name == "":
			h.stop("codeliste_fehlt", fmt.Sprintf("columns: Zur Spalte %q gibt es keine Codeliste %q.", c.Name, c.Codes), fmt.Sprintf("Bitte %s/%s.csv anlegen.", codelist.Folder, c.Codes), "columns", i, "codes")
		}
		seen = append(seen, c.Name)
	}
}
