package release

import (
	"testing"

	"wirkbericht/pipeline/indicator"
)

// What is to be published is known to the register that With gives, and not to the one it was made from.
func TestARegisterCanBeAskedWhatItWouldBeWithAnotherRelease(t *testing.T) {
	first := Entry{By: "projektleitung", Draft: Draft{Product: "a", Audience: "oeffentlichkeit", AsOf: "2018-10-30", Cells: []Printed{{Cell: "x", Status: Free, Numerator: "9"}}}}
	r := published(t, first.Draft)
	second := first
	second.Supersedes, second.Reason = 1, "Fehler in den Schulstunden"
	second.Cells = []Printed{{Cell: "x", Status: Free, Numerator: "10"}}
	with := r.With(second)
	if p, _ := with.before("x", "oeffentlichkeit"); p.Numerator != "10" || with.Next() != 3 {
		t.Errorf("with it: %v, next %d", p, with.Next())
	}
	if by, ok := with.Superseded(1); !ok || by.Number != 2 || by.Reason != second.Reason {
		t.Errorf("superseded: %v %v", by, ok)
	}
	if p, _ := r.before("x", "oeffentlichkeit"); p.Numerator != "9" || r.Next() != 2 {
		t.Errorf("without it: %v, next %d", p, r.Next())
	}
}

// A family's data are deleted between two runs. What was printed stays as it was; computed anew it would differ by that family. What was never printed is as
// computed.
func TestPublishedPeriodsStayFrozenWhenAFamilyIsForgotten(t *testing.T) {
	var before, after world
	all := from(8, 3)
	before.share(neet, 1, "_t", "_t", from(7, 2), without(all, from(7, 2)...))
	after.share(neet, 1, "_t", "_t", without(from(7, 2), 71, 72), without(all, from(7, 2)...))
	after.share(neet, 2, "_t", "_t", without(from(7, 2), 71, 72), without(all, from(7, 2)...))
	o := &before.observations[0]
	cells := []Printed{{Cell: o.ID(), Status: Free, Numerator: o.Numerator.String(), Denominator: o.Denominator.String()}}
	draft := Draft{Product: "a", Audience: public.Name, AsOf: "2018-10-30", Cells: cells}
	if got := published(t, draft).Frozen(after.observations); got[0].Numerator.String() == o.Numerator.String() {
		t.Fatal("nobody was forgotten, and the figure is frozen")
	}
	r := published(t, draft).With(Entry{Act: Forgotten, By: "datenschutz", Draft: Draft{AsOf: "2018-10-30"}})
	got := r.Frozen(after.observations)
	if got[0].Numerator.String() != o.Numerator.String() || got[0].Denominator.String() != o.Denominator.String() || got[0].Value.String() != o.Numerator.Quo(*o.Denominator).String() {
		t.Errorf("the published figure is %s of %s, value %s", got[0].Numerator, got[0].Denominator, got[0].Value)
	}
	if got[1].Numerator.String() != after.observations[1].Numerator.String() {
		t.Errorf("the figure that was never printed is %s", got[1].Numerator)
	}
	rel, protocol, err := Protect(public, &Source{Observations: got, Register: r})
	if err != nil || !protocol.Proven() {
		t.Fatal(err, protocol.Leaks)
	}
	if !rel.Cell(o.Key).Shown() {
		t.Error("what was published is no longer shown")
	}
}

// Two persons agreed that their figure is shown to the public. It is, to nobody else, and an audit does not complain of it.
func TestWhatPeopleAgreedToIsShown(t *testing.T) {
	var w world
	w.share(neet, 1, "_t", "_t", from(2, 1), from(8, 3))
	id := w.observations[0].ID()
	consents := map[string]map[string]string{public.Name: {id: "Einwilligung vom 12.09.2018"}}
	for _, c := range []struct {
		audience Audience
		consents map[string]map[string]string
		shown    bool
	}{{public, nil, false}, {public, consents, true}, {Audience{Name: "andere", MinPersons: 3, MinFamilies: 3}, consents, false}} {
		rel, protocol, err := Protect(c.audience, &Source{Observations: w.observations, Consents: c.consents})
		if err != nil || !protocol.Proven() {
			t.Fatal(err, protocol.Leaks)
		}
		if got := rel.Cell(w.observations[0].Key).Shown(); got != c.shown {
			t.Errorf("%s with %v: shown %v", c.audience.Name, c.consents, got)
		}
	}
	for consent, leaks := range map[string]int{"": 1, "Einwilligung vom 12.09.2018": 0} {
		o := w.observations[0]
		r := published(t, Draft{Audience: public.Name, AsOf: "2018-10-30", Cells: []Printed{
			{Cell: id, Status: Free, Numerator: o.Numerator.String(), Denominator: o.Denominator.String(), Consent: consent}}})
		found, _, err := Attack(public, &Source{Observations: []indicator.Observation{o}, Register: r})
		if err != nil || len(found) > 0 != (leaks > 0) {
			t.Errorf("consent %q: %v %v", consent, found, err)
		}
	}
}
