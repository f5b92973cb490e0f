package privacy

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// table is a small table for tests. Columns beginning with q are quasi-identifiers, with s sensitive, p is the person, f the family, t the
// time; "-" is missing.
type table struct {
	columns []string
	rows    [][]string
}

// read makes a table of lines, the first one its header.
func read(text string) table {
	var t table
	for i, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if i == 0 {
			t.columns = strings.Fields(line)
		} else {
			t.rows = append(t.rows, strings.Fields(line))
		}
	}
	return t
}

func (t table) frame() *frame {
	f := &frame{name: "t", noun: "Personen"}
	for i := range t.rows {
		f.unit = append(f.unit, uint32(i))
	}
	for c, name := range t.columns {
		codes, of := coder{}, make([]uint32, 0, len(t.rows))
		for _, row := range t.rows {
			of = append(of, codes.code(strings.Trim(row[c], "-")))
		}
		a := attribute{name, of, codes.texts()}
		switch name[0] {
		case 'q':
			f.quasi = append(f.quasi, a)
		case 's':
			f.sensitive = append(f.sensitive, a)
		case 'p':
			f.unit = of
		case 'f':
			f.family = of
		case 't':
			f.when = of
		}
	}
	f.own = len(f.quasi)
	return f
}

func (t table) measure() Measures { return measure(t.frame(), Internal()) }

// seven persons in classes of 2, 2 and 3: the risks of ARX' TestRiskMetrics after 2-anonymity.
const seven = `
q1 q2 s1 f
a x j F1
a x n F1
b x j F2
b x j F3
c y n F3
c y n F4
c y j F4`

func TestRisksOfTheReference(t *testing.T) {
	m := read(seven).measure()
	got := fmt.Sprintf("k %d, families %d, highest %.4f, average %.4f, at risk %d, unique %d, classes %d", m.K, m.KFamilies, m.RiskMax, m.RiskMean, m.AtRisk, m.Unique, m.Classes)
	want := fmt.Sprintf("k 2, families 1, highest 0.5000, average %.4f, at risk 4, unique 0, classes 3", 3.0/7)
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if d := cmp.Diff([]Size{{2, 4}, {3, 3}}, m.Sizes); d != "" {
		t.Error(d)
	}
}

// Of seven, four have j. Class b has only j: l = 1, share 1, and ½(|1 − 4/7| + |0 − 3/7|) = 3/7 from the whole.
func TestDiversityAndCloseness(t *testing.T) {
	want := []Sensitive{{Column: "s1", L: 1, MaxShare: 1, T: round(3.0 / 7)}}
	if d := cmp.Diff(want, read(seven).measure().Sensitive); d != "" {
		t.Error(d)
	}
}

// A missing sensitive value can be learnt by nobody: it neither counts as a second value nor makes a class of its own.
func TestMissingSensitiveValuesDoNotDiversify(t *testing.T) {
	m := read(`
q1 s1
a j
a -
b -
b -`).measure()
	want := []Sensitive{{Column: "s1", L: 1, MaxShare: 0.5, T: 0.25}}
	if d := cmp.Diff(want, m.Sensitive); d != "" {
		t.Error(d)
	}
}

// 1 − Π(1 − 1/n): F1 has two members in a class of two, F2 one of two, F3 one of two and one of three, F4 two of three.
func TestHouseholdRisk(t *testing.T) {
	risks := []float64{1 - 0.5*0.5, 0.5, 1 - 0.5*2.0/3, 1 - 4.0/9}
	want := &Household{K: 1, Unique: 4, UniqueShare: 1, RiskMax: 0.75, RiskMean: round((risks[0] + risks[1] + risks[2] + risks[3]) / 4)}
	if d := cmp.Diff(want, read(seven).measure().Household); d != "" {
		t.Error(d)
	}
}

// Families of the same members hide each other, whatever the order of rows.
func TestFamiliesOfTheSameMembersHideEachOther(t *testing.T) {
	h := read(`
q1 f
a F1
b F1
b F2
a F2
a F3`).measure().Household
	if h.K != 1 || h.Unique != 1 {
		t.Errorf("got %+v, want one family alone", h)
	}
}

// The second row agrees with both others, which do not agree with each other.
func TestMissingValuesAreReadInTwoWays(t *testing.T) {
	m := read(`
q1 q2
a x
a -
a y`).measure()
	if m.K != 1 || m.KWildcard != 2 {
		t.Errorf("k %d, with wildcards %d; want 1 and 2", m.K, m.KWildcard)
	}
}

func TestAPersonWithSeveralRowsCountsOnce(t *testing.T) {
	m := read(`
p q1
P1 a
P1 a
P1 b
P2 a
P3 a
P3 b`).measure()
	if got := fmt.Sprint(m.Count, m.K, m.Sizes); got != "3 2 [{2 2} {3 1}]" {
		t.Errorf("got persons, k and sizes %s", got)
	}
}

// Every single state is shared, the sequence of P3 is not.
func TestCoursesAreFingerprints(t *testing.T) {
	m := read(`
p t q1
P1 1 a
P1 2 b
P2 2 b
P2 1 a
P3 1 a
P3 2 a
P4 2 a
P4 1 b`).measure()
	if d := cmp.Diff(&Course{Units: 4, K: 1, Unique: 2, UniqueShare: 0.5}, m.Course); d != "" {
		t.Error(d)
	}
	if m.K != 3 {
		t.Errorf("k of single states is %d", m.K)
	}
}

func TestTheSetsThatExposeAreMinimal(t *testing.T) {
	m := read(`
q1 q2 q3
a x 1
a y 1
a x 1
b y 1
b x 1
b y 1
b x 2
a y 2
a x 2`).measure()
	var got []string
	for _, e := range m.Exposing {
		got = append(got, fmt.Sprint(strings.Join(e.Columns, "+"), " k=", e.K, " n=", e.AtRisk))
	}
	want := []string{"q1+q2 k=2 n=6", "q1+q3 k=1 n=3", "q2+q3 k=1 n=3"}
	slices.Sort(got)
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff([]BySize{{1, 3, 0, 3}, {2, 3, 3, 1}, {3, 1, 1, 1}}, m.Subsets); d != "" {
		t.Error(d)
	}
}

func TestTheGentlestStepThatHelpsMostComesFirst(t *testing.T) {
	m := read(`
q1 q2
2017-01 a
2017-02 a
2017-03 a
2018-04 b
2018-05 b
2018-06 b`).measure()
	if got := fmt.Sprint(m.Help[0]); got != "{q1 nur Quartale angeben 3 0 0}" {
		t.Errorf("first is %s", got)
	}
}

func TestGradesFollowTheLimits(t *testing.T) {
	f := read(seven)
	for _, c := range []struct {
		th   Thresholds
		want Verdict
	}{
		{Thresholds{Green: Limits{K: 2}}, Green},
		{Thresholds{Green: Limits{K: 3}}, Amber},
		{Thresholds{Green: Limits{K: 5}, Amber: Limits{K: 3}}, Red},
		{Thresholds{Green: Limits{K: 2, Families: 2}}, Amber},
		{Thresholds{Green: Limits{K: 2, L: 2}}, Amber},
		{Thresholds{Green: Limits{K: 2, MaxShare: 0.8}}, Amber},
		{Thresholds{Green: Limits{K: 2, T: 0.3}}, Amber},
		{Thresholds{Green: Limits{K: 2, T: 0.5}}, Green},
	} {
		if got := measure(f.frame(), c.th).Grade; got != c.want {
			t.Errorf("%+v: got %s, want %s", c.th, got, c.want)
		}
	}
}

func TestSentencesNeverSayAnonymous(t *testing.T) {
	one := read("q1 q2\na x\nb x\nb x\nb x").measure()
	two := read("q1\na\na\nb\nb\nb").measure()
	three := read("q1\na\na\na").measure()
	for _, c := range []struct{ got, want string }{
		{one.Sentence(false), "t: Die Daten sind pseudonymisiert, nicht anonym: 1 von 4 Personen (25\u00a0%) ist durch die Angaben zu q1 und q2 eindeutig bestimmt."},
		{one.Sentence(true), "t: Die Lieferung nennt sich anonym, ist es aber nicht. Die Daten sind pseudonymisiert, nicht anonym: 1 von 4 Personen (25\u00a0%) ist durch die Angaben zu q1 und q2 eindeutig bestimmt."},
		{two.Sentence(false), "t: Die Daten sind pseudonymisiert, nicht anonym: Die kleinste Gruppe mit gleichen Angaben zu q1 hat 2 Personen, verlangt sind 3."},
		{three.Sentence(true), "t: In den Angaben zu q1 gleichen sich immer mindestens 3 Personen (k = 3); die Daten bleiben pseudonymisiert, solange es einen Schlüssel gibt."},
		{Measures{Table: "t"}.Sentence(true), "t: keine Merkmale, an denen jemand zu erkennen wäre."},
	} {
		if d := cmp.Diff(c.want, c.got); d != "" {
			t.Error(d)
		}
	}
}
