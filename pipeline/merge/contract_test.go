package merge

import (
	"math/big"
	"math/rand/v2"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/verify"
)

// five are cities of which the evaluators see the two large ones: of 8 to 12 families, 1 or 2 have a factor. All of them together: 5 + 4 + … of 112.
func five(small ...int64) []city {
	out := []city{
		{"DE_05111000", "1.0.0", map[string]figures{"2018-Q3": {10, 40}}, nil}, {"DE_05112000", "1.0.0", map[string]figures{"2018-Q3": {10, 40}}, nil},
	}
	for i, k := range small {
		out = append(out, city{"DE_0511" + string(rune('3'+i)) + "000", "1.0.0", map[string]figures{"2018-Q3": {k, 8 + int64(i)}}, nil})
	}
	return out
}

func contracts(t *testing.T, cities []city) []Delivery {
	t.Helper()
	var out []Delivery
	for _, c := range cities {
		out = append(out, contract(t, c))
	}
	return out
}

// TestHiddenFiguresEnterTheTotalAndStandNowhereElse: 10 + 10 + 2 + 2 + 2 of 40 + 40 + 8 + 9 + 10. Whoever knows one 2 knows that the other two are 4.
func TestHiddenFiguresEnterTheTotalAndStandNowhereElse(t *testing.T) {
	m, found := merge(t, contracts(t, five(2, 2, 2))...)
	if len(found) > 0 {
		t.Error(found)
	}
	want := `FAM_AKTIV 2018-Q3 1.0.0 107 107  A ` + `
HEMM_FAM 2018-Q3 1.0.0 24.2991 26 107 A Enthält Werte von Kommunen, die einzeln gesperrt sind.
`
	if diff := cmp.Diff(want, set(t, m, bundle.Observations, valueColumns...)); diff != "" {
		t.Error(diff)
	}
	if m.Contract != 5 || m.Opened != 1 || m.Attacked != 9 {
		t.Errorf("%d by contract, %d opened, %d attacked", m.Contract, m.Opened, m.Attacked)
	}
	rows, err := m.Bundle.Table(bundle.Observations)
	if err != nil {
		t.Fatal(err)
	}
	hidden := 0
	for i := range rows.Rows {
		if rows.Get(i, "conf_status") == "INTERNAL" {
			t.Errorf("line %d still says INTERNAL", rows.Lines[i])
		}
		if rows.Get(i, "obs_status") == "Q" && rows.Get(i, "ref_area") != SetArea {
			hidden++
		}
	}
	if hidden != 3 {
		t.Errorf("%d cities are withheld, want 3", hidden)
	}
	if f := verify.Check(m.Bundle, verify.Options{}); f.Count(finding.Error) > 0 {
		t.Errorf("the merged bundle is not in order: %v", f)
	}
}

// TestFiguresThatMoveBetweenHiddenCitiesChangeNoByte is non-interference of the merged bundle.
func TestFiguresThatMoveBetweenHiddenCitiesChangeNoByte(t *testing.T) {
	one, _ := merge(t, contracts(t, five(2, 1, 2, 2))...)
	two, _ := merge(t, contracts(t, five(1, 2, 2, 2))...)
	if one.Opened != 1 {
		t.Fatal("the total is not shown: the comparison proves nothing")
	}
	for _, f := range one.Bundle.Files {
		other, _ := two.Bundle.Data(f.Name)
		if made := f.Name == bundle.ManifestFile || f.Name == bundle.SumsFile; !made && string(other) != string(f.Data) {
			t.Errorf("%s tells which city has how many", f.Name)
		}
	}
}

// TestATotalIsNotShownWhereSomebodyCouldSubtract: with one hidden city everybody could, with two each of them; of hidden nothings each is nothing; and what is left
// must be enough people.
func TestATotalIsNotShownWhereSomebodyCouldSubtract(t *testing.T) {
	for name, c := range map[string]struct {
		small  []int64
		opened int
	}{
		"one": {[]int64{2}, 0}, "two": {[]int64{2, 2}, 0}, "three": {[]int64{2, 2, 2}, 1}, "too few are left": {[]int64{1, 1, 1}, 0}, "four": {[]int64{1, 1, 1, 2}, 1},
	} {
		m, _ := merge(t, contracts(t, five(c.small...))...)
		if m.Opened != c.opened {
			t.Errorf("%s: %d opened, want %d", name, m.Opened, c.opened)
		}
		if c.opened == 0 {
			want := "HEMM_FAM 2018-Q3  Q\n"
			if got := set(t, m, bundle.Observations, "indicator_id", "time_period", "obs_value", "obs_status"); !strings.HasSuffix(got, want) {
				t.Errorf("%s: %s", name, got)
			}
		}
	}
	m, _, err := Merge(contracts(t, five(2, 2, 2)), Order{Title: "T", Publisher: "P", Audience: evaluators, Talking: 2})
	if err != nil || m.Opened != 0 {
		t.Errorf("two that talk to each other know the third: %v", err)
	}
}

// TestBothKindsGoTogether: who delivered to evaluators alone, and is withheld, takes the total with it.
func TestBothKindsGoTogether(t *testing.T) {
	cities := five(2, 2, 2)
	mixed := append(contracts(t, cities[2:]), deliver(t, cities[0], "2018-Q3"), deliver(t, cities[1], "2018-Q3"), deliver(t, cities[2], "2018-Q3"))
	m, found := merge(t, mixed...)
	if len(found) > 0 || m.Contract != 3 || m.Opened != 1 {
		t.Errorf("%v, %d by contract, %d opened", found, m.Contract, m.Opened)
	}
	m, _ = merge(t, append(contracts(t, cities[:4]), deliver(t, cities[4], "2018-Q3"))...)
	want := "HEMM_FAM 2018-Q3 5 2 3 0 20 80 0 100 40.00\n"
	coverage := set(t, m, bundle.Coverage, "indicator_id", "time_period", "n_areas", "n_shown", "n_suppressed", "n_missing", "known_numerator", "known_denominator", "value_low", "value_high", "coverage_percent")
	if diff := cmp.Diff(want, coverage); diff != "" || m.Opened != 0 {
		t.Error(diff)
	}
}

// TestADeliveryWithoutItsRegisterIsRefused in all ways in which it can lack one.
func TestADeliveryWithoutItsRegisterIsRefused(t *testing.T) {
	q := map[string]figures{"2018-Q3": {10, 20}}
	a, b := deliver(t, city{"DE_05111000", "1.0.0", q, nil}, "2018-Q3"), deliver(t, city{"DE_05112000", "1.0.0", q, nil}, "2018-Q3")
	other := deliver(t, city{"DE_05112000", "1.0.0", map[string]figures{"2018-Q3": {11, 20}}, nil}, "2018-Q3")
	broken := register(t, b)
	for name, f := range broken.FS.(fstest.MapFS) {
		f.Data = []byte(strings.Replace(string(f.Data), "leitung", "niemand", 1))
		broken.FS.(fstest.MapFS)[name] = f
	}
	short := contract(t, city{"DE_05112000", "1.0.0", q, nil})
	short.Bundle = resealed(t, short.Bundle, `"register_head": ""`, `"register_head": "00"`)
	for name, c := range map[string]struct {
		deliveries []Delivery
		registers  []Ledger
		rule       string
	}{
		"none":                          {[]Delivery{a, b}, []Ledger{register(t, a)}, "register_fehlt"},
		"one without the delivery":      {[]Delivery{a, b}, []Ledger{register(t, a), register(t, other)}, "register_ohne_lieferung"},
		"one that was changed":          {[]Delivery{a, b}, []Ledger{register(t, a), broken}, "register_kette"},
		"one that is shorter than said": {[]Delivery{a, short}, []Ledger{register(t, a)}, "register_fehlt"},
	} {
		m, found, err := Merge(c.deliveries, Order{Title: "T", Publisher: "P", Audience: evaluators, Registers: c.registers})
		if err != nil || m != nil || !found.Stops() || !slices.ContainsFunc(found, func(f finding.Finding) bool { return f.Rule == c.rule }) {
			t.Errorf("%s: %v %v", name, found, err)
		}
	}
	if m, found, err := Merge([]Delivery{a, b}, Order{Title: "T", Publisher: "P", Audience: evaluators, Registers: []Ledger{register(t, other, b), register(t, a)}}); err != nil || m == nil {
		t.Errorf("with all registers: %v %v", found, err)
	}
}

// resealed is a bundle with a text of its manifest replaced, with checksums that fit.
func resealed(t *testing.T, b *bundle.Bundle, old, new string) *bundle.Bundle {
	t.Helper()
	out := &bundle.Bundle{ID: b.ID}
	for _, f := range b.Files {
		switch f.Name {
		case bundle.SumsFile:
			continue
		case bundle.ManifestFile:
			text := strings.Replace(string(f.Data), old, new, 1)
			if text == string(f.Data) {
				t.Fatalf("the manifest does not contain %s", old)
			}
			f.Data = []byte(text)
		}
		out.Files = append(out.Files, f)
	}
	if err := out.Seal(nil); err != nil {
		t.Fatal(err)
	}
	return out
}

// rounds is how many random sets are attacked: a twentieth of what make fuzz does.
func rounds() int {
	if os.Getenv("WIRKBERICHT_FULL") != "" {
		return 200
	}
	return 10
}

// TestNobodyDerivesAWithheldFigureFromAllBundlesAndTheMergedOne attacks random sets of deliveries as a reader of the files would: every shown figure is an equation, every
// municipality knows its own figures. It uses nothing of this package but the finished bundles.
func TestNobodyDerivesAWithheldFigureFromAllBundlesAndTheMergedOne(t *testing.T) {
	dice := rand.New(rand.NewPCG(6, 7))
	opened, attacked := 0, 0
	for range rounds() {
		var cities []city
		var files []*bundle.Bundle
		var deliveries []Delivery
		for i := range 2 + dice.IntN(6) {
			n := 3 + dice.Int64N(12)
			c := city{"DE_0511" + string(rune('1'+i)) + "000", "1.0.0", map[string]figures{"2018-Q3": {dice.Int64N(min(n, 6)), n}}, nil}
			cities = append(cities, c)
			protected := deliver(t, c, "2018-Q3")
			files = append(files, protected.Bundle)
			switch dice.IntN(4) {
			case 0:
				deliveries = append(deliveries, protected)
			case 1:
				deliveries = append(deliveries, protected, contract(t, c))
			default:
				deliveries = append(deliveries, contract(t, c))
			}
		}
		m, found := merge(t, deliveries...)
		if m == nil {
			t.Fatal(found)
		}
		opened += m.Opened
		leaks, n := derive(t, cities, append(files, m.Bundle))
		attacked += n
		if len(leaks) > 0 {
			t.Errorf("%v: %v", cities, leaks)
		}
	}
	if opened < 2 || attacked < 50 {
		t.Errorf("%d totals opened, %d figures attacked: too few to say anything", opened, attacked)
	}
}

// TestTheAttackOfTheTestFindsALeak: with every total shown, the attack above finds what follows.
func TestTheAttackOfTheTestFindsALeak(t *testing.T) {
	cities := five(2, 2)
	var all []*bundle.Bundle
	for _, c := range cities {
		all = append(all, deliver(t, c, "2018-Q3").Bundle)
	}
	m, _ := merge(t, contracts(t, cities)...)
	for i, f := range m.Bundle.Files {
		if f.Name == bundle.Observations.File() {
			text := strings.Replace(string(f.Data), "DE_VERBUND,HEMM_FAM,_Z,Q,2018-Q3,_T,_T,1.0.0,2018-07-01,2018-09-30,,,,PERCENT,,,,Q,CONF", "DE_VERBUND,HEMM_FAM,_Z,Q,2018-Q3,_T,_T,1.0.0,2018-07-01,2018-09-30,24.7423,24,97,PERCENT,,,,A,FREE", 1)
			if text == string(f.Data) {
				t.Fatal("nothing planted")
			}
			m.Bundle.Files[i].Data = []byte(text)
		}
	}
	if leaks, _ := derive(t, cities, append(all, m.Bundle)); len(leaks) == 0 {
		t.Error("each of two hidden cities can subtract itself, and the attack does not see it")
	}
}

// derive attacks what bundles show of the share: which withheld figures follow for a city that knows its own.
func derive(t *testing.T, cities []city, bundles []*bundle.Bundle) (leaks []string, attacked int) {
	t.Helper()
	s := disclosure.System{Integer: true, Brief: true}
	own := map[string][]int{}
	columns := map[string][][]disclosure.Term{} // area → numerator, rest
	withheld := map[string]bool{}
	for _, c := range cities {
		f := c.quarters["2018-Q3"]
		for _, v := range []int64{f.k, f.n - f.k} {
			s.Atoms = append(s.Atoms, disclosure.Atom{ID: c.area, Value: big.NewRat(v, 1)})
			own[c.area] = append(own[c.area], len(s.Atoms)-1)
			columns[c.area] = append(columns[c.area], []disclosure.Term{{Atom: len(s.Atoms) - 1, Coef: 1}})
			columns[SetArea] = append(columns[SetArea], nil)
		}
		withheld[c.area] = true
	}
	total := make([][]disclosure.Term, 2)
	for _, c := range cities {
		for side := range 2 {
			total[side] = append(total[side], columns[c.area][side]...)
		}
	}
	columns[SetArea] = total
	for _, b := range bundles {
		rows, err := b.Table(bundle.Observations)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows.Rows {
			if r[1] != "HEMM_FAM" || rows.Get(i, "numerator") == "" {
				continue
			}
			k, _ := new(big.Rat).SetString(rows.Get(i, "numerator"))
			n, _ := new(big.Rat).SetString(rows.Get(i, "denominator"))
			for side, v := range []*big.Rat{k, n.Sub(n, k)} {
				s.Cells = append(s.Cells, disclosure.Cell{ID: r[0], Column: columns[r[0]][side], Value: v})
			}
			delete(withheld, r[0])
		}
	}
	var insiders []disclosure.Coalition
	for _, c := range cities {
		insiders = append(insiders, disclosure.Coalition{Name: c.area, Knows: own[c.area]})
		for side := range 2 {
			if withheld[c.area] {
				s.Targets = append(s.Targets, disclosure.Cell{ID: path.Join(c.area, []string{"k", "rest"}[side]), Column: columns[c.area][side], Value: s.Atoms[own[c.area][side]].Value})
			}
		}
	}
	verdicts, err := disclosure.AuditCoalitions(&s, insiders)
	if err != nil {
		t.Fatal(err)
	}
	for i, v := range verdicts {
		for _, f := range v.Findings {
			leaks = append(leaks, insiders[i].Name+" learns "+f.Target)
		}
	}
	return leaks, len(s.Targets) * len(insiders)
}

// TestTheGuardErrsOnTheSideOfSilence: what it may not know counts as the worst.
func TestTheGuardErrsOnTheSideOfSilence(t *testing.T) {
	g := guard{evaluators, 1}
	parts := func(ks ...int64) []part {
		var out []part
		for _, k := range ks {
			out = append(out, part{k: notation.Int(k), n: notation.Int(20), hidden: true})
		}
		return out
	}
	share := func(counts indicator.Counted, harm indicator.Harm) *indicator.Indicator {
		return &indicator.Indicator{Measure: indicator.Share, Disclosure: indicator.Sensitive, Counts: counts, Harm: harm}
	}
	amount := &indicator.Indicator{Measure: indicator.Amount, Disclosure: indicator.Protected, Counts: indicator.CountsEuros}
	for name, c := range map[string]struct {
		ind   *indicator.Indicator
		parts []part
		want  bool
	}{
		"families are counted":                            {share(indicator.CountsFamilies, indicator.HarmNumerator), parts(2, 2, 2), true},
		"three persons of two cities may be two families": {share(indicator.CountsPersons, indicator.HarmNumerator), parts(2, 2, 2), false},
		"four cities":                    {share(indicator.CountsPersons, indicator.HarmNumerator), parts(2, 2, 2, 2), true},
		"goals of unknown people":        {share(indicator.CountsGoals, indicator.HarmNumerator), parts(9, 9, 9), false},
		"nobody in two of them":          {share(indicator.CountsFamilies, indicator.HarmNumerator), parts(5, 0, 0, 5), true},
		"nobody but one":                 {share(indicator.CountsFamilies, indicator.HarmNumerator), parts(5, 0, 0), false},
		"nearly all of them":             {share(indicator.CountsFamilies, indicator.HarmNumerator), parts(20, 20, 19), false},
		"nearly all, where that is good": {share(indicator.CountsFamilies, indicator.HarmComplement), parts(18, 18, 18), true},
		"one amount dominates":           {amount, parts(900, 40, 40, 20), false},
		"amounts side by side":           {amount, parts(300, 300, 300, 300, 300), true},
		"an amount below zero":           {amount, parts(300, -300, 300, 300, 300), false},
	} {
		if got := g.shows(c.ind, c.parts); got != c.want {
			t.Errorf("%s: %t", name, got)
		}
	}
}
