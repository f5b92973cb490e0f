package release

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/disclosure"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// tests is how many of n random worlds a test looks at: a twentieth, or every k-th with WIRKBERICHT_RANDOM=k, so all with 1.
func tests(n int) int {
	if k, err := strconv.Atoi(os.Getenv("WIRKBERICHT_RANDOM")); err == nil && k > 0 {
		return n / k
	}
	return n / 20
}

// randomWorld has a few dozen persons over three quarters, two shares of them, broken down by one or two dimensions that persons keep, and families that come and go.
func randomWorld(r *rand.Rand) *world {
	var w world
	all := from(6+r.IntN(10), 2+r.IntN(3))
	second := r.IntN(2) == 0
	here := without(all)
	yes := map[int]bool{}
	for _, p := range all {
		yes[p] = r.IntN(3) > 0
	}
	for q := 1; q <= 1+r.IntN(3); q++ {
		here = slices.DeleteFunc(slices.Clone(all), func(p int) bool { return (p/10+q)%7 == 0 && r.IntN(2) == 0 })
		for _, ind := range []*indicator.Indicator{neet, works} {
			add := func(breakdown, category string, of func(int) bool) {
				var in, out []int
				for _, p := range here {
					switch {
					case !of(p):
					case yes[p] == (ind == works):
						in = append(in, p)
					default:
						out = append(out, p)
					}
				}
				w.share(ind, q, breakdown, category, in, out)
			}
			add("_t", "_t", func(int) bool { return true })
			for c := range 3 {
				add("alter", fmt.Sprint("a", c), func(p int) bool { return p%10%3 == c })
			}
			if second {
				for c := range 2 {
					add("ort", fmt.Sprint("o", c), func(p int) bool { return p/10%2 == c })
				}
			}
		}
		for i := range 3 {
			yes[all[(i*7+q)%len(all)]] = r.IntN(2) == 0
		}
	}
	return &w
}

// No cell is withheld that could be shown: showing any one more would tell something, exactly or by bounds.
func TestNoCellIsWithheldInVain(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 1))
	primaries, seconds, shown := 0, 0, 0
	for range tests(2000) {
		w := randomWorld(r)
		a := public
		if r.IntN(2) == 0 {
			a.Flows = ScopeNone
		}
		src := &Source{Observations: w.observations}
		p := newPlan(a, src)
		p.decide()
		if p.error != nil || len(p.leaks) > 0 {
			t.Fatal(p.error, p.leaks)
		}
		for _, g := range p.groups() {
			s := p.assemble(g)
			leaks := func(also int) bool {
				if also >= 0 {
					p.withheld[also] = false
					defer func() { p.withheld[also] = true }()
				}
				sys := s.system
				sys.Hidden = nil
				for c, i := range s.of {
					if i >= 0 && p.withheld[i] {
						sys.Hidden = append(sys.Hidden, c)
					}
				}
				f, err := disclosure.First(&sys)
				if err != nil {
					t.Fatal(err)
				}
				families, err := s.learn(s.kinsfolk())
				if err != nil {
					t.Fatal(err)
				}
				return f != nil || families
			}
			if leaks(-1) {
				t.Fatalf("something leaks: %s", w.shown(a))
			}
			for _, t1 := range g.tables {
				for _, i := range p.tables[t1].cells {
					switch {
					case !p.withheld[i]:
						shown++
					case len(p.secrets[i]) > 0:
						primaries++
					default:
						seconds++
						if !leaks(i) {
							t.Fatalf("%s is withheld in vain: %s", w.observations[i].ID(), w.shown(a))
						}
					}
				}
			}
		}
	}
	if primaries == 0 || seconds == 0 || shown == 0 {
		t.Errorf("%d primary, %d secondary, %d shown: too tame", primaries, seconds, shown)
	}
	t.Log(primaries, seconds, shown)
}

// Whatever is withheld may be otherwise: two worlds that look alike to an audience are one Release to it, hash and all.
func TestWithheldFiguresLeaveNoTrace(t *testing.T) {
	var releases []*Release
	for _, few := range []int{1, 2, 3} { // girls who are not at school: too few in each of these worlds
		var w world
		girls, boys := from(10, 2), []int{}
		for _, p := range girls {
			boys = append(boys, p+2)
		}
		idle := append(slices.Clone(girls[:few]), boys[:9-few]...)
		all := append(slices.Clone(girls), boys...)
		w.share(neet, 1, "_t", "_t", idle, without(all, idle...))
		w.share(neet, 1, "geschlecht_2", "w", girls[:few], without(girls, idle...))
		w.share(neet, 1, "geschlecht_2", "m", boys[:9-few], without(boys, idle...))
		rel, protocol, err := Protect(public, &Source{Observations: w.observations})
		if err != nil || !protocol.Proven() {
			t.Fatal(err, protocol.Leaks)
		}
		if got, want := w.shown(public), "neet Q1 9/40, neet Q1 m ., neet Q1 w ."; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
		rel.audience = Audience{}
		releases = append(releases, rel)
	}
	for _, other := range releases[1:] {
		if diff := cmp.Diff(releases[0], other, cmp.AllowUnexported(Release{}, Cell{}, figures{}, Audience{})); diff != "" {
			t.Errorf("withheld figures show in the Release: %s", diff)
		}
	}
}

// What was printed before cannot be taken back. Where it gives something away, nothing new is shown, and the protocol has the formula.
func TestAReleaseThatCannotBeProvenShowsNothing(t *testing.T) {
	var w world
	all := from(8, 3)
	idle := []int{11, 12, 21, 22, 31, 41, 51, 61, 71}
	girls := without(all, from(8, 1)...)
	w.share(neet, 1, "_t", "_t", idle, without(all, idle...))
	w.share(neet, 1, "geschlecht_2", "w", []int{12, 22}, without(girls, 12, 22))
	w.share(neet, 1, "geschlecht_2", "m", without(idle, 12, 22), without(from(8, 1), idle...))
	id := func(i int) string { return w.observations[i].ID() }
	register := published(t, Draft{Audience: public.Name, Cells: []Printed{
		{Cell: id(0), Status: Free, Numerator: "9", Denominator: "24"},
		{Cell: id(2), Status: Free, Numerator: "7", Denominator: "8"},
	}})
	rel, protocol, err := Protect(public, &Source{Observations: w.observations, Register: register})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"neet Q:2018-Q1 W Zähler = neet Q:2018-Q1 Zähler (9) − neet Q:2018-Q1 M Zähler (7) = 2"}
	if diff := cmp.Diff(want, protocol.Leaks); diff != "" {
		t.Error(diff)
	}
	for _, c := range rel.All() {
		if c.Shown() {
			t.Errorf("%s is shown", c.key.ID())
		}
	}
}

// published is a register with drafts entered one after the other.
func published(t *testing.T, drafts ...Draft) *Register {
	t.Helper()
	project := fstest.MapFS{}
	for _, d := range drafts {
		register := reread(t, project)
		e, content := register.Enter(Entry{By: "projektleitung", Draft: d})
		project[e.File()] = &fstest.MapFile{Data: content}
	}
	return reread(t, project)
}

func reread(t *testing.T, project fstest.MapFS) *Register {
	t.Helper()
	register, found, err := ReadRegister(project)
	if err != nil || len(found) > 0 {
		t.Fatal(err, found)
	}
	return register
}

// Between two releases two persons left. The number of the spring is out, so that of the autumn stays in; and what was withheld stays withheld.
func TestWhatWasPrintedBeforeDecidesWhatIsPrintedNow(t *testing.T) {
	var w world
	all := from(8, 3)
	spring, autumn := from(7, 2), without(from(7, 2), 71, 72)
	w.share(neet, 1, "_t", "_t", spring, without(all, spring...))
	w.share(neet, 2, "_t", "_t", autumn, without(all, autumn...))
	for _, c := range []struct {
		name  string
		draft Draft
		want  string
	}{
		{"nothing is out", Draft{Audience: "lenkungsgruppe"}, "neet Q1 ., neet Q2 12/24"},
		{"the spring is out", Draft{Audience: public.Name, Cells: []Printed{{Cell: w.observations[0].ID(), Status: Free, Numerator: "14", Denominator: "24"}}}, "neet Q1 14/24, neet Q2 ."},
		{"it is out, with one more than is known by now", Draft{Audience: public.Name, Cells: []Printed{{Cell: w.observations[0].ID(), Status: Free, Numerator: "15", Denominator: "24"}}}, "neet Q1 ., neet Q2 12/24"},
		{"the autumn was withheld", Draft{Audience: public.Name, Cells: []Printed{{Cell: w.observations[1].ID(), Status: Withheld}}}, "neet Q1 14/24, neet Q2 ."},
	} {
		rel, protocol, err := Protect(public, &Source{Observations: w.observations, Register: published(t, c.draft)})
		if err != nil || !protocol.Proven() {
			t.Errorf("%s: %v %v", c.name, err, protocol.Leaks)
		}
		if got := listed(rel); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestTheRegisterTellsWhenItWasChanged(t *testing.T) {
	register := &Register{}
	e, content := register.Enter(Entry{By: "projektleitung", Draft: Draft{Product: "zwischenbericht", Audience: "oeffentlichkeit", Cells: []Printed{
		{Cell: "a/1", Status: Free, Numerator: "9", Denominator: "14"}, {Cell: "a/2", Status: Withheld},
	}}})
	name := e.File()
	if want := "register/0001_zwischenbericht.jsonl"; name != want {
		t.Errorf("file %s, want %s", name, want)
	}
	lines := strings.SplitAfter(string(content), "\n")
	for what, changed := range map[string]string{
		"a figure":     strings.Replace(string(content), `"k":"9"`, `"k":"8"`, 1),
		"a line less":  lines[0] + lines[2],
		"no last line": lines[0] + lines[1],
		"a word more":  strings.Replace(string(content), `"cell":"a/1"`, `"note":"x","cell":"a/1"`, 1),
		"a line more":  lines[0] + lines[1] + lines[1] + lines[2],
		"no line":      "{",
	} {
		if _, found, err := ReadRegister(fstest.MapFS{name: {Data: []byte(changed)}}); err != nil || len(found) != 1 || found[0].Rule != "register_kette" {
			t.Errorf("%s: %v %v", what, found, err)
		}
	}
	r := reread(t, fstest.MapFS{name: {Data: content}})
	if p, ok := r.before("a/1", "oeffentlichkeit"); !ok || p.Numerator != "9" || p.Status != Free {
		t.Errorf("printed before: %v %v", p, ok)
	}
	if p, ok := r.before("a/1", "lenkungsgruppe"); ok {
		t.Errorf("the steering group never got it: %v", p)
	}
}

// What a product asks a Release for is what it prints.
func TestAReleaseKnowsWhatWasTakenOutOfIt(t *testing.T) {
	var w world
	all := from(8, 3)
	w.share(neet, 1, "_t", "_t", from(7, 2), without(all, from(7, 2)...))
	w.share(neet, 2, "_t", "_t", []int{11}, without(all, 11))
	rel := For(public, nil, w.observations, nil, nil)
	if got := rel.Taken(); got != nil {
		t.Errorf("before anything was asked for: %v", got)
	}
	for _, c := range rel.All() {
		c.Form(FormKN, notation.German)
	}
	want := []Printed{
		{Cell: w.observations[0].ID(), Status: Free, Forms: []Form{FormKN}, Numerator: "14", Denominator: "24", Unknown: "0"},
		{Cell: w.observations[1].ID(), Status: Withheld},
	}
	if diff := cmp.Diff(want, rel.Taken()); diff != "" {
		t.Error(diff)
	}
	if got := rel.Taken(); got != nil {
		t.Errorf("twice: %v", got)
	}
}
