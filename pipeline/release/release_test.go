package release

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

var public = Audience{
	Name: "oeffentlichkeit", MinPersons: 5, MinFamilies: 3,
	Complement: ScopeSensitive, Group: ScopeSensitive, Flows: ScopeSensitive,
}

func people(persons, families int64) indicator.Contributors {
	return indicator.Contributors{Persons: &persons, Families: &families}
}

func households(n int64) indicator.Contributors { return indicator.Contributors{Families: &n} }

func dec(n int64) *notation.Decimal { d := notation.Int(n); return &d }

// share is an observation of k of n; who stands behind each side is given apart.
func share(ind *indicator.Indicator, k, n int64, in, of, out indicator.Contributors) indicator.Observation {
	o := indicator.Observation{
		Key:       indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: "2018-Q3", Breakdown: "_t", Category: "_t"},
		Indicator: ind, Span: indicator.Period{Freq: indicator.Quarter, Name: "2018-Q3"},
		Numerator: dec(k), Denominator: dec(n),
		InNumerator: in, InDenominator: of, InComplement: out,
	}
	if n > 0 {
		v := notation.Decimal(k * int64(notation.One) / n)
		o.Value = &v
	}
	return o
}

// rulesOf names what forbids showing a cell: "R1 k, R4 rest".
func rulesOf(a Audience, o *indicator.Observation) string {
	var out []string
	for _, s := range primary(a, o) {
		out = append(out, string(s.Rule)+" "+string(s.side))
	}
	return strings.Join(out, ", ")
}

func TestTheMinimumProtectsTheSideThatCanHarm(t *testing.T) {
	type crowd struct{ persons, families int64 }
	for _, c := range []struct {
		name        string
		class       indicator.Class
		harm        indicator.Harm
		in, of, out crowd
		want        string
	}{
		{"nothing to protect", indicator.Plain, "", crowd{1, 1}, crowd{1, 1}, crowd{0, 0}, ""},
		{"enough everywhere", indicator.Sensitive, indicator.HarmBoth, crowd{20, 9}, crowd{40, 14}, crowd{20, 8}, ""},
		{"four persons are too few", indicator.Sensitive, indicator.HarmNumerator, crowd{4, 4}, crowd{40, 14}, crowd{36, 13}, "R1 k"},
		{"five persons of two families are too few", indicator.Sensitive, indicator.HarmNumerator, crowd{5, 2}, crowd{40, 14}, crowd{35, 13}, "R2 k"},
		{"five persons of three families are enough", indicator.Sensitive, indicator.HarmNumerator, crowd{5, 3}, crowd{40, 14}, crowd{35, 13}, ""},
		{"a small denominator", indicator.Protected, indicator.HarmNumerator, crowd{0, 0}, crowd{4, 4}, crowd{4, 4}, "R1 n"},
		{"nobody without a certificate may be said", indicator.Sensitive, indicator.HarmNumerator, crowd{0, 0}, crowd{12, 6}, crowd{12, 6}, ""},
		{"all with a school place may be said", indicator.Sensitive, indicator.HarmComplement, crowd{40, 14}, crowd{40, 14}, crowd{0, 0}, ""},
		{"three without a school place may not", indicator.Sensitive, indicator.HarmComplement, crowd{37, 14}, crowd{40, 14}, crowd{3, 3}, "R1 rest"},
		{"all harmed speaks of each", indicator.Sensitive, indicator.HarmNumerator, crowd{12, 6}, crowd{12, 6}, crowd{0, 0}, "R4 rest"},
		{"all but two harmed speaks of nearly each", indicator.Sensitive, indicator.HarmNumerator, crowd{10, 5}, crowd{12, 6}, crowd{2, 2}, "R4 rest"},
		{"all but three is a share like any other", indicator.Sensitive, indicator.HarmNumerator, crowd{9, 5}, crowd{12, 6}, crowd{3, 3}, ""},
		{"a protected full cell is shown", indicator.Protected, indicator.HarmNumerator, crowd{12, 6}, crowd{12, 6}, crowd{0, 0}, ""},
		{"with harm on both sides the small rest counts", indicator.Sensitive, indicator.HarmBoth, crowd{36, 13}, crowd{40, 14}, crowd{4, 4}, "R1 rest"},
		{"with harm on both sides zero is a full cell", indicator.Sensitive, indicator.HarmBoth, crowd{0, 0}, crowd{12, 6}, crowd{12, 6}, "R4 k"},
	} {
		ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Disclosure: c.class, Harm: c.harm}
		o := share(ind, c.in.persons, c.of.persons, people(c.in.persons, c.in.families), people(c.of.persons, c.of.families), people(c.out.persons, c.out.families))
		if got := rulesOf(public, &o); got != c.want {
			t.Errorf("%s: rule %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFamiliesCountedAsFamiliesNeedThreeFamiliesOnly(t *testing.T) {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator}
	o := share(ind, 3, 14, households(3), households(14), households(11))
	if got := rulesOf(public, &o); got != "" {
		t.Errorf("3 of 14 families: rule %q", got)
	}
	o = share(ind, 2, 14, households(2), households(14), households(12))
	if got := rulesOf(public, &o); got != "R2 k" {
		t.Errorf("2 of 14 families: rule %q, want R2 k", got)
	}
}

func TestAStricterCityProtectsBothSides(t *testing.T) {
	strict := public
	strict.Complement, strict.Group = ScopeAll, ScopeAll
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Disclosure: indicator.Protected, Harm: indicator.HarmNumerator}
	o := share(ind, 37, 40, people(37, 14), people(40, 14), people(3, 3))
	if got := rulesOf(strict, &o); got != "R1 rest" {
		t.Errorf("rule %q, want R1 rest", got)
	}
	if got := rulesOf(public, &o); got != "" {
		t.Errorf("public: rule %q, want none", got)
	}
}

// TestASingleGapIsNoGap also holds that nothing of a withheld cell is left in the Release.
func TestASingleGapIsNoGap(t *testing.T) {
	ind := &indicator.Indicator{ID: "fehlt", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsPersons, Disclosure: indicator.Sensitive, Harm: indicator.HarmNumerator}
	total := share(ind, 24, 40, people(24, 12), people(40, 14), people(16, 9))
	women := share(ind, 3, 18, people(3, 3), people(18, 12), people(15, 9))
	men := share(ind, 21, 22, people(21, 12), people(22, 13), people(1, 1))
	women.Breakdown, women.Category = "geschlecht_2", "w"
	men.Breakdown, men.Category = "geschlecht_2", "m"
	r := For(public, nil, []indicator.Observation{total, women, men}, nil, codelist.Lists{})
	if !r.Cell(total.Key).Shown() {
		t.Error("the total is withheld")
	}
	for _, o := range []indicator.Observation{women, men} {
		c := r.Cell(o.Key)
		if c.Status() != Withheld {
			t.Errorf("%s is %s, want withheld", o.ID(), c.Status())
		}
		bare := Cell{key: c.key, indicator: c.indicator, span: c.span, label: c.label, status: Withheld, ledger: c.ledger}
		if diff := cmp.Diff(bare, c, cmp.AllowUnexported(Cell{}, figures{})); diff != "" {
			t.Errorf("%s still holds something: %s", o.ID(), diff)
		}
		for _, f := range Forms {
			want := SignWithheld
			if f == FormLight {
				want = "○\u00a0ohne\u00a0Bewertung"
			}
			if s, ok := c.Form(f, notation.German); ok || s != want {
				t.Errorf("%s prints %q", c.FormID(f), s)
			}
		}
	}
}

func TestSmallGroupsArePrintedAsTheRulesSay(t *testing.T) {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain}
	for _, c := range []struct {
		k, n int64
		want string
	}{
		{4, 8, "value=4 von 8 Familien k=4 n=8 kn=4 von 8 Familien percent=4 von 8 Familien unknown=0 nicht feststellbar gap=0 von 8"},
		{9, 14, "value=(64 %) k=9 n=14 kn=9 von 14 Familien percent=(64 %) interval=39 % bis 84 % unknown=0 nicht feststellbar gap=0 von 14"},
		{15, 30, "value=50 % k=15 n=30 kn=15 von 30 Familien percent=50 % interval=33 % bis 67 % unknown=0 nicht feststellbar gap=0 von 30"},
		{1001, 2000, "value=50,1 % k=1.001 n=2.000 kn=1.001 von 2.000 Familien percent=50,1 % interval=48 % bis 52 % unknown=0 nicht feststellbar gap=0 von 2.000"},
	} {
		r := For(public, nil, []indicator.Observation{share(ind, c.k, c.n, households(c.k), households(c.n), households(c.n-c.k))}, nil, nil)
		if got := formsOf(r.All()[0], notation.German); got != c.want {
			t.Errorf("%d of %d:\n got %s\nwant %s", c.k, c.n, got, c.want)
		}
	}
}

func TestAGapIsPrintedOfAllUnits(t *testing.T) {
	for _, c := range []struct {
		unknown, determined int64
		want                string
	}{
		{0, 14, "0 von 14"}, {2, 6, "2 von 8"}, {2, 14, "2 von 16 (13\u00a0%)"}, {1, 1999, "1 von 2.000 (0,1\u00a0%)"},
	} {
		o := share(&indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain},
			0, c.determined, households(0), households(c.determined), households(c.determined))
		o.Unknown = c.unknown
		cell := For(public, nil, []indicator.Observation{o}, nil, nil).All()[0]
		unknown, all, _ := cell.Gap()
		if got, _ := cell.Form(FormGap, notation.German); got != c.want || unknown != c.unknown || all != c.unknown+c.determined {
			t.Errorf("got %q, %d of %d, want %q", got, unknown, all, c.want)
		}
	}
}

func formsOf(c Cell, l notation.Lang) string {
	var out []string
	for _, f := range Forms {
		if s, ok := c.Form(f, l); ok {
			out = append(out, string(f)+"="+strings.ReplaceAll(s, "\u00a0", " "))
		}
	}
	return strings.Join(out, " ")
}

func TestAChangeIsInPersonsUntilBothGroupsAreLargeEnough(t *testing.T) {
	ind := &indicator.Indicator{ID: "x", Measure: indicator.Share, Unit: indicator.UnitPercent, Counts: indicator.CountsFamilies, Disclosure: indicator.Plain}
	series := func(cells ...[2]int64) *Release {
		var all []indicator.Observation
		for i, kn := range cells {
			o := share(ind, kn[0], kn[1], households(kn[0]), households(kn[1]), households(kn[1]-kn[0]))
			o.Span.Name = []string{"2018-Q1", "2018-Q2", "2018-Q3"}[i]
			o.Span.To = time.Date(2018, time.Month(3*i+3), 30, 0, 0, 0, 0, time.UTC)
			o.Period = o.Span.Name
			all = append(all, o)
		}
		return For(public, nil, all, nil, nil)
	}
	change := func(r *Release, period string) string {
		for _, c := range r.All() {
			if c.Key().Period == period {
				s, _ := c.Form(FormChange, notation.German)
				return strings.ReplaceAll(s, "\u00a0", " ")
			}
		}
		return "no cell"
	}
	for _, c := range []struct {
		r    *Release
		want string
	}{
		{series([2]int64{9, 14}, [2]int64{12, 14}), "+ 3 Familien"},
		{series([2]int64{15, 30}, [2]int64{12, 30}), "− 10 Prozentpunkte"},
		{series([2]int64{9, 14}, [2]int64{9, 14}), "± 0 Familien"},
	} {
		if got := change(c.r, "2018-Q2"); got != c.want {
			t.Errorf("change %q, want %q", got, c.want)
		}
		if got := change(c.r, "2018-Q1"); got != SignAbsent {
			t.Errorf("the first period has a change: %q", got)
		}
	}
}

func TestAnInternalIndicatorIsToldOnlyInside(t *testing.T) {
	ind := &indicator.Indicator{ID: "frist_21", Status: "internal", Measure: indicator.Count, Unit: indicator.UnitPersons, Disclosure: indicator.Plain}
	o := indicator.Observation{
		Key:       indicator.Key{Area: "de_05515000", Indicator: ind.ID, Law: "_z", Freq: indicator.Quarter, Period: "2018-Q3", Breakdown: "_t", Category: "_t"},
		Indicator: ind, Span: indicator.Period{Freq: indicator.Quarter, Name: "2018-Q3"}, Numerator: dec(20), Value: dec(20), InNumerator: people(20, 9),
	}
	inside := public
	inside.Internal = true
	for _, c := range []struct {
		audience Audience
		want     int
	}{{public, 0}, {inside, 1}} {
		r := For(c.audience, []*indicator.Indicator{ind}, []indicator.Observation{o}, nil, nil)
		if _, known := r.Indicator(ind.ID); known != (c.want == 1) || len(r.All()) != c.want {
			t.Errorf("internal %t: known %t, %d cells, want %d", c.audience.Internal, known, len(r.All()), c.want)
		}
	}
}
