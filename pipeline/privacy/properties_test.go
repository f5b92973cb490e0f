package privacy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// random makes a table of up to 40 rows, 4 quasi-identifiers, persons in families, missing values.
func random(r *rand.Rand, persons bool) table {
	t := table{columns: []string{"q1", "q2", "q3", "q4", "s1", "f"}}
	if persons {
		t.columns = append(t.columns, "p")
	}
	for range 1 + r.IntN(40) {
		var row []string
		for range 5 {
			row = append(row, []string{"a", "b", "c", "-"}[r.IntN(2+r.IntN(3))])
		}
		p := r.IntN(20)
		row = append(row, fmt.Sprint("F", p/3), fmt.Sprint("P", p))
		t.rows = append(t.rows, row[:len(t.columns)])
	}
	return t
}

func (t table) with(change func(*table)) table {
	out := table{slices.Clone(t.columns), nil}
	for _, row := range t.rows {
		out.rows = append(out.rows, slices.Clone(row))
	}
	change(&out)
	return out
}

func TestPropertiesOfK(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 400 {
		base := random(r, r.IntN(2) == 0)
		m := base.measure()
		more := base.with(func(t *table) {
			t.columns = append(t.columns, "q5")
			for i := range t.rows {
				t.rows[i] = append(t.rows[i], []string{"a", "b"}[r.IntN(2)])
			}
		}).measure()
		copied := base.with(func(t *table) { t.rows = append(t.rows, slices.Clone(t.rows[r.IntN(len(t.rows))])) }).measure()
		shuffled := base.with(func(t *table) { r.Shuffle(len(t.rows), func(i, j int) { t.rows[i], t.rows[j] = t.rows[j], t.rows[i] }) }).measure()
		switch {
		case more.K > m.K || more.KFamilies > m.KFamilies || more.KWildcard > m.KWildcard || more.RiskMean < m.RiskMean:
			t.Errorf("a further column made k larger: %d → %d\n%v", m.K, more.K, base)
		case copied.K < m.K || copied.KFamilies < m.KFamilies:
			t.Errorf("a copy of a row made k smaller: %d → %d\n%v", m.K, copied.K, base)
		case m.KWildcard > 0 && m.KWildcard < m.K:
			t.Errorf("missing as any value made k smaller: %d → %d\n%v", m.K, m.KWildcard, base)
		case m.Help[0].AtRisk > m.AtRisk:
			t.Errorf("the best step puts more at risk: %d → %d\n%v", m.AtRisk, m.Help[0].AtRisk, base)
		}
		if d := cmp.Diff(m, shuffled, cmp.AllowUnexported(Measures{}, Help{})); d != "" {
			t.Errorf("the order of rows matters:\n%s", d)
		}
	}
}

// naive counts by comparing every row with every other.
func (t table) naive() (k, kFamilies, kWildcard int) {
	index := func(name string) int { return slices.Index(t.columns, name) }
	id := func(i int, column string) string {
		if c := index(column); c >= 0 {
			return t.rows[i][c]
		}
		return fmt.Sprint(i)
	}
	k, kFamilies, kWildcard = math.MaxInt, math.MaxInt, math.MaxInt
	for i := range t.rows {
		persons, families, loose := map[string]bool{}, map[string]bool{}, 0
		for j := range t.rows {
			equal, agree := true, true
			for c, name := range t.columns {
				if name[0] == 'q' && t.rows[i][c] != t.rows[j][c] {
					equal = false
					agree = agree && (t.rows[i][c] == "-" || t.rows[j][c] == "-")
				}
			}
			if equal {
				persons[id(j, "p")], families[id(j, "f")] = true, true
			}
			if agree {
				loose++
			}
		}
		k, kFamilies, kWildcard = min(k, len(persons)), min(kFamilies, len(families)), min(kWildcard, loose)
	}
	return k, kFamilies, kWildcard
}

func TestMeasuresAgreeWithComparingAllRows(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 400 {
		base := random(r, i%2 == 0)
		m := base.measure()
		k, families, wildcard := base.naive()
		if i%2 == 0 {
			wildcard = m.KWildcard // persons with several rows: not computed
			if m.KWildcard != 0 && m.Count != len(base.rows) {
				t.Fatalf("wildcards computed for persons with several rows")
			}
		}
		if m.K != k || m.KFamilies != families || m.KWildcard != wildcard {
			t.Fatalf("got k %d, families %d, wildcards %d; want %d, %d, %d\n%v", m.K, m.KFamilies, m.KWildcard, k, families, wildcard, base)
		}
		for _, e := range m.Exposing {
			only := base.with(func(t *table) {
				for c, name := range t.columns {
					if name[0] == 'q' && !slices.Contains(e.Columns, name) {
						for i := range t.rows {
							t.rows[i][c] = "-"
						}
					}
				}
			})
			if k, _, _ := only.naive(); k != e.K {
				t.Fatalf("%v: got k %d, want %d\n%v", e.Columns, e.K, k, base)
			}
		}
	}
}
