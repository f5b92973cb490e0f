// Package merge puts the deliveries of several municipalities together: one bundle with all their rows and, for each cell, the total.
//
// It takes only deliveries that package verify accepts, the newest revision of each, and says what it leaves out. Rows of municipalities
// are copied as they came; totals are made by release.Merge and by nobody else. It protects nothing: it only ever has what was published,
// and adds what anybody could add up.
//
// It asks for no register of what a municipality has published elsewhere yet, and it does not take the delivery kind zusammenfuehrung (totals
// without withholding, to be withheld once on the merged table, with each municipality as an insider).
package merge

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/verify"
)

// SetArea is the area of the totals.
const SetArea = "DE_VERBUND"

// setName is its name for people.
const setName = "Alle beteiligten Kommunen"

// Delivery is one bundle with the name under which findings tell of it.
type Delivery struct {
	Name   string
	Bundle *bundle.Bundle
}

// Order is what the merged bundle is made with.
type Order struct {
	Title     string
	Publisher string
	Key       *bundle.PublicKey // of the senders; nil: signatures are not looked at
	Sign      *bundle.Key       // nil: the merged bundle is not signed
	Previous  *bundle.Bundle
	Parquet   func(csv []byte) ([]byte, error)
}

// Merged is what came of it.
type Merged struct {
	Bundle  *bundle.Bundle
	Release *release.Release // of all municipalities and their total, for a report
	Areas   []delivery.Area  // without the total
}

// Merge puts the deliveries together. A delivery that fails verification, and definitions that contradict each other, stop it.
func Merge(deliveries []Delivery, o Order) (*Merged, finding.List, error) {
	found := verified(deliveries, o.Key)
	if found.Stops() {
		return nil, found, nil
	}
	newest, f := choose(deliveries)
	found = append(found, f...)
	u, f, err := unite(newest)
	found = append(found, f...)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	rel := release.Merge(release.Audience{Name: "zusammenfuehrung"}, setKey, u.published(), u.codes())
	areas, quarter, asOf := u.areas(), u.quarter(), u.asOf // before the rows of the totals are added
	b, f, err := delivery.Assemble(u.tables(rel), delivery.Order{
		Areas: areas, Set: SetArea, Title: o.Title, Publisher: o.Publisher, AsOf: asOf, Quarter: quarter, Inputs: u.inputs(),
		Verdict:  "Zusammengeführt aus veröffentlichten Lieferungen; Summen nur, wo alle Kommunen gezeigt sind.",
		Previous: o.Previous, Key: o.Sign, Audience: "evaluation", Parquet: o.Parquet,
	})
	return &Merged{b, rel, areas[:len(areas)-1]}, append(found, f...), err
}

// setKey is SetArea in cell ids.
var setKey = strings.ToLower(SetArea)

// verified checks every delivery; the findings name it.
func verified(deliveries []Delivery, key *bundle.PublicKey) finding.List {
	var found finding.List
	for _, d := range deliveries {
		faults := verify.Check(d.Bundle, verify.Options{Key: key})
		if faults.Count(finding.Error) == 0 {
			continue
		}
		for _, f := range faults {
			if f.Severity >= finding.Error {
				f.Place.File = path.Join(d.Name, f.Place.File)
				found = append(found, f)
			}
		}
		found.Add(finding.Stop, "lieferung_abgelehnt", finding.Place{File: d.Name}, "Die Lieferung besteht die Prüfung nicht und wird nicht zusammengeführt.", "Bitte beim Absender eine neue anfordern, oder sie weglassen.")
	}
	return found
}

// choose keeps of each area and quarter the highest revision, and sorts each area's deliveries from the newest quarter back.
func choose(deliveries []Delivery) (map[string][]Delivery, finding.List) {
	var found finding.List
	sorted := slices.Clone(deliveries)
	slices.SortStableFunc(sorted, func(a, b Delivery) int {
		x, y := a.Bundle.ID, b.Bundle.ID
		return cmp.Or(strings.Compare(x.Area, y.Area), strings.Compare(y.Quarter, x.Quarter), y.Revision-x.Revision)
	})
	out := map[string][]Delivery{}
	for _, d := range sorted {
		id := d.Bundle.ID
		list := out[id.Area]
		if n := len(list); n > 0 && list[n-1].Bundle.ID.Quarter == id.Quarter {
			newer := list[n-1].Bundle.ID
			if newer.Revision == id.Revision {
				found.Add(finding.Stop, "lieferung_doppelt", finding.Place{File: d.Name}, fmt.Sprintf("%s liegt zweimal vor.", id.Name()), "Bitte nur eine davon angeben.")
				continue
			}
			found.Add(finding.Note, "lieferung_ersetzt", finding.Place{File: d.Name}, fmt.Sprintf("Die Lieferung ist durch Fassung r%d ersetzt und zählt nicht.", newer.Revision), "")
			continue
		}
		out[id.Area] = append(list, d)
	}
	if len(out) < 2 {
		found.Add(finding.Stop, "lieferungen_zu_wenige", finding.Place{}, "Zum Zusammenführen braucht es Lieferungen von mindestens zwei Kommunen.", "Bitte weitere Lieferungen angeben.")
	}
	return out, found
}

// manifest is what is read of manifest.json.
type manifest struct {
	AsOf string `json:"as_of"`
}

// asOfOf is the cut-off day of a delivery.
func asOfOf(d Delivery) (time.Time, error) {
	var m manifest
	data, _ := d.Bundle.Data(bundle.ManifestFile)
	if err := json.Unmarshal(data, &m); err != nil {
		return time.Time{}, fmt.Errorf("read %s of %s: %w", bundle.ManifestFile, d.Name, err)
	}
	day, err := time.Parse(time.DateOnly, m.AsOf)
	if err != nil {
		return time.Time{}, fmt.Errorf("read %s of %s: %w", bundle.ManifestFile, d.Name, err)
	}
	return day, nil
}

// quarterOf is the calendar quarter of a name that verify has accepted.
func quarterOf(name string) indicator.Period {
	var year, n int
	_, _ = fmt.Sscanf(name, "%d-Q%d", &year, &n)
	from := time.Date(year, time.Month(3*n-2), 1, 0, 0, 0, 0, time.UTC)
	return indicator.Period{Freq: indicator.Quarter, Name: name, From: from, To: from.AddDate(0, 3, -1)}
}
