package release

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"slices"
)

// Draft is what one product prints, as a run leaves it for publish. It lists figures that were released, and the ids of others that the product
// shows as withheld.
type Draft struct {
	Product  string            `json:"product,omitempty"`
	Audience string            `json:"audience,omitempty"`
	AsOf     string            `json:"as_of"`
	Period   string            `json:"period,omitempty"` // the reporting quarter, 2018-Q3
	Lang     string            `json:"lang,omitempty"`
	Release  string            `json:"of,omitempty"`       // hash of the Release it was made from
	Register string            `json:"register,omitempty"` // hash of the last line of the register at that time
	Files    map[string]string `json:"files,omitempty"`    // name → sha256
	Basis    *Basis            `json:"basis,omitempty"`
	Cells    []Printed         `json:"cells,omitempty"`
}

// Printed is one cell as a product prints it.
type Printed struct {
	Cell        string `json:"cell"`
	Status      Status `json:"status"`
	Forms       []Form `json:"forms,omitempty"`
	Numerator   string `json:"k,omitempty"`
	Denominator string `json:"n,omitempty"`
	Unknown     string `json:"unknown,omitempty"`
	Consent     string `json:"consent,omitempty"` // of those whom it could point at: where it stands on record
}

// Basis is what the figures of a draft rest on. It tells why two drafts differ.
type Basis struct {
	Snapshots   []Snapshot            `json:"snapshots"`   // that count: of each table the newest
	Definitions map[string]Definition `json:"definitions"` // by indicator
	Law         []string              `json:"law"`         // config/reference/rechtsstand.csv, one text for each row, sorted
	Protection  string                `json:"protection"`  // what the audience's rules demand
}

// Snapshot is one delivered file or sheet.
type Snapshot struct {
	Table  string `json:"table"`
	Stand  string `json:"stand"`
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"`
	SHA256 string `json:"sha256"`
}

// Definition is an indicator with everything that it is computed by.
type Definition struct {
	Version string   `json:"version"`
	SHA256  string   `json:"sha256"` // of the query, the shared views and the numbers that it reads
	Law     bool     `json:"law,omitempty"`
	Stock   bool     `json:"stock,omitempty"` // by quarter, speaks of the state on a day and not of what happens between two
	Tables  []string `json:"tables"`          // that it reads
}

// Act is what an entry of the register records.
type Act string

// The acts.
const (
	Publication Act = ""          // a draft became a release
	Forgotten   Act = "vergessen" // the data of one family were deleted; which family is not said
	Purged      Act = "vernichtet"
)

// Entry is one entry of the register.
type Entry struct {
	Number     int
	Name       string // of its file, without extension: 0001_zwischenbericht
	Act        Act
	By, Reason string
	Supersedes int    // number of the release that this one replaces; 0: none
	Verdict    string // of the audit, in German
	Hash       string // of its first line: it names the release
	Draft
}

// Entries are all entries, oldest first.
func (r *Register) Entries() []Entry { return r.entries }

// Superseded is the entry that has replaced the release of that number.
func (r *Register) Superseded(number int) (Entry, bool) {
	i := slices.IndexFunc(r.entries, func(e Entry) bool { return e.Supersedes == number })
	if i < 0 {
		return Entry{}, false
	}
	return r.entries[i], true
}

// Next is the number of the entry that comes next.
func (r *Register) Next() int {
	if r == nil || len(r.entries) == 0 {
		return 1
	}
	return r.entries[len(r.entries)-1].Number + 1
}

// Enter gives an entry its number, its name and its hash, and returns with it the content of its file in RegisterFolder.
func (r *Register) Enter(e Entry) (Entry, []byte) {
	e.Number = r.Next()
	what := e.Product
	if e.Act != Publication {
		what = string(e.Act)
	}
	e.Name = fmt.Sprintf("%04d_%s", e.Number, what)
	hash := r.head
	var b bytes.Buffer
	write := func(l line) string {
		l.Release = e.Number
		hash = l.sum(hash)
		l.Hash = hash
		text, _ := json.Marshal(l)
		b.Write(text)
		b.WriteByte('\n')
		return hash
	}
	head := e.Draft
	head.Cells = nil
	e.Hash = write(line{Act: e.Act, By: e.By, Reason: e.Reason, Supersedes: e.Supersedes, Verdict: e.Verdict, Lines: len(e.Cells), Draft: &head})
	for i := range e.Cells {
		write(line{Printed: &e.Cells[i]})
	}
	return e, b.Bytes()
}

// File is where an entry lies in the project.
func (e Entry) File() string { return path.Join(RegisterFolder, e.Name+".jsonl") }

// With is the register as it would be with another release.
func (r *Register) With(e Entry) *Register {
	out := &Register{head: r.head, entries: slices.Clone(r.entries), printed: map[string]map[string]Printed{}, frozen: r.frozen}
	for a, cells := range r.printed {
		out.printed[a] = maps.Clone(cells)
	}
	e, content := r.Enter(e)
	for raw := range bytes.Lines(content) {
		l, _ := readLine(raw, out.head) // just written
		out.take(l, e.File())
	}
	return out
}
