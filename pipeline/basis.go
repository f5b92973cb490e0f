package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/store"
)

// basis is what the figures of a draft rest on: it tells compare why they are others than last time.
func (l *line) basis(m made, a release.Audience, cells []release.Printed) *release.Basis {
	if l.definitions == nil {
		l.definitions = l.project.forStore().Definitions(l.project.indicators)
	}
	b := &release.Basis{Snapshots: m.basis, Definitions: map[string]release.Definition{}, Protection: protectionOf(a)}
	printed := map[string]bool{}
	for _, c := range cells {
		printed[indicator.KeyOf(c.Cell).Indicator] = true
	}
	for _, ind := range l.project.indicators {
		if d := l.definitions[ind.ID]; printed[ind.ID] {
			b.Definitions[ind.ID] = release.Definition{Version: d.Version, SHA256: d.SHA256, Law: d.Law, Stock: slices.Contains(ind.Period, "stock"), Tables: d.Tables}
		}
	}
	for _, r := range l.project.reference.Law {
		b.Law = append(b.Law, strings.TrimRight(fmt.Sprintf("%s %s %s %s–%s", r.Rule, r.Parameter, r.Value, dayOf(r.From), dayOf(r.To)), " –"))
	}
	slices.Sort(b.Law)
	return b
}

func dayOf(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.Format(time.DateOnly)
}

// protectionOf says in German what the rules of an audience demand.
func protectionOf(a release.Audience) string {
	scope := map[release.Scope]string{release.ScopeAll: "alle", release.ScopeSensitive: "schutzwürdige", release.ScopeNone: "keine"}
	return fmt.Sprintf("mindestens %d Personen aus %d Familien; beide Seiten eines Anteils: %s Kennzahlen; volle Gruppen: %s; Zu- und Abgänge: %s",
		a.MinPersons, a.MinFamilies, scope[a.Complement], scope[a.Group], scope[a.Flows])
}

// snapshotsOf are the deliveries that count: of each table those of its newest stand.
func snapshotsOf(deliveries []store.Delivery) []release.Snapshot {
	newest := map[string]time.Time{}
	for _, d := range deliveries {
		if d.Stand.After(newest[d.Table]) {
			newest[d.Table] = d.Stand
		}
	}
	var out []release.Snapshot
	for _, d := range deliveries {
		if d.Stand.Equal(newest[d.Table]) {
			out = append(out, release.Snapshot{Table: d.Table, Stand: d.Stand.Format(time.DateOnly), File: d.File, Sheet: d.Sheet, SHA256: d.SHA256})
		}
	}
	slices.SortFunc(out, func(a, b release.Snapshot) int {
		return cmp.Or(strings.Compare(a.Table, b.Table), strings.Compare(a.File, b.File), strings.Compare(a.Sheet, b.Sheet))
	})
	return out
}
