package release

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// world makes observations from people: a person is a number, and its family the tens of it. 11, 12 and 13 are of family 1.
type world struct {
	observations []indicator.Observation
}

func members(list []int) []indicator.Member {
	var out []indicator.Member
	for _, p := range list {
		out = append(out, indicator.Member{Family: uint64(p / 10), Person: uint64(p)})
	}
	slices.SortFunc(out, indicator.Member.Compare)
	return out
}

func contributors(list []indicator.Member) indicator.Contributors {
	families := map[uint64]bool{}
	for _, m := range list {
		families[m.Family] = true
	}
	return people(int64(len(list)), int64(len(families)))
}

// share adds a share in a quarter: those in the numerator, and the others.
func (w *world) share(ind *indicator.Indicator, quarter int, breakdown, category string, in, out []int) {
	n := len(in) + len(out)
	o := indicator.Observation{
		Key:       indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: fmt.Sprintf("2018-Q%d", quarter), Breakdown: breakdown, Category: category},
		Indicator: ind, Span: indicator.Period{Freq: indicator.Quarter, Name: fmt.Sprintf("2018-Q%d", quarter), To: time.Date(2018, time.Month(3*quarter+1), 0, 0, 0, 0, 0, time.UTC)},
		Numerator: dec(int64(len(in))), Denominator: dec(int64(n)), Members: &indicator.Members{In: members(in), Out: members(out)},
	}
	if n > 0 {
		v := notation.Int(int64(len(in))) / notation.Decimal(n)
		o.Value = &v
	}
	o.InNumerator, o.InComplement = contributors(o.Members.In), contributors(o.Members.Out)
	o.InDenominator = contributors(append(slices.Clone(o.Members.In), o.Members.Out...))
	w.observations = append(w.observations, o)
}

// shown lists what an audience sees: "fehlt Q1 7/20, fehlt Q2 .".
func (w *world) shown(a Audience) string { return listed(For(a, nil, w.observations, nil, nil)) }

func listed(r *Release) string {
	var out []string
	for _, c := range r.All() {
		name := c.key.Indicator + " " + c.key.Period[5:]
		if c.key.Breakdown != "_t" {
			name += " " + c.key.Category
		}
		k, _ := c.Form(FormK, notation.German)
		if n, ok := c.Form(FormN, notation.German); ok {
			k += "/" + n
		}
		out = append(out, name+" "+k)
	}
	r.Taken() // a look at it is not a product
	return strings.Join(out, ", ")
}

// from lists persons of families: from(3, 2) are two persons each of the first three families.
func from(families, each int) []int {
	var out []int
	for f := 1; f <= families; f++ {
		for p := 1; p <= each; p++ {
			out = append(out, 10*f+p)
		}
	}
	return out
}

func without(list []int, drop ...int) []int {
	return slices.DeleteFunc(slices.Clone(list), func(p int) bool { return slices.Contains(drop, p) })
}

var (
	neet = &indicator.Indicator{ID: "neet", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: "recommended"}
	works = &indicator.Indicator{ID: "arbeit", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Protected, Harm: indicator.HarmComplement, Status: "recommended"}
	worksFull = &indicator.Indicator{ID: "arbeit_sv", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Protected, Harm: indicator.HarmComplement, Status: "recommended"}
)

// Two persons have left the group since the spring: both numbers together would tell of them. The newest is shown.
func TestTwoWhoLeftAreNotToldByTheNumberBeforeAndAfter(t *testing.T) {
	all := from(8, 3)
	one, two := from(7, 2), without(from(7, 2), 71, 72)
	for _, c := range []struct {
		name  string
		flows Scope
		then  []int
		now   []int
		want  string
	}{
		{"a family left", ScopeSensitive, one, two, "neet Q1 ., neet Q2 12/24"},
		{"a family left, and the audience knows who anyway", ScopeNone, one, two, "neet Q1 14/24, neet Q2 12/24"},
		{"nobody left", ScopeSensitive, one, one, "neet Q1 14/24, neet Q2 14/24"},
		{"enough left", ScopeSensitive, one, without(one, 11, 12, 21, 22, 31), "neet Q1 14/24, neet Q2 9/24"},
		{"five of two families left", ScopeSensitive, from(7, 3), without(from(7, 3), 11, 12, 13, 21, 22), "neet Q1 ., neet Q2 16/24"},
		{"one came and one left, and the number is the same", ScopeSensitive, without(one, 11), without(one, 21), "neet Q1 ., neet Q2 13/24"},
	} {
		var w world
		rest := func(in []int) []int { return without(all, in...) }
		w.share(neet, 1, "_t", "_t", c.then, rest(c.then))
		w.share(neet, 2, "_t", "_t", c.now, rest(c.now))
		a := public
		a.Flows = c.flows
		if got := w.shown(a); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// Who works and is not insured has a marginal job. Both numbers are large, their difference is not.
func TestTheDifferenceOfTwoIndicatorsIsAFigureToo(t *testing.T) {
	all := from(10, 3)
	var w world
	for q := 1; q <= 2; q++ {
		w.share(works, q, "_t", "_t", from(8, 2), without(all, from(8, 2)...))
		w.share(worksFull, q, "_t", "_t", without(from(8, 2), 11, 21), without(all, without(from(8, 2), 11, 21)...))
	}
	if got, want := w.shown(public), "arbeit Q1 16/30, arbeit Q2 16/30, arbeit_sv Q1 ., arbeit_sv Q2 ."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	apart := world{}
	for q := 1; q <= 2; q++ {
		apart.share(works, q, "_t", "_t", from(8, 2), without(all, from(8, 2)...))
		other := append(without(from(8, 2), 11, 21), 93, 103)
		apart.share(worksFull, q, "_t", "_t", other, without(all, other...))
	}
	if got, want := apart.shown(public), "arbeit Q1 16/30, arbeit Q2 16/30, arbeit_sv Q1 16/30, arbeit_sv Q2 16/30"; got != want {
		t.Errorf("neither lies within the other:\n got %s\nwant %s", got, want)
	}
}

// The other side of one indicator is another indicator: withholding only one of them would be no use.
func TestAComplementThatIsAnotherIndicatorIsWithheldWithIt(t *testing.T) {
	banned := &indicator.Indicator{ID: "verbot", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator}
	allowed := &indicator.Indicator{ID: "erlaubt", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Protected, Harm: indicator.HarmNumerator} // by mistake: its other side harms
	all := from(8, 3)
	var w world
	for q := 1; q <= 2; q++ {
		w.share(banned, q, "_t", "_t", []int{11, 21}, without(all, 11, 21))
		w.share(allowed, q, "_t", "_t", without(all, 11, 21), []int{11, 21})
	}
	if got, want := w.shown(public), "erlaubt Q1 ., erlaubt Q2 ., verbot Q1 ., verbot Q2 ."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// One family makes up all of a withheld cell. It knows its own part, sees that with the others nothing is left, and so learns that nobody else is in it: everybody
// outside can only guess.
func TestAFamilyThatKnowsItsOwnPartLearnsNothingOfOthers(t *testing.T) {
	var w world
	all := append(from(8, 3), 91, 92, 93, 94, 95, 101, 111)
	w.share(neet, 1, "_t", "_t", []int{11, 21, 31, 41, 51, 91, 92, 93, 94, 95}, without(all, 11, 21, 31, 41, 51, 91, 92, 93, 94, 95))
	place := func(in []int, name string) {
		of := func(p int) bool { return slices.Contains(in, p) }
		yes := slices.DeleteFunc([]int{11, 21, 31, 41, 51, 91, 92, 93, 94, 95}, func(p int) bool { return !of(p) })
		w.share(neet, 1, "ort", name, yes, without(in, yes...))
	}
	place(from(5, 3), "nord")                                 // five of five families
	place([]int{91, 92, 93, 94, 95, 61, 62, 63, 111}, "west") // five of one family: too few families
	place([]int{71, 72, 73, 81, 82, 83, 101}, "ost")          // none
	out, err := func() (bool, error) {
		p := newPlan(public, &Source{Observations: w.observations})
		for i := range w.observations {
			p.withheld[i] = len(p.secrets[i]) > 0
		}
		a := p.assemble(p.groups()[0])
		return a.learn(a.kinsfolk())
	}()
	if err != nil || !out {
		t.Fatalf("shown as far as the rules alone allow it, no family learns anything: %v", err)
	}
	if got, want := w.shown(public), "neet Q1 10/31, neet Q1 nord ., neet Q1 ost 0/7, neet Q1 west ."; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// Who works and is not insured has a marginal job. To everybody else one of two figures may be shown; the agency, which counts those who are insured, knows its own
// figure although it is withheld, and from the other one would learn the difference. It is the same agency's business if it counts both.
func TestAnOfficeThatKnowsItsOwnTablesLearnsNothingOfOthers(t *testing.T) {
	all := from(10, 3)
	for agency, want := range map[string]string{
		"Schulen": "arbeit Q1 16/30, arbeit Q2 16/30, arbeit_sv Q1 ., arbeit_sv Q2 .",
		"Agentur": "arbeit Q1 ., arbeit Q2 ., arbeit_sv Q1 ., arbeit_sv Q2 .",
	} {
		first, second := *works, *worksFull
		first.Source, second.Source = "Schulen", agency
		var w world
		for q := 1; q <= 2; q++ {
			w.share(&first, q, "_t", "_t", from(8, 2), without(all, from(8, 2)...))
			w.share(&second, q, "_t", "_t", without(from(8, 2), 11, 21), without(all, without(from(8, 2), 11, 21)...))
		}
		if got := w.shown(public); got != want {
			t.Errorf("%s:\n got %s\nwant %s", agency, got, want)
		}
	}
}

// Four pupils miss many days, and nine a few more than others: put together they can be shown.
func TestACoarserBreakdownIsProposedWhereItNeedsNoWithholding(t *testing.T) {
	days := &indicator.Indicator{ID: "fehltage", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons,
		Period: indicator.Periods{"stock"}, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator, Status: "recommended"}
	codes := codelist.Lists{"stufe": {Name: "stufe"}}
	var w world
	all := from(10, 3)
	w.share(days, 1, "_t", "_t", from(10, 2), without(all, from(10, 2)...))
	for i, n := range []int{7, 9, 4} {
		code := fmt.Sprint("S", i)
		codes["stufe"] = codelist.List{Name: "stufe", Codes: append(codes["stufe"].Codes, codelist.Code{Code: code, Label: notation.Text{DE: code}, Rank: i})}
		at := []int{0, 7, 16}[i]
		in := from(10, 2)[at : at+n]
		w.share(days, 1, "stufe", strings.ToLower(code), in, without(all, from(10, 2)...)[3*i:3*i+3+i/2])
	}
	_, protocol, err := Protect(public, &Source{Observations: w.observations, Codes: codes})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := strings.Join(protocol.Coarser, "\n"), "fehltage Q:2018-Q1 nach stufe: S0 | S1 + S2"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
