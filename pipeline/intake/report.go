package intake

import (
	"cmp"

	"wirkbericht/pipeline/finding"
)

// repeats is how often the same fault of the same column of a file is told with its place; what follows is counted. A column of
// millions in the wrong notation would otherwise fill the memory.
const repeats = 10_000

// report collects the findings of one file or sheet.
type report struct {
	found finding.List
	last  map[told]*repeated
}

// told is what counts as the same fault.
type told struct {
	severity     finding.Severity
	rule, column string
}

type repeated struct{ count, last int }

// tell tells something of the file as a whole.
func (r *report) tell(s finding.Severity, rule string, at finding.Place, message, remedy string) {
	r.found.Add(s, rule, at, message, remedy)
}

// add tells something that may be told of many rows. column is the header concerned, "" for what is no matter of a column.
func (r *report) add(f finding.Finding, column string) {
	if r.last == nil {
		r.last = map[told]*repeated{}
	}
	k := told{f.Severity, f.Rule, column}
	seen := r.last[k]
	if seen == nil {
		seen = &repeated{}
		r.last[k] = seen
	}
	if seen.count++; seen.count > repeats {
		r.found[seen.last].More++
		return
	}
	seen.last = len(r.found)
	r.found = append(r.found, f)
}

// fault is a finding of one row. general is the message without what differs from row to row, "" if nothing does.
func fault(s finding.Severity, rule string, at finding.Place, message, general, remedy string) finding.Finding {
	return finding.Finding{Severity: s, Rule: rule, Place: at, Message: message, General: cmp.Or(general, message), Remedy: remedy}
}
