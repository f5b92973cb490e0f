package release

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
)

// RegisterFolder holds one file for each release of a project: what was ever given to whom. Each line carries the hash of itself and the line before, across the
// files in their order, so that nothing can be changed or taken out unseen.
const RegisterFolder = "register"

// Draft is what one product prints, as a run leaves it for publish. It lists figures that were released, and the ids of others that the product
// shows as withheld.
type Draft struct {
	Product  string            `json:"product"`
	Audience string            `json:"audience"`
	AsOf     string            `json:"as_of"`
	Release  string            `json:"release"`  // hash of the Release it was made from
	Register string            `json:"register"` // hash of the last line of the register at that time
	Files    map[string]string `json:"files"`    // name → sha256
	Cells    []Printed         `json:"cells"`
}

// Printed is one cell as a product prints it.
type Printed struct {
	Cell        string `json:"cell"`
	Status      Status `json:"status"`
	Forms       []Form `json:"forms,omitempty"`
	Numerator   string `json:"k,omitempty"`
	Denominator string `json:"n,omitempty"`
	Unknown     string `json:"unknown,omitempty"`
}

// line is one line of the register: the head of a release, or a cell of it.
type line struct {
	Release int    `json:"release"`
	By      string `json:"by,omitempty"`
	Reason  string `json:"reason,omitempty"`
	*Draft
	*Printed
	Hash string `json:"hash"` // of the line before and of this line without its hash
}

// Register is everything that was ever published.
type Register struct {
	head    string
	count   int
	printed map[string]map[string]Printed // audience → cell → as it was last printed
}

// ReadRegister reads the register of a project; a project that has published nothing has an empty one. A line that was changed, taken out or put in is a finding.
func ReadRegister(project fs.FS) (*Register, finding.List, error) {
	r := &Register{printed: map[string]map[string]Printed{}}
	files, err := fs.Glob(project, RegisterFolder+"/*.jsonl")
	if err != nil {
		return nil, nil, fmt.Errorf("list the register: %w", err)
	}
	slices.Sort(files)
	var found finding.List
	for _, file := range files {
		text, err := fs.ReadFile(project, file)
		if err != nil {
			return nil, nil, fmt.Errorf("read the register: %w", err)
		}
		audience, n := "", 0
		for raw := range bytes.Lines(text) {
			n++
			var l line
			err := json.Unmarshal(raw, &l)
			if err == nil && l.Hash == l.sum(r.head) {
				r.head = l.Hash
				audience = r.take(l, audience)
				continue
			}
			found.Add(finding.Stop, "register_kette", finding.Place{File: file, Line: n}, "Das Register ist hier verändert: Die Prüfsumme der Zeile passt nicht zu ihr und der vorigen.",
				"Bitte die Datei aus der Sicherung zurückholen; sie wird nie von Hand bearbeitet.")
			return r, found, nil
		}
	}
	return r, found, nil
}

// take enters a line and returns the audience that the lines after it speak to.
func (r *Register) take(l line, audience string) string {
	if l.Draft != nil {
		r.count = max(r.count, l.Release)
		return l.Draft.Audience
	}
	if r.printed[audience] == nil {
		r.printed[audience] = map[string]Printed{}
	}
	r.printed[audience][l.Printed.Cell] = *l.Printed
	return audience
}

// sum is the hash of a line behind the one with the given hash.
func (l line) sum(before string) string {
	l.Hash = before
	text, _ := json.Marshal(l) // strings and numbers only
	h := sha256.Sum256(text)
	return hex.EncodeToString(h[:])
}

// Head is the hash of the last line, "" for an empty register.
func (r *Register) Head() string {
	if r == nil {
		return ""
	}
	return r.head
}

// Audiences are those to whom anything was ever given, in order.
func (r *Register) Audiences() []string {
	var out []string
	for a := range r.printed {
		out = append(out, a)
	}
	slices.Sort(out)
	return out
}

// Enter is the file that enters a draft: its name in the project and its content. By is the role that publishes, reason why an exception was made, if one was.
func (r *Register) Enter(d Draft, by, reason string) (name string, content []byte) {
	number, hash := r.count+1, r.head
	var b bytes.Buffer
	write := func(l line) {
		l.Release = number
		hash = l.sum(hash)
		l.Hash = hash
		text, _ := json.Marshal(l)
		b.Write(text)
		b.WriteByte('\n')
	}
	head := d
	head.Cells = nil
	write(line{By: by, Reason: reason, Draft: &head})
	for i := range d.Cells {
		write(line{Printed: &d.Cells[i]})
	}
	return path.Join(RegisterFolder, fmt.Sprintf("%04d_%s.jsonl", number, d.Product)), b.Bytes()
}

// before is how a cell was last printed for any of the audiences.
func (r *Register) before(id string, audiences ...string) (Printed, bool) {
	if r == nil {
		return Printed{}, false
	}
	var withheld *Printed
	for _, a := range audiences {
		switch p, ok := r.printed[a][id]; {
		case ok && p.Status == Free:
			return p, true
		case ok:
			withheld = &p
		}
	}
	if withheld != nil {
		return *withheld, true
	}
	return Printed{}, false
}

// ledger notes what a Release was asked for.
type ledger map[indicator.Key]map[Form]bool

func (l ledger) note(k indicator.Key, f Form) {
	if l == nil {
		return
	}
	if l[k] == nil {
		l[k] = map[Form]bool{}
	}
	l[k][f] = true
}

// Taken lists what was taken out of the Release since the last call, by cell: what a product has asked for is what it prints. Withheld cells that were asked
// for are listed too; where there is nothing to show, nothing is.
func (r *Release) Taken() []Printed {
	var out []Printed
	for k, forms := range r.ledger {
		c := r.cells[k]
		p := Printed{Cell: k.ID(), Status: c.Status()}
		switch p.Status {
		case Absent:
			continue
		case Free:
			for _, f := range Forms {
				if forms[f] {
					p.Forms = append(p.Forms, f)
				}
			}
			if c.shown.numerator != nil {
				p.Numerator = c.shown.numerator.String()
			}
			if c.shown.denominator != nil {
				p.Denominator = c.shown.denominator.String()
			}
			if c.shown.unknown != nil {
				p.Unknown = fmt.Sprint(*c.shown.unknown)
			}
		}
		out = append(out, p)
	}
	clear(r.ledger)
	slices.SortFunc(out, func(a, b Printed) int { return cmp.Or(strings.Compare(a.Cell, b.Cell)) })
	return out
}

// Copy is the same Release for one product, with nothing taken out of it yet. Products may be made side by side.
func (r *Release) Copy() *Release {
	c := *r
	c.ledger = ledger{}
	return &c
}
