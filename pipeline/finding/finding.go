// Package finding holds what a person can repair: a cell, a key, a file, a line of a report.
//
// A Finding is not an error. It has a place, says in one German sentence what is wrong, and in a second what
// to do. Stations collect findings and go on; whether the run stops is decided once, at the end of a station, by List.Stops.
//
// The package does not print, and it never holds the value of a field that could identify a person: whoever makes
// a Finding leaves such values out.
package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity orders findings from what merely informs to what ends the run.
type Severity int

const (
	// Note tells something the reader should know; nothing is wrong.
	Note Severity = iota
	// Warning is kept and counted; the row stays.
	Warning
	// Error puts the row into quarantine: rejected, named, counted. The run goes on.
	Error
	// Stop ends the run at the end of the station (exit code 3).
	Stop
)

// String is the German word that stands in front of a printed finding.
func (s Severity) String() string {
	return [...]string{"Hinweis", "Warnung", "Fehler", "Stopp"}[s]
}

// MarshalText writes the severity as the lower-case word of its German name, for --json.
func (s Severity) MarshalText() ([]byte, error) { return []byte(strings.ToLower(s.String())), nil }

// Place says where: file, sheet of a workbook, line and column. Lines and columns count from 1; 0 means unknown.
type Place struct {
	File   string `json:"file"`
	Sheet  string `json:"sheet,omitempty"`
	Line   int    `json:"line,omitempty"`
	Column int    `json:"column,omitempty"`
}

// String is the place as file[sheet]:line:column, the form that editors and terminals can open.
func (p Place) String() string {
	var b strings.Builder
	b.WriteString(p.File)
	if p.Sheet != "" {
		fmt.Fprintf(&b, "[%s]", p.Sheet)
	}
	if p.Line > 0 {
		fmt.Fprintf(&b, ":%d", p.Line)
	}
	if p.Line > 0 && p.Column > 0 {
		fmt.Fprintf(&b, ":%d", p.Column)
	}
	return b.String()
}

// Finding is one repairable problem.
type Finding struct {
	Severity Severity `json:"severity"`
	Rule     string   `json:"rule"` // stable id of the rule, e.g. "spalte_unbekannt"
	Place    Place    `json:"place"`
	Message  string   `json:"message"` // one German sentence: what is wrong
	Remedy   string   `json:"remedy"`  // one German sentence: what to do
	// General is Message without what differs from place to place, such as the value that stands there. Findings with the same
	// General of one file are told together (Grouped). Empty: Message.
	General string `json:"-"`
	// More is how many further places have the same fault and are not listed: a broken column of a large file has millions.
	More int `json:"more,omitempty"`
}

// String is one line: place, severity, message, remedy.
func (f Finding) String() string {
	s := f.Severity.String() + ": " + f.Message
	if p := f.Place.String(); p != "" {
		s = p + ": " + s
	}
	if f.More > 0 {
		s += fmt.Sprintf(" (Dazu %d weitere Stellen.)", f.More)
	}
	if f.Remedy != "" {
		s += " " + f.Remedy
	}
	return s
}

// List is what a station found, in the order found.
type List []Finding

// Add appends a finding.
func (l *List) Add(s Severity, rule string, at Place, message, remedy string) {
	*l = append(*l, Finding{Severity: s, Rule: rule, Place: at, Message: message, Remedy: remedy})
}

// Stops reports whether any finding ends the run.
func (l List) Stops() bool { return l.Count(Stop) > 0 }

// Count is the number of findings of exactly this severity, those not listed included.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n += 1 + f.More
		}
	}
	return n
}

// Sorted is the list by place, then severity (worst first), rule and message: the same findings always print alike.
func (l List) Sorted() List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Finding) int {
		return cmp.Or(
			strings.Compare(a.Place.File, b.Place.File),
			strings.Compare(a.Place.Sheet, b.Place.Sheet),
			a.Place.Line-b.Place.Line,
			a.Place.Column-b.Place.Column,
			int(b.Severity)-int(a.Severity),
			strings.Compare(a.Rule, b.Rule),
			strings.Compare(a.Message, b.Message),
		)
	})
	return out
}
