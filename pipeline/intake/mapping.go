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
	for i, k := range r.columns {
		if k.mapping.Constant != "" {
			got := k.parse(k.mapping.Constant)
			got.hash = hashCell(got, "")
			k.fixed = &got
			continue
		}
		at := slices.Concat(pick(where, k.mapping.Header)...)
		slices.Sort(at)
		if len(at) == 0 {
			absent = append(absent, k)
			continue
		}
		k.at, k.twins, k.header = at[0], at[1:], brief(hyphenated.Replace(r.head.cells[at[0]]))
		for _, i := range at {
			used[i] = true
		}
		if len(k.twins) > 0 {
			r.twinned = append(r.twinned, i)
		}
	}
	for _, h := range quarantineHeaders {
		for _, i := range where[h] {
			used[i] = true
		}
	}
	r.tellAbsent(absent, used)
	r.tellUnknown(used, absent)
}

// hyphenated joins a header that was broken at a hyphen.
var hyphenated = strings.NewReplacer("-\n", "", "-\r\n", "")

// tellTwins tells headers that stand twice, once all rows are known: if both columns say the same, it does not matter which is taken.
func (p *pass) tellTwins() {
	told := map[int]bool{}
	for _, i := range p.twinned {
		k := p.columns[i]
		if told[k.at] {
			continue // one header fills two columns
		}
		told[k.at] = true
		at := p.sheet.place(&p.head, k.twins[0])
		where := fmt.Sprintf("Die Überschrift »%s« steht mehrfach, in Spalte %d und in Spalte %d", k.header, k.at+1, k.twins[0]+1)
		if line := p.differ[i]; line > 0 {
			p.out.tell(finding.Stop, "spalte_doppelt", at, fmt.Sprintf("%s, mit verschiedenem Inhalt, zuerst in Zeile %d.", where, line), "Bitte die überzählige Spalte entfernen.")
			continue
		}
		p.out.tell(finding.Warning, "spalte_doppelt", at, where+", mit demselben Inhalt; die erste wurde gelesen.", "Bitte die überzählige Spalte entfernen.")
	}
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
	at := r.sheet.place(&r.head, -1)
	var optional, told []string
	for _, k := range absent {
		k.fixed = &cell{}
		k.absent = true
		if k.Required && slices.Contains(told, k.mapping.Header[0]) {
			continue // one header fills two columns
		}
		if k.Required {
			told = append(told, k.mapping.Header[0])
			r.out.tell(finding.Stop, "pflichtspalte", at, fmt.Sprintf("Die Pflichtspalte »%s« fehlt.", k.mapping.Header[0]), r.nearHeader(k, used))
			continue
		}
		if len(k.mapping.Header) > 0 {
			optional = append(optional, "»"+k.mapping.Header[0]+"«")
		}
	}
	if optional != nil && r.source.Notation == "" && !r.supplement { // a machine's export has the columns it has
		r.out.tell(finding.Note, "spalte_fehlt", at, "Nicht geliefert sind die Spalten "+strings.Join(optional, ", ")+".", "Bitte nachliefern, wenn es die Angaben gibt.")
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
		r.out.tell(finding.Warning, "spalte_unbekannt", r.sheet.place(&r.head, i),
			fmt.Sprintf("Die Spalte »%s« ist nicht vorgesehen und wird nicht gelesen.", brief(c)), remedy)
	}
}
