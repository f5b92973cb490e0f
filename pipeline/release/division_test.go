package release

import (
	"slices"
	"testing"
)

// A pupil has one level, as a rule. In the first quarter one has none, in the second none lacks one: the gaps are the same, and never one alone.
func TestWhetherABreakdownHappensToAddUpDoesNotShow(t *testing.T) {
	for _, missing := range [][]int{nil, {53}, {53, 82}} {
		var w world
		all := from(8, 3)
		idle := []int{11, 21, 12, 13, 22, 23, 32, 42, 52, 53}
		for quarter := 1; quarter <= 2; quarter++ {
			w.share(neet, quarter, "_t", "_t", idle, without(all, idle...))
			girls, boys := from(8, 1), without(all, from(8, 1)...)
			if quarter == 1 {
				boys = without(boys, missing...)
			}
			for code, list := range map[string][]int{"w": girls, "m": boys} {
				w.share(neet, quarter, "geschlecht_2", code, both(list, idle), without(list, idle...))
			}
		}
		if got, want := w.shown(public), "neet Q1 10/24, neet Q1 m ., neet Q1 w ., neet Q2 10/24, neet Q2 m ., neet Q2 w ."; got != want {
			t.Errorf("without %v: got %s, want %s", missing, got, want)
		}
	}
}

// A family has factors on several levels, as a rule. In one quarter none has: the parts add up by accident, and nobody can know it.
func TestPartsThatAddUpByAccidentTieNothing(t *testing.T) {
	var w world
	all := from(8, 3)
	levels := func(quarter int, a, b []int) {
		any := append(slices.Clone(a), without(b, a...)...)
		w.share(neet, quarter, "_t", "_t", any, without(all, any...))
		w.share(neet, quarter, "ebene", "a", a, without(all, a...))
		w.share(neet, quarter, "ebene", "b", b, without(all, b...))
	}
	few := []int{11, 22}
	levels(1, from(5, 2), few)                       // both are on the first level, too
	levels(2, without(from(5, 2), few...), few)      // nobody is on two levels
	levels(3, from(6, 2), []int{11, 21, 22, 31, 41}) // enough on both
	want := "neet Q1 10/24, neet Q1 a 10/24, neet Q1 b ., neet Q2 10/24, neet Q2 a 8/24, neet Q2 b ., neet Q3 12/24, neet Q3 a 12/24, neet Q3 b 5/24"
	still := public
	still.Flows = ScopeNone
	if got := w.shown(still); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func both(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(p int) bool { return !slices.Contains(b, p) })
}
