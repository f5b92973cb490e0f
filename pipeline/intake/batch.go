package intake

import "time"

// Batch is one delivered file or sheet after reading: the rows that were taken, each with its place, and an account of
// those that were not.
type Batch struct {
	Table  string
	Source string
	File   string // path inside the data folder, with the snapshot folder: the place users know
	Sheet  string
	SHA256 string // of the file, hex
	Stand  time.Time
	// Columns are the contract's columns in order; Row.Values has one value for each.
	Columns  []Column
	Rows     []Row
	Missing  []Missing
	Rejected []Rejected
	Account  Account
	// Digest names what was read: it is the same for the same rows, missing cells and account, whatever the bytes of the file, and differs
	// when another contract, mapping or code list makes something else of them. Hex.
	Digest string
	// Header are the delivered headers, Encoding and Delimiter (empty for workbooks) how the file was read.
	Header    []string
	Encoding  string
	Delimiter string
	// Supplement is a corrected quarantine file: its rows add to the snapshot (see WriteQuarantine).
	Supplement bool
	// Clean reads the rows of a CSV file by columns, which is faster; nil: only Read can.
	Clean *Clean
}

// Rejected is a row that was not taken, as it was delivered.
type Rejected struct {
	Line   int
	Cells  []string // decoded; nil if nobody knows where one ends and the next begins
	Text   string   // the record in the file, decoded, without its line end; of a sheet, its cells with semicolons between them
	Reason string   // German: all that is wrong with it
	Remedy string
}

// Row is one accepted row. Values are string, time.Time (midnight UTC), int64, notation.Decimal, bool or nil (missing), by
// Column.Type.
type Row struct {
	Line   int // line of the file where the record begins, from 1
	Values []any
}

// Missing keeps, for a cell that holds no value, what stood there and why that means missing. A column that is not in the file
// has one entry, with line 0 for all of its rows.
type Missing struct {
	Line   int
	Column string
	Raw    string
	Reason Reason
}

// Reason is why a value is missing. Missing is never zero.
type Reason string

// The reasons that markers in office files stand for.
const (
	ReasonEmpty         Reason = "LEER"             // nothing in the cell
	ReasonNotStated     Reason = "KEINE_ANGABE"     // k. A., keine Angabe, unbek., n. b., x, /
	ReasonNotApplicable Reason = "ENTFAELLT"        // entf.
	ReasonLater         Reason = "SPAETER"          // …
	ReasonHidden        Reason = "GEHEIM_UNBEKANNT" // . and *: unknown or withheld by the office
	ReasonBroken        Reason = "RECHENFEHLER"     // #NV, #BEZUG!
	ReasonOpen          Reason = "OFFEN"            // 31.12.9999: has not ended
	ReasonAbsent        Reason = "NICHT_GELIEFERT"  // the column is not in this file
)

// Account says what became of every row of one file or sheet. Read = Accepted + Rejected + Duplicate + OutsideTerm + NoData.
type Account struct {
	Read        int
	Accepted    int
	Rejected    int
	Duplicate   int
	OutsideTerm int
	NoData      int // title, header, sum row, footnote, blank
}

// Balanced reports whether no row was lost.
func (a Account) Balanced() bool {
	return a.Read == a.Accepted+a.Rejected+a.Duplicate+a.OutsideTerm+a.NoData
}

// Plus is the account of two files together.
func (a Account) Plus(b Account) Account {
	return Account{
		a.Read + b.Read, a.Accepted + b.Accepted, a.Rejected + b.Rejected,
		a.Duplicate + b.Duplicate, a.OutsideTerm + b.OutsideTerm, a.NoData + b.NoData,
	}
}

// Term is the project term. Its end was moved by decisions; which end counts depends on the day of the data.
type Term struct {
	Start time.Time
	Ends  []TermEnd // in order of decision
}

// TermEnd is one decided or applied-for end of the term.
type TermEnd struct {
	Until     time.Time
	Status    string    // BEWILLIGT, BEANTRAGT
	DecidedOn time.Time // day from which this entry is known
}

// At is the last day of the term as granted on the day given. An end that was only applied for does not count.
func (t Term) At(day time.Time) time.Time {
	var end time.Time
	for _, e := range t.Ends {
		if e.Status == "BEWILLIGT" && !e.DecidedOn.After(day) {
			end = e.Until
		}
	}
	return end
}
