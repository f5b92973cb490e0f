package store

import (
	"cmp"
	"database/sql"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// exhaustive are the breakdowns in which every unit stands in exactly one category, "unbek" included. In the others a unit stands in several (a family has
// factors on several levels), or in all of them (the criteria of a law).
var exhaustive = map[string][]string{
	"pers_aktiv": {"altersklasse", "geschlecht_2"}, "fam_abgang": {"ende_grund_2"}, "schulbesuch_quote": {"schulpflicht_2"},
	"fehlquote_ges": {"geschlecht_2", "schulstufe"}, "fehlquote_unent": {"geschlecht_2", "schulstufe"}, "fehlstufen": {"fehlstufe"}, "sektoren": {"sektor"},
	"etq_15_64": {"geschlecht_2"}, "svb_quote": {"geschlecht_2"}, "deutsch_a2": {"nachweis"},
}

// cumulated are the indicators whose numerator counts what has happened since the start of the project: it never falls from quarter to quarter.
var cumulated = []string{"ausbildung_neu", "fam_abgang", "fam_zugang", "fk_zahl", "kontakt_dichte", "titel_erteilt", "titel_fam", "verweildauer_med", "zielgruppe_ok"}

func TestFiguresOfGeneratedProjectsAreConsistent(t *testing.T) {
	project := readCaseProject(t)
	seen := map[string]bool{}
	for seed := range times(20) {
		v := newVillage(1000 + seed)
		s := project.village(t, v)
		observations, found, err := s.Observe(t.Context(), project.indicators)
		failOn(t, must(found, err)(t))
		for _, o := range observations {
			if o.Value != nil && o.Indicator.Unit == indicator.UnitPercent && o.Indicator.Measure != indicator.Ratio && (*o.Value < 0 || *o.Value > notation.One) {
				t.Errorf("village %d: %s is %s", v.seed, o.ID(), o.Value)
			}
			if o.Indicator.Measure.Whole() && o.Denominator != nil && *o.Numerator > *o.Denominator {
				t.Errorf("village %d: %s is %s of %s", v.seed, o.ID(), o.Numerator, o.Denominator)
			}
		}
		partsMakeTheTotal(t, observations, seen)
		cumulatedNeverFall(t, observations)
		s.Close()
		if t.Failed() {
			t.Fatalf("village %d of %s", v.seed, v.asOf)
		}
	}
	for id := range exhaustive {
		if !seen[id] && times(20) == 20 {
			t.Errorf("no village has a figure of %s in parts", id)
		}
	}
}

// partsMakeTheTotal adds up the categories of each exhaustive breakdown.
func partsMakeTheTotal(t *testing.T, observations []indicator.Observation, seen map[string]bool) {
	type parts struct{ k, n, unknown int64 }
	add := func(p parts, o indicator.Observation) parts {
		p.k, p.unknown = p.k+int64(*o.Numerator), p.unknown+o.Unknown
		if o.Denominator != nil {
			p.n += int64(*o.Denominator)
		}
		return p
	}
	totals, sums := map[indicator.Key]parts{}, map[indicator.Key]parts{}
	for _, o := range observations {
		table := o.Key
		table.Category = ""
		switch {
		case o.Breakdown == indicator.Total:
			totals[table] = add(parts{}, o)
		case slices.Contains(exhaustive[o.Key.Indicator], o.Breakdown):
			sums[table] = add(sums[table], o)
		}
	}
	for table, sum := range sums {
		whole := table
		whole.Breakdown = indicator.Total
		seen[table.Indicator] = true
		if diff := gocmp.Diff(totals[whole], sum, gocmp.AllowUnexported(parts{})); diff != "" {
			t.Errorf("%s (-total +parts):\n%s", table.ID(), diff)
		}
	}
}

func cumulatedNeverFall(t *testing.T, observations []indicator.Observation) {
	series := map[string][]indicator.Observation{}
	for _, o := range observations {
		if o.Freq == indicator.Project && o.Breakdown == indicator.Total && slices.Contains(cumulated, o.Key.Indicator) {
			series[o.Key.Indicator] = append(series[o.Key.Indicator], o)
		}
	}
	for id, all := range series {
		slices.SortFunc(all, func(a, b indicator.Observation) int { return cmp.Compare(a.Period, b.Period) })
		for i := 1; i < len(all); i++ {
			if *all[i].Numerator < *all[i-1].Numerator {
				t.Errorf("%s falls from %s to %s in %s", id, all[i-1].Numerator, all[i].Numerator, all[i].Period)
			}
		}
	}
}

// TestAnotherFamilyNeverChangesTheFiguresOfAFamily compares what every query says of the families of a village with what it says of them after one more
// family has come. The newcomer brings no half-year that no school had delivered before: that is a fact about the schools, not about a family.
func TestAnotherFamilyNeverChangesTheFiguresOfAFamily(t *testing.T) {
	project := readCaseProject(t)
	compared := 0
	for seed := range times(20) {
		with := newVillage(2000 + seed)
		without := with.withoutLast()
		before, after := project.rowsOfFamilies(t, without), project.rowsOfFamilies(t, with)
		newcomer := with.families[len(with.families)-1].id
		for row := range after {
			if strings.HasPrefix(row, newcomer+" ") {
				delete(after, row)
			}
		}
		if diff := gocmp.Diff(before, after); diff != "" {
			t.Fatalf("village %d of %s (-without %s +with it):\n%s", with.seed, with.asOf, newcomer, diff)
		}
		compared += len(before)
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}

// withoutLast is the village before its last family came.
func (v *village) withoutLast() *village {
	last := v.families[len(v.families)-1]
	out := *v
	out.families = v.families[:len(v.families)-1]
	delivered := map[[2]int]bool{}
	for _, f := range out.families {
		for _, p := range f.persons {
			for _, a := range p.schools {
				delivered[[2]int{a.year, a.half}] = true
			}
		}
	}
	for _, p := range last.persons {
		p.schools = slices.DeleteFunc(p.schools, func(a attended) bool { return !delivered[[2]int{a.year, a.half}] })
	}
	out.consents = slices.DeleteFunc(slices.Clone(v.consents), func(c consent) bool { return strings.HasPrefix(c.person, last.id) })
	if len(out.consents) == 0 {
		v.consents = nil // no consents at all mean that everybody counts
	}
	return &out
}

// rowsOfFamilies are the rows of every indicator's query that speak of a family, "family indicator …", with how often they come.
func (p caseProject) rowsOfFamilies(t *testing.T, v *village) map[string]int {
	t.Helper()
	s := p.village(t, v)
	defer s.Close()
	out := map[string]int{}
	for _, ind := range p.indicators {
		_, found, err := s.runInto(t.Context(), "u", ind.File, ind.SQL)
		failOn(t, must(found, err)(t))
		err = s.each(t.Context(), "select family_id, u::varchar from u where family_id is not null", nil, func(rows *sql.Rows) error {
			var family, row string
			err := rows.Scan(&family, &row)
			out[family+" "+ind.ID+" "+row]++
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}
