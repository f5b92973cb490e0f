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

// RegisterFolder holds one file for each entry of the register of a project: what was ever given to whom, and when people's data were deleted. Each line carries
// the hash of itself and the line before, across the files in their order, so that nothing can be changed or taken out unseen.
const RegisterFolder = "register"

// line is one line of the register: the head of an entry, or a cell of a release.
type line struct {
	Release    int    `json:"release"`
	Act        Act    `json:"act,omitempty"`
	By         string `json:"by,omitempty"`
	Reason     string `json:"reason,omitempty"`
	Supersedes int    `json:"supersedes,omitempty"`
	Verdict    string `json:"verdict,omitempty"`
	Lines      int    `json:"lines,omitempty"` // of cells behind this head
	*Draft
	*Printed
	Hash string `json:"hash"` // of the line before and of this line without its hash
}

// Register is everything that was ever published.
type Register struct {
	head    string
	entries []Entry
	printed map[string]map[string]Printed // audience → cell → as it was last printed
	frozen  map[string]Printed            // cells printed before a family's data were deleted
}

// ReadRegister reads the register of a project; a project that has published nothing has an empty one. A line that was changed, taken out or put in is a finding.
func ReadRegister(project fs.FS) (*Register, finding.List, error) {
	r := &Register{printed: map[string]map[string]Printed{}, frozen: map[string]Printed{}}
	files, err := fs.Glob(project, RegisterFolder+"/*.jsonl")
	if err != nil {
		return nil, nil, fmt.Errorf("list the register: %w", err)
	}
	slices.Sort(files)
	var found finding.List
	broken := func(file string, n int, what string) (*Register, finding.List, error) { //nolint:unparam // it is what ReadRegister returns
		found.Add(finding.Stop, "register_kette", finding.Place{File: file, Line: n}, "Das Register ist hier verändert: "+what,
			"Bitte die Datei aus der Sicherung zurückholen; sie wird nie von Hand bearbeitet.")
		return r, found, nil
	}
	for _, file := range files {
		text, err := fs.ReadFile(project, file)
		if err != nil {
			return nil, nil, fmt.Errorf("read the register: %w", err)
		}
		n, due := 0, 1 // lines that are there, and that should be
		for raw := range bytes.Lines(text) {
			n++
			l, ok := readLine(raw, r.head)
			if !ok || (n == 1) != (l.Draft != nil) {
				return broken(file, n, "Die Prüfsumme der Zeile passt nicht zu ihr und der vorigen.")
			}
			if l.Draft != nil {
				due += l.Lines
			}
			r.take(l, file)
		}
		if n != due {
			return broken(file, n, fmt.Sprintf("Die Datei hat %d von %d Zeilen.", n, due))
		}
	}
	return r, found, nil
}

// readLine reads a line behind the one with the given hash; false if it is not as it was written.
func readLine(raw []byte, before string) (line, bool) {
	var l line
	if json.Unmarshal(raw, &l) != nil || l.Hash != l.sum(before) {
		return l, false
	}
	again, _ := json.Marshal(l) // what the hash does not cover is not there
	return l, string(raw) == string(again)+"\n"
}

// take enters a line of a file.
func (r *Register) take(l line, file string) {
	r.head = l.Hash
	if l.Draft == nil {
		e := &r.entries[len(r.entries)-1]
		e.Cells = append(e.Cells, *l.Printed)
		if r.printed[e.Audience] == nil {
			r.printed[e.Audience] = map[string]Printed{}
		}
		r.printed[e.Audience][l.Printed.Cell] = *l.Printed
		return
	}
	r.entries = append(r.entries, Entry{
		Number: l.Release, Act: l.Act, By: l.By, Reason: l.Reason, Supersedes: l.Supersedes, Verdict: l.Verdict, Draft: *l.Draft,
		Name: strings.TrimSuffix(path.Base(file), path.Ext(file)), Hash: l.Hash,
	})
	if l.Act == Forgotten {
		r.freeze()
	}
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
