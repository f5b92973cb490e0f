package fillin

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy"
)

// Answers are what offices have said to questions, by sheet, oldest first.
type Answers []map[asked]string

// asked is a question as it is found again: where, by which rule, and in which words. A file that was delivered anew has other faults at the
// same places.
type asked struct{ place, rule, text string }

func question(q Question) asked { return asked{q.Place.String(), q.Rule, oneLine(q.Text)} }

// oneLine is a text with single spaces, as it comes back from a cell.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// answerTable and answerSource read a sheet of questions like any delivery.
func answerTable() intake.Table {
	return intake.Table{
		Name: "rueckfrage", Title: notation.Text{DE: "Rückfragen", EN: "Questions"}, Key: []string{"nr", "ort", "regel"},
		Columns: []intake.Column{
			{Name: "nr", Type: intake.TypeInt, Required: true, Class: "plain"},
			{Name: "ort", Type: intake.TypeText, Required: true, Class: "plain"},
			{Name: "regel", Type: intake.TypeText, Required: true, Class: "plain"},
			{Name: "rueckfrage", Type: intake.TypeText, Required: true, Class: "plain"},
			{Name: "antwort", Type: intake.TypeText, Class: "plain"},
		},
	}
}

func answerSource() intake.Source {
	s := intake.Source{
		Name: "rueckfrage", Path: questionFiles, Title: "Rückfragen", Table: "rueckfrage", File: questionFiles, Format: "xlsx", Sheet: questionSheet,
		Notation: "plain", // "unbekannt" is an answer, not a missing one
		Columns: map[string]intake.Mapping{
			"nr": {Header: intake.Headers{headNumber}}, "ort": {Header: intake.Headers{headPlace}},
			"regel": {Header: intake.Headers{headRule}}, "rueckfrage": {Header: intake.Headers{headQuestion}}, "antwort": {Header: intake.Headers{headAnswer}},
		},
	}
	for _, h := range questionHeads {
		s.Ignore = append(s.Ignore, h.text)
	}
	return s
}

// ReadAnswers reads the sheets of questions in the snapshot folders of data. A sheet that cannot be read is a warning: answers change no
// figure, so no run stops for them. An answer in which somebody is named is not taken, and the finding names its cell.
func ReadAnswers(data fs.FS) (Answers, finding.List, error) {
	contract := intake.Contract{Tables: []intake.Table{answerTable()}, Sources: []intake.Source{answerSource()}}
	batches, found, err := intake.Take(onlyQuestions{data}, contract)
	if err != nil {
		return nil, nil, fmt.Errorf("read answers: %w", err)
	}
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.Rule == "stand_widerspruch" }) // answers come later than data
	for i := range found {
		found[i].Severity = min(found[i].Severity, finding.Warning)
	}
	gate := privacy.NewGate()
	var out Answers
	for _, b := range batches {
		sheet := map[asked]string{}
		for _, r := range b.Rows {
			text, _ := r.Values[4].(string)
			at := finding.Place{File: b.File, Sheet: b.Sheet, Line: r.Line}
			if names(gate, at, text) {
				found.Add(finding.Warning, "antwort_klarangabe", at, "In der Antwort ist vermutlich jemand zu erkennen; sie wird nicht übernommen.",
					"Bitte ohne Namen, Anschrift und Aktenzeichen antworten.")
				continue
			}
			if key := (asked{r.Values[1].(string), r.Values[2].(string), oneLine(r.Values[3].(string))}); text != "" {
				sheet[key] = text
			}
		}
		out = append(out, sheet)
	}
	return out, found.Sorted(), nil
}

// names reports whether an answer says who somebody is.
func names(gate *privacy.Gate, at finding.Place, text string) bool {
	judge := gate.Judge(at, []string{headAnswer}, []privacy.Declared{{Text: true}})
	judge.Row(at.Line, []string{text})
	return judge.Columns()[0].Verdict == privacy.Red
}

// To is the answer to a finding, "" where there is none. Of several sheets that ask the same the newest counts.
func (a Answers) To(f finding.Finding) string {
	for _, sheet := range slices.Backward(a) {
		if text, ok := sheet[question(Ask(f))]; ok {
			return text
		}
	}
	return ""
}

// onlyQuestions is a data folder in which nothing but sheets of questions is seen.
type onlyQuestions struct{ fs.FS }

// ReadDir lists sheets of questions, and the folders that have one.
func (o onlyQuestions) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		if !e.IsDir() {
			return !IsQuestions(e.Name())
		}
		if name != "." {
			return true // intake reads no folder inside a folder
		}
		inside, err := o.ReadDir(e.Name())
		return err != nil || len(inside) == 0
	}), err
}
