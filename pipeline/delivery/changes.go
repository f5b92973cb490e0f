package delivery

import (
	"bytes"
	"slices"

	"wirkbericht/pipeline/bundle"
)

// changes is changes.csv: what differs from the delivery before. A previous delivery of another format MAJOR, whose columns this
// program does not know, counts as none.
func changes(now *bundle.Content, previous *bundle.Bundle) *bundle.Content {
	out := &bundle.Content{Table: bundle.Changes}
	if previous == nil {
		return out
	}
	data, _ := previous.Data(bundle.Observations.File())
	before, err := bundle.Read(bundle.Observations, bytes.NewReader(data))
	if err != nil {
		return out
	}
	old := map[string]bundle.Row{}
	periods := map[string]bool{} // freq and period
	for _, r := range before.Rows {
		old[now.Table.KeyOf(r)] = r
		periods[r[3]+r[4]] = true
	}
	const keyColumns = 7
	for _, r := range now.Rows {
		k := now.Table.KeyOf(r)
		o, known := old[k]
		delete(old, k)
		if change := compare(o, r, known, periods[r[3]+r[4]]); change != nil {
			out.Rows = append(out.Rows, append(slices.Clone(r[:keyColumns]), change...))
		}
	}
	at := now.Table.Column
	for _, o := range old {
		reason := "DATA"
		if o[at("obs_status")] == "Q" {
			reason = "CONFIDENTIALITY"
		}
		out.Rows = append(out.Rows, append(slices.Clone(o[:keyColumns]), "REMOVED", o[at("obs_value")], o[at("obs_status")], "", "", reason))
	}
	return out
}

// compare is change_type, values, statuses and reason; nil for no change. What is withheld now is not named with its old value
// either: the change log must not keep it in circulation.
func compare(o, n bundle.Row, known, samePeriod bool) bundle.Row {
	at := bundle.Observations.Column
	value, state, version := at("obs_value"), at("obs_status"), at("indicator_version")
	figures := []int{value, at("numerator"), at("denominator"), at("n_unknown")}
	reason := "DATA"
	if known && o[version] != n[version] {
		reason = "DEFINITION"
	}
	switch {
	case !known && samePeriod:
		return bundle.Row{"ADDED", "", "", n[value], n[state], "NEW_SERIES"}
	case !known:
		return bundle.Row{"ADDED", "", "", n[value], n[state], "NEW_PERIOD"}
	case n[state] == "Q" && o[state] != "Q":
		return bundle.Row{"SUPPRESSED", "", o[state], "", n[state], "CONFIDENTIALITY"}
	case n[state] != "Q" && o[state] == "Q":
		return bundle.Row{"RELEASED", "", o[state], n[value], n[state], "CONFIDENTIALITY"}
	case bundle.CompareKeys(o, n, figures) != 0 || o[version] != n[version]:
		return bundle.Row{"REVISED", o[value], o[state], n[value], n[state], reason}
	case o[state] != n[state]:
		return bundle.Row{"STATUS", o[value], o[state], n[value], n[state], reason}
	}
	return nil
}
