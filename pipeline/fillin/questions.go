package fillin

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/finding"
)

// Question is one finding as an office is asked about it.
type Question struct {
	Place finding.Place
	Rule  string
	Text  string // what is wrong, and what is asked for
	More  int    // further places with the same fault, not asked about one by one
	Kept  bool   // the row counts as it is
}

// Ask words a finding for the office that delivered: what a person of the project would do about it in config/ is left out.
func Ask(f finding.Finding) Question {
	text := f.Message
	for _, s := range sentences(f.Remedy) {
		if !strings.Contains(s, "config/") {
			text += " " + s
		}
	}
	return Question{f.Place, f.Rule, projectFile.ReplaceAllString(text, "das Projekt"), f.More, f.Severity < finding.Error}
}

// projectFile is a file of the project, which no office knows.
var projectFile = regexp.MustCompile(`config/[\w/]+\.(yaml|csv)`)

var sentenceEnd = regexp.MustCompile(`[.!?] +[A-ZÄÖÜ]`)

// sentences cuts a text behind its sentences. A cut at an abbreviation does no harm: the pieces are joined again.
func sentences(text string) []string {
	var out []string
	for {
		at := sentenceEnd.FindStringIndex(text)
		if at == nil {
			break
		}
		out = append(out, text[:at[0]+1])
		text = strings.TrimLeft(text[at[0]+1:], " ")
	}
	if text != "" {
		out = append(out, text)
	}
	return out
}

// Questions is a sheet of questions to one office.
type Questions struct {
	To    string    // printed name of office or source
	AsOf  time.Time // of the data asked about
	Until time.Time // day by which answers are wanted
	Items []Question
}

// QuestionFile is the name of a sheet of questions: rueckfrage_sozialamt_familien_2018-10-30.xlsx.
func QuestionFile(source string, asOf time.Time) string {
	return fmt.Sprintf("rueckfrage_%s_%s.xlsx", strings.ToLower(source), asOf.Format(time.DateOnly))
}

// questionFiles is the pattern of their names.
const questionFiles = "rueckfrage_*.xlsx"

// IsQuestions reports whether a file is a sheet of questions by its name, in any case of letters.
func IsQuestions(name string) bool {
	ok, err := path.Match(questionFiles, strings.ToLower(path.Base(name)))
	return ok && err == nil
}

// The one sheet of the workbook, and the headers by which answers are found again.
const (
	questionSheet = "Rückfragen"
	headNumber    = "Nr."
	headQuestion  = "Rückfrage"
	headAnswer    = "Antwort"
	headPlace     = "Ort (bitte nicht ändern)"
	headRule      = "Regel (bitte nicht ändern)"
)

// questionHeads are the columns in order, with their widths in characters.
var questionHeads = []struct {
	text  string
	width float64
}{
	{headNumber, 5}, {"Datei", 30}, {"Blatt", 16}, {"Zeile", 7}, {"Zelle", 7}, {headQuestion, 62}, {"Folge", 16}, {"Antwort bis", 12},
	{headAnswer, 50}, {headPlace, 14}, {headRule, 14},
}

// Workbook is the sheet as a file.
func (q Questions) Workbook() ([]byte, error) {
	b := newBook("Rückfragen an " + q.To)
	b.addSheet(questionSheet)
	b.put(questionSheet, 1, 1, "Rückfragen an "+q.To, b.style.title)
	b.do(b.file.SetRowHeight(questionSheet, 1, 24))
	b.do(b.file.MergeCell(questionSheet, "A2", "I2"))
	b.put(questionSheet, 1, 2, fmt.Sprintf("Zu den Lieferungen bis %s. Bitte bis zum %s in der Spalte »Antwort« antworten und diese Datei zurückgeben. "+
		"Eine Antwort ändert keine Daten: Was falsch ist, bitte in der Datei berichtigen und die ganze Datei neu liefern.",
		q.AsOf.Format("02.01.2006"), q.Until.Format("02.01.2006")), b.style.text)
	b.do(b.file.SetRowHeight(questionSheet, 2, 36))
	for i, h := range questionHeads {
		style := b.style.optional
		if h.text == headAnswer {
			style = b.style.required
		}
		b.put(questionSheet, i+1, headRow, h.text, style)
		b.width(questionSheet, i+1, h.width)
	}
	for i, item := range q.Items {
		b.question(i+1, headRow+1+i, item, q.Until)
	}
	b.freeze(questionSheet, headRow)
	b.do(b.file.SetPageLayout(questionSheet, &excelize.PageLayoutOptions{Orientation: ptr("landscape"), FitToWidth: ptr(1), FitToHeight: ptr(0), Size: ptr(9)}))
	b.do(b.file.SetSheetProps(questionSheet, &excelize.SheetPropsOptions{FitToPage: ptr(true)}))
	return b.bytes()
}

// question writes one row.
func (b *book) question(number, row int, q Question, until time.Time) {
	put := func(column int, value any, style int) { b.put(questionSheet, column, row, value, style) }
	put(1, number, b.style.quote)
	put(2, path.Base(q.Place.File), b.style.quote)
	put(3, q.Place.Sheet, b.style.quote)
	if put(4, nil, b.style.quote); q.Place.Line > 0 {
		put(4, q.Place.Line, b.style.quote)
	}
	put(5, CellOf(q.Place), b.style.quote)
	put(6, q.Text, b.style.question)
	put(7, q.consequence(), b.style.quote)
	put(8, until, b.style.due)
	put(9, nil, b.style.answer)
	put(10, q.Place.String(), b.style.key)
	put(11, q.Rule, b.style.key)
	b.do(b.file.SetRowHeight(questionSheet, row, float64(16*(1+max(len(q.Text)/58, len(q.Place.File)/28)))))
}

func (q Question) consequence() string {
	text := "Zeile zählt nicht"
	switch {
	case q.Place.Line == 0:
		text = "betrifft die Datei"
	case q.Kept:
		text = "Zeile zählt mit"
	}
	if q.More > 0 {
		text += fmt.Sprintf("; dazu %d weitere Stellen", q.More)
	}
	return text
}

// CellOf is the cell of a workbook that a place means, "D46"; empty for a text file, whose columns are characters.
func CellOf(p finding.Place) string {
	if p.Sheet == "" || p.Line == 0 || p.Column == 0 {
		return ""
	}
	return cellName(p.Column, p.Line)
}
