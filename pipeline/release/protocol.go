package release

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Protocol is what the protection of one Release rests on: which rule withholds which cell, what else had to be withheld and which formula
// that prevents. It tells what the Release keeps, and stays inside; products carry its verdict and hash only.
type Protocol struct {
	Audience Audience
	Hash     string   // of the Release: what it shows and what it withholds, not what the withheld figures are
	Leaks    []string // formulas, in German, by which something becomes known whatever is withheld; none: the Release is proven
	Withheld []Reason // by cell id
	Totals   Use
	Cells    Use // of breakdowns
	Attacked int // secrets that were attacked
	// Coarser are breakdowns that need no withholding once categories are joined: "fehlstufen SH:2017-H2 nach fehlstufe: 0 bis 4 | 5 bis 10 | 11 bis 20 + mehr als 20".
	Coarser []string
}

// Reason is why one cell is not shown.
type Reason struct {
	ID    string
	Rules []Rule // none: it protects others
	// Otherwise says what would become known if the cell were shown, as a formula; nil where it is withheld for its own sake. It is an attack of
	// its own, some milliseconds long.
	Otherwise func() string
}

// Use is how many of the cells that an audience asks for it is shown: those of the recommended indicators in the newest period of each frequency. What cannot be
// computed (nobody there, the period not over) is no request.
type Use struct {
	Asked, Shown int
	Why          map[Rule]int // of the others; Secondary where a cell protects others
}

// Reasons that lie outside of the cell.
const (
	Secondary Rule = "S" // it protects other cells
	Kept      Rule = "K" // it was withheld before, or from an audience that shares readers with this one
)

// Proven reports whether nothing that must not become known does.
func (p *Protocol) Proven() bool { return len(p.Leaks) == 0 }

// ruleNames say in German why a cell is withheld.
var ruleNames = map[Rule]string{
	FewPersons: "zu wenige Personen", FewFamilies: "zu wenige Familien", WholeGroup: "alle oder fast alle einer Gruppe",
	Dominant: "eine Familie überwiegt", Guessable: "Beitrag einer Familie abschätzbar", Flow: "zu kleine Zu- oder Abgänge",
	Difference: "zu kleine Differenz zweier Gruppen", Unknown: "zu wenige nicht Feststellbare", Secondary: "schützt andere Zellen", Kept: "schon an anderer Stelle zurückgehalten",
}

// Line is the usefulness in one German line, without the reasons of single cells.
func (p *Protocol) Line() string {
	return fmt.Sprintf("%s: gezeigt %s Gesamtwerte und %s Werte in Gliederungen%s.",
		p.Audience.Title.In(notation.German), p.Totals.text(), p.Cells.text(), reasons(p.Totals, p.Cells))
}

func (u Use) text() string {
	if u.Asked == 0 {
		return "0 von 0"
	}
	return fmt.Sprintf("%d von %d (%d %%)", u.Shown, u.Asked, (200*u.Shown+u.Asked)/(2*u.Asked))
}

func reasons(uses ...Use) string {
	sum := map[Rule]int{}
	for _, u := range uses {
		for r, n := range u.Why {
			sum[r] += n
		}
	}
	var out []string
	for _, r := range slices.SortedFunc(maps.Keys(sum), func(a, b Rule) int { return cmp.Or(cmp.Compare(sum[b], sum[a]), cmp.Compare(a, b)) }) {
		out = append(out, fmt.Sprintf("%s %d", ruleNames[r], sum[r]))
	}
	if len(out) == 0 {
		return ""
	}
	return "; nicht gezeigt: " + strings.Join(out, ", ")
}

// WriteTo writes the protocol as a German text.
func (p *Protocol) WriteTo(w io.Writer) (int64, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "Geheimhaltungsprotokoll: %s\nNur für den inneren Gebrauch: Dieses Protokoll verrät, was der Bericht verschweigt.\n\n", p.Audience.Title.In(notation.German))
	verdict := fmt.Sprintf("Belegt: %d geschützte Angaben angegriffen, keine lässt sich ableiten.", p.Attacked)
	if !p.Proven() {
		verdict = "Nicht belegt: Was folgt, lässt sich ableiten."
	}
	fmt.Fprintf(&b, "%s\nPrüfsumme: %s\n%s\n", verdict, p.Hash, p.Line())
	for _, l := range p.Leaks {
		fmt.Fprintf(&b, "  %s\n", l)
	}
	if len(p.Coarser) > 0 {
		b.WriteString("\nOhne Sperrung darstellbar, wenn Gruppen zusammengefasst werden\n")
	}
	for _, c := range p.Coarser {
		fmt.Fprintf(&b, "  %s\n", c)
	}
	if len(p.Withheld) > 0 {
		b.WriteString("\nGesperrte Zellen\n")
	}
	for _, c := range p.Withheld {
		var why []string
		for _, r := range c.Rules {
			why = append(why, string(r)+" "+ruleNames[r])
		}
		if len(why) == 0 {
			why = []string{ruleNames[Secondary]}
		}
		fmt.Fprintf(&b, "  %s: %s\n", c.ID, strings.Join(why, ", "))
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

// protocol collects why what is withheld.
func (p *plan) protocol(a Audience, hash string) *Protocol {
	out := &Protocol{Audience: a, Hash: hash, Leaks: p.leaks, Attacked: p.attacked, Totals: Use{Why: map[Rule]int{}}, Cells: Use{Why: map[Rule]int{}}}
	newest, apart := p.newest(), p.rulesApart()
	for i := range p.current {
		o := &p.observations[i]
		rules := p.rulesOf(i, apart)
		if p.withheld[i] {
			out.Withheld = append(out.Withheld, Reason{o.ID(), rules, p.otherwise[i]})
		}
		if absent(o) || o.Indicator.Status != "recommended" || o.Span != newest[seriesOf(o)] {
			continue
		}
		use := &out.Cells
		if o.Breakdown == indicator.Total {
			use = &out.Totals
		}
		use.Asked++
		switch {
		case !p.withheld[i]:
			use.Shown++
		case len(rules) > 0:
			use.Why[rules[0]]++
		default:
			use.Why[Secondary]++
		}
	}
	out.Coarser = p.proposals()
	slices.SortFunc(out.Withheld, func(a, b Reason) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// rulesOf are the rules by which a cell is withheld for its own sake, or because it would tell a difference.
func (p *plan) rulesOf(i int, apart map[int]Rule) []Rule {
	var rules []Rule
	for _, s := range p.secrets[i] {
		if !slices.Contains(rules, s.Rule) {
			rules = append(rules, s.Rule)
		}
	}
	switch r, ok := apart[i]; {
	case len(rules) > 0 || !p.withheld[i]:
	case p.kept[i]:
		rules = append(rules, Kept)
	case ok:
		rules = append(rules, r)
	}
	return rules
}

// rulesApart are the observations of which a difference is a secret.
func (p *plan) rulesApart() map[int]Rule {
	out := map[int]Rule{}
	for _, d := range p.aparts {
		for _, x := range d.sum {
			out[x.cell] = d.rule
		}
	}
	return out
}

// seriesName is what has one newest period.
type seriesName struct {
	indicator, law string
	freq           indicator.Freq
}

func seriesOf(o *indicator.Observation) seriesName { return seriesName{o.Key.Indicator, o.Law, o.Freq} }

// newest is the newest period of each series in which there is something to show.
func (p *plan) newest() map[seriesName]indicator.Period {
	out := map[seriesName]indicator.Period{}
	for i := range p.current {
		o := &p.observations[i]
		if s := seriesOf(o); !absent(o) && o.Period >= out[s].Name {
			out[s] = o.Span
		}
	}
	return out
}

// hash sums up what a Release shows and what it withholds. It must not depend on anything else: it is printed.
func (r *Release) hash() string {
	h := sha256.New()
	fmt.Fprintln(h, r.audience.Name)
	for _, c := range r.All() {
		fmt.Fprintln(h, c.key.ID(), c.status)
		for _, f := range Forms {
			if t, ok := c.forms[f]; ok {
				fmt.Fprintln(h, f, t.DE)
			}
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}
