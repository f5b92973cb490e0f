package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// source is a stretch of Markdown, with the place where it begins in its file: the body of a report, or a text out of the
// YAML of a block.
type source struct {
	at   finding.Place
	text []byte
}

// place is where the byte at offset stands. The lines of a text out of YAML are all indented as its first.
func (s source) place(offset int) finding.Place {
	before := s.text[:min(max(offset, 0), len(s.text))]
	last := before[bytes.LastIndexByte(before, '\n')+1:]
	p := s.at
	p.Line += bytes.Count(before, []byte("\n"))
	p.Column = max(p.Column, 1) + utf8.RuneCount(last)
	return p
}

// faults collects findings. In a report every fault stops the run: a half-true report is worse than none.
type faults struct{ list *finding.List }

func (f faults) add(rule string, at finding.Place, message, remedy string) {
	f.list.Add(finding.Stop, rule, at, message, remedy)
}

// unknown tells of a word outside a closed list, and of the word that was probably meant.
func (f faults) unknown(rule string, at finding.Place, what, got string, possible []string) {
	message := fmt.Sprintf("unbekannt: %s %q.", what, got)
	if got == "" {
		message = what + " fehlt."
	}
	f.add(rule, at, message, suggest(got, possible))
}

// suggest asks "meinten Sie …?" where a word is close, and lists what is possible.
func suggest(got string, possible []string) string {
	remedy := "Möglich sind: " + strings.Join(possible, ", ") + "."
	if len(possible) == 0 {
		remedy = "Bitte die Angabe entfernen: es gibt hier nichts zu wählen."
	}
	if near := yamlfile.Nearest(got, possible); near != "" && got != "" {
		remedy = fmt.Sprintf("Meinten Sie %q? %s", near, remedy)
	}
	return remedy
}

// words is a list in YAML that may be written as one word.
type words []string

// UnmarshalYAML takes "kn" and "[kn, percent]".
func (w *words) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if unmarshal(&one) == nil {
		*w = words{one}
		return nil
	}
	return unmarshal((*[]string)(w))
}

// or is the list, or what stands for an empty one.
func (w words) or(preset ...string) []string {
	if len(w) == 0 {
		return preset
	}
	return slices.Clone(w)
}
