package intake

import "wirkbericht/pipeline/notation"

// Table is the contract of one table, config/tables/<name>.yaml: what SQL may rely on, whoever delivers. The store creates
// raw.<name> and basis.<name> from it.
type Table struct {
	Name     string        `yaml:"-"` // the file name
	File     string        `yaml:"-"` // where the contract stands, for messages
	Title    notation.Text `yaml:"title"`
	Grain    string        `yaml:"grain"`    // what one row is, in German
	Required bool          `yaml:"required"` // without a snapshot the run stops
	Status   string        `yaml:"status"`   // "" or "off": a project hides a table it does not have
	Key      []string      `yaml:"key"`
	// Term names the date column by which rows outside the project term are set aside and counted. Empty: the table keeps
	// its history (residence, earlier tests, the baseline half-year).
	Term    string   `yaml:"term"`
	Legal   Legal    `yaml:"legal"`
	Columns []Column `yaml:"columns"`
}

// Legal says why the table may be held and until when.
type Legal struct {
	Basis    string `yaml:"rechtsgrundlage"`
	Purpose  string `yaml:"zweck"`
	Deletion string `yaml:"loeschfrist"`
}

// Column is one column of a contract.
type Column struct {
	Name       string        `yaml:"name"`
	Type       Type          `yaml:"type"`
	Required   bool          `yaml:"required"`
	Class      string        `yaml:"class"`      // key, quasi, sensitive, plain, forbidden
	Codes      string        `yaml:"codes"`      // name of the code list whose codes are allowed
	References string        `yaml:"references"` // "table.column" that must hold the value
	Min        *int64        `yaml:"min"`        // smallest allowed whole number
	Max        *int64        `yaml:"max"`
	Unit       string        `yaml:"unit"`
	Form       Form          `yaml:"form"` // how a text or int is held, if not as delivered
	Label      notation.Text `yaml:"label"`
}

// Type is what a cell becomes.
type Type string

// The types of DATA.md. In a Row they are string, time.Time, time.Time (first of the month), int64, notation.Decimal
// (DECIMAL(18,4) in the store) and bool; nil is missing.
const (
	TypeText  Type = "text"
	TypeDate  Type = "date"
	TypeMonth Type = "month"
	TypeInt   Type = "int"
	TypeDec   Type = "dec"
	TypeBool  Type = "bool"
)

// Form is a form of its own within a type.
type Form string

// The forms. Delivered spellings such as "2017/2018" or "2. Hj. 17/18" are brought to them; one delivered column may fill both.
const (
	FormSchoolYear Form = "school_year" // text "2017/18"
	FormHalfYear   Form = "half_year"   // int 1 or 2
)

// Source maps one delivered file, or one sheet of a workbook, onto one table: config/sources/<name>.yaml.
type Source struct {
	Name   string `yaml:"-"` // the file name
	Path   string `yaml:"-"` // where the declaration stands, for messages
	Title  string `yaml:"title"`
	Office string `yaml:"office"` // code of the delivering office
	Table  string `yaml:"table"`
	Status string `yaml:"status"` // "" or "off"
	// File is a pattern (path.Match) for the file name inside a snapshot folder.
	File      string `yaml:"file"`
	Format    string `yaml:"format"`    // csv or xlsx
	Sheet     string `yaml:"sheet"`     // xlsx: pattern for the sheet name
	Encoding  string `yaml:"encoding"`  // auto (default), utf-8, windows-1252, iso-8859-1, iso-8859-15, utf-16le, utf-16be
	Delimiter string `yaml:"delimiter"` // auto (default), ";", ",", "|", "tab"
	// MaxRejected is the share of rows, in per cent, above which the file stops the run. nil: 5.
	MaxRejected *int `yaml:"max_rejected"`
	// Notation is how numbers, dates and truth values are written: "" for German, "plain" for machines (1234.5, 2018-10-30,
	// true; only an empty cell is missing).
	Notation string   `yaml:"notation"`
	Missing  []string `yaml:"missing"` // markers that mean "missing" here, beside the usual ones
	// Dash says what "-" and "–" mean in number columns: "missing" (default) or "zero".
	Dash   string   `yaml:"dash"`
	Ignore []string `yaml:"ignore"` // headers known and deliberately not taken
	// Columns maps contract columns to what is delivered.
	Columns map[string]Mapping `yaml:"columns"`

	fillin bool // made by Fillin, not declared
}

// Mapping says how one contract column is filled.
type Mapping struct {
	Header   Headers           `yaml:"header"`   // delivered header, or several spellings; compared without case, spaces, hyphens
	Constant string            `yaml:"constant"` // a value for every row instead of a header
	Pad      int               `yaml:"pad"`      // width to which leading zeros are restored ("2" → "02")
	Grouping bool              `yaml:"grouping"` // dots group thousands in this column ("1.234" is 1234)
	Dash     string            `yaml:"dash"`     // overrides the source's
	Empty    string            `yaml:"empty"`    // what a blank cell means: "" for missing, "zero" for numbers, "no" for truth values ("x" or blank)
	Fill     string            `yaml:"fill"`     // "down": a blank cell repeats the one above, as in merged cells and printed lists
	Codes    map[string]string `yaml:"codes"`    // delivered spelling → code
	Key      string            `yaml:"key"`      // form of a pseudonym, "F00": letter and digits; "F1", "f 01" become "F01"
}

// Headers is one header or a list of spellings.
type Headers []string
