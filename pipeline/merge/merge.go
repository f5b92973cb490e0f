// Package merge puts the deliveries of several municipalities together: one bundle with all their rows and, for each cell, the total.
//
// It takes only deliveries that package verify accepts, each with the register it was entered in, the newest revision of each, and says what it
// leaves out. There are two kinds, and both may come from one municipality:
//
//   - As evaluators get them. Their rows are copied as they came; a total is shown where every municipality is. It adds only what anybody could add up.
//   - By contract, with undivided figures that evaluators do not get to see. These enter totals and stand nowhere else. Which totals may be shown is
//     decided once, on the merged table: the guard asks for the minima (withhold.go), and the audit proves that nothing follows from all bundles and the
//     merged one, for municipalities that know their own figures, too (system.go, audit.go).
//
// Totals are made by release.Merge and by nobody else; a total over withheld or missing municipalities has bounds and a coverage instead of a value.
//
// The package does not withhold figures of municipalities that they show themselves: how those hang together with others only they know. So a
// total in which a single municipality is hidden, or two, is not shown; a third is needed. It does not encrypt, prints nothing, and writes no register.
package merge

import (
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
	Registers []Ledger          // of municipalities whose deliveries do not bring theirs
	Audience  release.Audience  // who the merged bundle is for: its minima hold for totals over figures that came by contract
	Talking   int               // so many municipalities tell each other what they know; 0 and 1: none
	Key       *bundle.PublicKey // of the senders; nil: signatures are not looked at
	Sign      *bundle.Key       // nil: the merged bundle is not signed
	Previous  *bundle.Bundle
	Parquet   func(csv []byte) ([]byte, error)
}

// Merged is what came of it.
type Merged struct {
	Bundle   *bundle.Bundle
	AsOf     time.Time        // the newest cut-off day of the deliveries
	Quarter  indicator.Period // the newest quarter
	Areas    []delivery.Area  // without the total
	Contract int              // so many of them delivered by contract
	Opened   int              // totals shown although figures in them are withheld
	Attacked int              // figures that were attacked to prove that none follows from them
}

// Merge puts the deliveries together. A delivery that fails verification or has no register, and definitions that contradict each other, stop it.
func Merge(deliveries []Delivery, o Order) (*Merged, finding.List, error) {
	found := verified(deliveries, o.Key)
	if found.Stops() {
		return nil, found, nil
	}
	newest, f := choose(deliveries)
	found = append(found, f...)
	printed, f, err := ledgers(newest, o.Registers)
	found = append(found, f...)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	u, f, err := unite(newest)
	found = append(found, f...)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	published := u.published()
	u.leak(published, printed)
	shown, attacked, err := u.protect(published, guard{o.Audience, max(1, o.Talking)})
	if err != nil {
		return nil, found, err
	}
	contract := contracted(newest)
	m := &Merged{AsOf: u.asOf, Quarter: u.quarter(), Areas: u.areas(), Contract: contract, Opened: len(shown), Attacked: attacked}
	m.Bundle, f, err = delivery.Assemble(u.tables(u.release(o.Audience, published, shown), published, shown), delivery.Order{
		Areas: append(slices.Clone(m.Areas), delivery.Area{Ref: setKey, Name: setName}), Set: SetArea, Title: o.Title, Publisher: o.Publisher, AsOf: m.AsOf, Quarter: m.Quarter,
		Inputs: u.inputs(), Verdict: m.verdict(), Previous: o.Previous, Key: o.Sign, Audience: o.Audience.Name, Parquet: o.Parquet,
	})
	return m, append(found, f...), err
}

// verdict says on what the merged bundle rests.
func (m *Merged) verdict() string {
	if m.Contract == 0 {
		return "Zusammengeführt aus veröffentlichten Lieferungen; Summen nur, wo alle Kommunen gezeigt sind."
	}
	return fmt.Sprintf("Zusammengeführt aus Lieferungen von %d Kommunen, davon %d vertraglich mit Summen ohne Sperrungen; auf der gemeinsamen Tabelle neu gesperrt. "+
		"Belegt: Keine von %d gesperrten Angaben lässt sich aus den Lieferungen und den Summen ableiten, auch nicht von einer Kommune, die ihre eigenen kennt.",
		len(m.Areas), m.Contract, m.Attacked)
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

// manifest is what is read of manifest.json.
type manifest struct {
	AsOf     string `json:"as_of"`
	Contract *struct {
		RegisterHead string `json:"register_head"`
	} `json:"contract"`
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
