package fillin

import (
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/intake"
)

// lastRow is the last row that a sheet can have: formats and drop-downs reach to it.
const lastRow = excelize.TotalRows

// table lays out the sheet of a table.
func (b *book) table(t intake.Table, c intake.Contract, l *lists) {
	b.put(t.Name, 1, 1, t.Title.DE, b.style.title)
	b.put(t.Name, 1, 2, "Stand:", b.style.text)
	b.put(t.Name, 2, 2, nil, b.style.day)
	if t.Grain != "" {
		b.put(t.Name, 3, 2, "Je Zeile: "+t.Grain, b.style.small)
	}
	headers := intake.FillinHeaders(t)
	for i, k := range t.Columns {
		f := field{Column: k, header: headers[i], at: i + 1, sheet: t.Name, form: c.KeyForm(t.Name, k.Name), choices: intake.Choices(c.Codes[k.Codes])}
		b.column(f, l)
	}
	b.do(b.file.SetRowHeight(t.Name, 1, 24))
	b.do(b.file.SetRowHeight(t.Name, headRow, 36))
	b.freeze(t.Name, headRow)
}

// field is one column of a sheet.
type field struct {
	intake.Column
	header  string
	at      int // from 1
	sheet   string
	form    string // of a pseudonym, F00
	choices []intake.Choice
}

// column lays out one column: head, note, format, and what may be entered.
func (b *book) column(f field, l *lists) {
	style := b.style.optional
	if f.Required {
		style = b.style.required
	}
	b.do(b.file.SetColStyle(f.sheet, columnName(f.at), b.format(f.Column)))
	b.put(f.sheet, f.at, headRow, f.header, style)
	b.width(f.sheet, f.at, f.characters())
	b.do(b.file.AddComment(f.sheet, excelize.Comment{
		Cell: cellName(f.at, headRow), Author: "wirkbericht", Width: 300, Height: uint(30 + 17*len(f.note())),
		Paragraph: []excelize.RichTextRun{{Text: strings.Join(f.note(), "\n")}},
	}))
	if v := f.validation(l); v != nil {
		v.SetSqref(fmt.Sprintf("%s:%s", cellName(f.at, headRow+1), cellName(f.at, lastRow)))
		b.do(b.file.AddDataValidation(f.sheet, v))
	}
}

// format is the number format of a column. What is text stays what was typed: Excel makes a date of 2017/18 and a number of 01.
func (b *book) format(k intake.Column) int {
	switch k.Type {
	case intake.TypeDate:
		return b.style.day
	case intake.TypeMonth:
		return b.style.month
	case intake.TypeInt:
		return b.style.whole
	case intake.TypeDec:
		return b.style.decimal
	}
	return b.style.plain
}

// characters is the width of a column: the head on two lines, the longest choice on one, within reason.
func (f field) characters() float64 {
	most := max(10, utf8.RuneCountInString(f.header)*6/10+4)
	for _, c := range f.choices {
		most = max(most, utf8.RuneCountInString(c.Text)+3)
	}
	return float64(min(most, 42))
}

// note says what belongs into a column, in lines.
func (f field) note() []string {
	lines := []string{f.what()}
	if f.Required {
		lines = append(lines, "Pflichtangabe")
	}
	if f.Unit != "" {
		lines = append(lines, "Einheit: "+f.Unit)
	}
	if limits := f.limits(); limits != "" {
		lines = append(lines, limits)
	}
	if table, _, ok := strings.Cut(f.References, "."); ok {
		lines = append(lines, "Muss in der Tabelle »"+table+"« stehen")
	}
	if example := f.example(); example != "" {
		lines = append(lines, "Beispiel: "+example)
	}
	return lines
}

// what is the kind of the value in words.
func (f field) what() string {
	switch {
	case len(f.choices) > 0:
		return "Auswahl aus der Liste; der Code geht auch"
	case f.Class == "key":
		return "Kürzel, nie ein Name oder ein Aktenzeichen"
	case f.Form == intake.FormSchoolYear:
		return "Schuljahr"
	}
	switch f.Type {
	case intake.TypeDate:
		return "Tag, TT.MM.JJJJ"
	case intake.TypeMonth:
		return "Monat, MM/JJJJ"
	case intake.TypeInt:
		return "Ganze Zahl"
	case intake.TypeDec:
		return "Zahl mit Dezimalkomma"
	case intake.TypeBool:
		return "ja oder nein"
	}
	return "Text, ohne Namen und ohne Aktenzeichen"
}

func (f field) limits() string {
	switch {
	case f.Min != nil && f.Max != nil:
		return fmt.Sprintf("Von %d bis %d", *f.Min, *f.Max)
	case f.Min != nil:
		return fmt.Sprintf("Mindestens %d", *f.Min)
	case f.Max != nil:
		return fmt.Sprintf("Höchstens %d", *f.Max)
	}
	return ""
}

// example is a value as it is typed.
func (f field) example() string {
	switch {
	case len(f.choices) > 0:
		return f.choices[0].Text
	case f.form != "":
		return strings.TrimRight(f.form, "0") + strings.Repeat("0", strings.Count(f.form, "0")-1) + "1"
	case f.Form == intake.FormSchoolYear:
		return "2017/18"
	}
	switch f.Type {
	case intake.TypeDate:
		return "30.09.2018"
	case intake.TypeMonth:
		return "09/2018"
	case intake.TypeInt:
		return fmt.Sprint(*cmp.Or(f.Min, f.Max, new(int64)))
	case intake.TypeDec:
		return "12,5"
	case intake.TypeBool:
		return "ja"
	}
	return ""
}

// validation is what Excel lets through in a column; nil: everything. Where the contract has limits or a list, another value is
// refused while it is typed and not weeks later.
func (f field) validation(l *lists) *excelize.DataValidation {
	v := excelize.NewDataValidation(true)
	stop := func(message string) *excelize.DataValidation {
		v.SetError(excelize.DataValidationErrorStyleStop, "Das passt nicht in diese Spalte", message)
		return v
	}
	switch {
	case len(f.choices) > 0:
		v.SetSqrefDropList(l.rangeOf(f.Codes, f.choices))
		// Only a warning: the code itself is understood as well, and is not on the drop-down.
		v.SetError(excelize.DataValidationErrorStyleWarning, "Nicht in der Liste", "Bitte einen Eintrag der Liste wählen.")
		return v
	case f.Type == intake.TypeBool:
		if err := v.SetDropList([]string{"ja", "nein"}); err != nil {
			return nil // the two words are short enough
		}
		return stop("Bitte ja oder nein wählen oder die Zelle leer lassen.")
	case f.Type == intake.TypeInt, f.Type == intake.TypeDec:
		return f.number(v, stop)
	}
	return nil
}

func (f field) number(v *excelize.DataValidation, stop func(string) *excelize.DataValidation) *excelize.DataValidation {
	var kind excelize.DataValidationType = excelize.DataValidationTypeDecimal
	if f.Type == intake.TypeInt {
		kind = excelize.DataValidationTypeWhole
	}
	least, most := float64(-1e9), float64(1e9)
	if f.Min != nil {
		least = float64(*f.Min)
	}
	if f.Max != nil {
		most = float64(*f.Max)
	}
	if err := v.SetRange(least, most, kind, excelize.DataValidationOperatorBetween); err != nil {
		return nil // both are numbers
	}
	return stop("Bitte " + strings.ToLower(f.what()[:1]) + f.what()[1:] + " eingeben" + lead(", ", strings.ToLower(f.limits())) + ".")
}

// lead puts a separator before a text that is not empty.
func lead(separator, text string) string {
	if text == "" {
		return ""
	}
	return separator + text
}
