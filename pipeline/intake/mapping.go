package intake

import (
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// mapColumns finds the delivered column of each contract column and tells what does not fit.
func (r *reader) mapColumns() {
	where := map[string][]int{}
	for i, c := range r.head.cells {
		if h := fold(c); h != "" {
			where[h] = append(where[h], i)
		} else {
			r.unnamed = append(r.unnamed, i)
		}
	}
	used := map[int]bool{}
	var absent []*column
	for _, k := range r.columns {
		if k.mapping.Constant != "" {
			got := k.parse(k.mapping.Constant)
			k.fixed = &got
			continue
		}
		at := slices.Concat(pick(where, k.mapping.Header)...)
		switch len(at) {
		case 0:
			absent = append(absent, k)
		case 1:
			k.at, k.header = at[0], brief(strings.ReplaceAll(r.head.cells[at[0]], "-\n", ""))
		default:
			r.out.add(finding.Stop, "spalte_doppelt", "", r.sheet.place(r.head, at[1]),
				fmt.Sprintf("Die Überschrift »%s« steht mehrfach, in Spalte %d und in Spalte %d.", brief(r.head.cells[at[0]]), at[0]+1, at[1]+1),
				"Bitte die überzählige Spalte entfernen.")
		}
		for _, i := range at {
			used[i] = true
		}
	}
	r.tellAbsent(absent, used)
	r.tellUnknown(used, absent)
}

// pick are the places of the headers, which may be spellings of the same header.
func pick(where map[string][]int, headers Headers) [][]int {
	var out [][]int
	seen := map[string]bool{}
	for _, h := range headers {
		if f := fold(h); !seen[f] {
			seen[f] = true
			out = append(out, where[f])
		}
	}
	return out
}

// tellAbsent tells the declared columns that are not in the file: each required one with the delivered header that looks most
// like it, the others together. A column without a header in the mapping is one that this office never delivers.
func (r *reader) tellAbsent(absent []*column, used map[int]bool) {
	at := r.sheet.place(r.head, -1)
	var optional, told []string
	for _, k := range absent {
		k.fixed = &cell{}
		if k.Required && slices.Contains(told, k.mapping.Header[0]) {
			continue // one header fills two columns
		}
		if k.Required {
			told = append(told, k.mapping.Header[0])
			r.out.add(finding.Stop, "pflichtspalte", "", at, fmt.Sprintf("Die Pflichtspalte »%s« fehlt.", k.mapping.Header[0]), r.nearHeader(k, used))
			continue
		}
		r.missing = append(r.missing, Missing{Column: k.Name, Reason: ReasonAbsent})
		if len(k.mapping.Header) > 0 {
			optional = append(optional, "»"+k.mapping.Header[0]+"«")
		}
	}
	if optional != nil && r.source.Notation == "" { // a machine's export has the columns it has
		r.out.add(finding.Note, "spalte_fehlt", "", at, "Nicht geliefert sind die Spalten "+strings.Join(optional, ", ")+".", "Bitte nachliefern, wenn es die Angaben gibt.")
	}
}

func (r *reader) nearHeader(k *column, used map[int]bool) string {
	var left []string
	for i, c := range r.head.cells {
		if !used[i] {
			left = append(left, brief(c))
		}
	}
	near := yamlfile.Nearest(k.mapping.Header[0], left)
	if near == "" {
		return "Bitte die Spalte liefern."
	}
	return fmt.Sprintf("Ist »%s« gemeint? Dann gehört diese Schreibweise unter header in %s.", near, r.source.Path)
}

// tellUnknown warns of delivered columns that no mapping takes.
func (r *reader) tellUnknown(used map[int]bool, absent []*column) {
	ignored := map[string]bool{}
	for _, h := range r.source.Ignore {
		ignored[fold(h)] = true
	}
	var declared []string
	for _, k := range absent {
		declared = append(declared, k.mapping.Header...)
	}
	for i, c := range r.head.cells {
		if used[i] || fold(c) == "" || ignored[fold(c)] {
			continue
		}
		remedy := fmt.Sprintf("Bitte in %s unter columns zuordnen oder unter ignore nennen.", r.source.Path)
		if near := yamlfile.Nearest(c, declared); near != "" {
			remedy = fmt.Sprintf("Ist »%s« gemeint? %s", near, remedy)
		}
		r.out.add(finding.Warning, "spalte_unbekannt", "", r.sheet.place(r.head, i),
			fmt.Sprintf("Die Spalte »%s« ist nicht vorgesehen und wird nicht gelesen.", brief(c)), remedy)
	}
}
