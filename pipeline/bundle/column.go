package bundle

import (
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/notation"
)

// Type is what a column holds.
type Type string

// The types of columns.
const (
	Text    Type = "text"    // for people: begins with a letter, a digit or an opening sign, so that no program takes it for a formula
	Code    Type = "code"    // upper case by CodePattern, or by a pattern of its own
	Date    Type = "date"    // 2018-09-30
	Decimal Type = "decimal" // DECIMAL(18,6), decimal point, no group separators, no exponent
	Integer Type = "integer"
	Boolean Type = "boolean" // true, false
)

// Column is one column of a table of the bundle.
type Column struct {
	Name     string
	Type     Type
	Label    notation.Text // head in the workbook, label in statistics programs
	Note     string        // German, whole sentences: for descriptor and codebook
	Required bool
	List     string // closed list of codelists.csv whose codes it takes
	Pattern  string // of codes with a form of their own, unanchored
	Signed   bool   // a number that may be negative
}

// Reference says that columns of a table name a row of another.
type Reference struct {
	Columns []string
	Table   string
	Target  []string
}

// Table is one CSV file of the bundle.
type Table struct {
	Name       string
	Title      notation.Text
	Note       string // one row is …
	Columns    []Column
	Key        []string
	References []Reference
}

// Header is the first line of the file.
func (t *Table) Header() []string {
	var out []string
	for _, c := range t.Columns {
		out = append(out, c.Name)
	}
	return out
}

// Column is the place of a column; a name that does not exist is a mistake in the program.
func (t *Table) Column(name string) int {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		panic("bundle: no column " + name + " in " + t.Name)
	}
	return i
}

// KeyColumns are the places of the key.
func (t *Table) KeyColumns() []int {
	var out []int
	for _, k := range t.Key {
		out = append(out, t.Column(k))
	}
	return out
}

// The forms of what a column may hold; the descriptor carries them, so that other validators check them too. Only ASCII classes and
// spelled-out umlauts: JavaScript, Python and XSD read \p{L} differently.
const (
	// CodePattern is code rule C of standards.md 7.3, but for its list of words that programs change.
	CodePattern    = `([A-Z][A-Z0-9]*(_[A-Z0-9]+)*|_[TUZ])`
	TextPattern    = `[A-Za-z0-9ÄÖÜäöüß(§„»][^\x00-\x1f]*`
	AreaPattern    = `DE_[A-Z0-9]+`
	PeriodPattern  = `([0-9]{4}-(Q[1-4]|A1|H[12]|Y1)|T[0-9]{2})`
	VersionPattern = `[0-9]+\.[0-9]+\.[0-9]+`
	HashPattern    = `[0-9a-f]{64}`
	// ListPattern is several codes separated by blanks.
	ListPattern    = `[A-Z][A-Z0-9_]*( [A-Z][A-Z0-9_]*)*`
	datePattern    = `[0-9]{4}-[0-9]{2}-[0-9]{2}`
	decimalPattern = `-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?`
	integerPattern = `0|[1-9][0-9]{0,11}`
	booleanPattern = `true|false`
)

// pattern is the form of a filled cell.
func (c Column) pattern() string {
	switch {
	case c.Pattern != "":
		return c.Pattern
	case c.Type == Code:
		return CodePattern
	case c.Type == Text:
		return TextPattern
	case c.Type == Date:
		return datePattern
	case c.Type == Decimal && c.Signed:
		return decimalPattern
	case c.Type == Decimal:
		return strings.TrimPrefix(decimalPattern, "-?")
	case c.Type == Integer:
		return integerPattern
	}
	return booleanPattern
}

// Form is the anchored pattern of a filled cell.
func (c Column) Form() string { return "^(" + c.pattern() + ")$" }

// Forms are the compiled forms of all columns.
func (t *Table) Forms() []*regexp.Regexp {
	var out []*regexp.Regexp
	for _, c := range t.Columns {
		out = append(out, regexp.MustCompile(c.Form()))
	}
	return out
}

// trap are codes by rule C that some program changes: R and pandas read NA as missing, spreadsheets make a date of MAR1.
var trap = regexp.MustCompile(`^(NA|NAN|INF|NULL|NONE|TRUE|FALSE|WAHR|FALSCH|(JAN|FEB|MAR|MRZ|APR|MAI|MAY|JUN|JUL|AUG|SEP|OKT|OCT|NOV|DEZ|DEC)[0-9]+)$`)

// IsTrap reports whether a program may read the code as something else.
func IsTrap(code string) bool { return trap.MatchString(code) }
