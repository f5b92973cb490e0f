package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/delivery"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/readback"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/store"
)

// deliveryFlags are the flags of commands that make a bundle.
type deliveryFlags struct {
	Previous  string `help:"Vorige Lieferung an die Evaluation (Ordner oder ZIP), für data/changes.csv." placeholder:"LIEFERUNG"`
	SignWith  string `help:"Geheimer minisign-Schlüssel für die Unterschrift; ein Kennwort steht in WIRKBERICHT_SIGN_PASSWORD." placeholder:"DATEI"`
	EncryptTo string `help:"Zusätzlich eine für diesen Empfänger verschlüsselte Datei schreiben." placeholder:"age1…"`
}

// mergingFlag asks for the delivery by contract. It goes to whom the configuration names, and to nobody that a flag could name.
type mergingFlag struct {
	ForMerging bool `help:"Auch die vertragliche Lieferung zum Zusammenführen schreiben: Summen ohne Sperrungen, nur verschlüsselt, an die Stelle unter »merging« in config/programm.yaml."`
}

// The names of what a run delivers to evaluators.
const (
	evaluation    = "evaluation"
	methodsReport = "methodenblatt" // the report that goes into the bundle
	deliveryDraft = "lieferung"     // the bundle as publish knows it
	passwordName  = "WIRKBERICHT_SIGN_PASSWORD"
)

// keys are the opened flags.
type keys struct {
	previous  *bundle.Bundle
	sign      *bundle.Key
	recipient *bundle.Recipient
	merging   bool // the delivery by contract is wanted, too
}

// open reads what the flags name, before anything is computed.
func (d deliveryFlags) open() (keys, error) {
	var k keys
	var err error
	if d.Previous != "" {
		if k.previous, err = openBundle(d.Previous, nil); err != nil {
			return k, usageError{fmt.Sprintf("--previous %s ist keine Lieferung: %v. Bitte Ordner oder ZIP der vorigen Lieferung angeben.", d.Previous, err)}
		}
	}
	if d.SignWith != "" {
		data, err := os.ReadFile(d.SignWith)
		if err != nil {
			return k, usageError{fmt.Sprintf("--sign-with %s lässt sich nicht öffnen. Bitte den Pfad prüfen.", d.SignWith)}
		}
		if k.sign, err = bundle.ReadKey(data, os.Getenv(passwordName)); err != nil {
			return k, usageError{fmt.Sprintf("--sign-with %s ist kein geheimer minisign-Schlüssel, oder das Kennwort in %s stimmt nicht. Mit »minisign -G« entsteht ein Schlüssel.", d.SignWith, passwordName)}
		}
	}
	if d.EncryptTo != "" {
		if k.recipient, err = bundle.ParseRecipient(d.EncryptTo); err != nil {
			return k, usageError{fmt.Sprintf("--encrypt-to %s ist kein Empfänger. Bitte den öffentlichen Schlüssel angeben, den »age-keygen« nennt (age1…).", d.EncryptTo)}
		}
	}
	return k, nil
}

// openBundle reads a bundle: a folder, an archive, or with identities an encrypted archive.
func openBundle(name string, identities []byte) (*bundle.Bundle, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		whole, err := filepath.Abs(name) // "." is a folder with a name too
		if err != nil {
			return nil, err
		}
		return bundle.Open(filepath.Base(whole), root.FS())
	}
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(name, ".age") {
		if data, err = bundle.Decrypt(data, identities); err != nil {
			return nil, err
		}
	}
	return bundle.OpenZip(data)
}

// deliver makes the bundle of the run: as a folder, as an archive, and for a recipient encrypted.
func (l *line) deliver(ctx context.Context, m made, src *release.Source, r *release.Release, press *press, run report.Run, k keys) ([]product, finding.List, error) {
	p := l.project.programme
	var rows parquetRows
	o := delivery.Order{
		Areas: []delivery.Area{{Ref: p.area(), AGS: p.Project.AGS, Name: p.Project.Municipality, From: l.project.contract.Term.Start}},
		Title: p.Project.Title.DE, Publisher: p.Project.Publisher, AsOf: m.asOf, Quarter: run.Quarter,
		Inputs: m.inputs, Account: m.total(), Verdict: r.Stamp(notation.German), Audience: r.Audience().Name, Previous: k.previous, Key: k.sign, Parquet: rows.make(ctx),
	}
	sheet, found, err := l.methods(r, press, run)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	o.Methods = sheet
	b, f, err := delivery.Build(r, o)
	found = append(found, f...)
	if err != nil || found.Stops() {
		return nil, found, err
	}
	if leaks := readBack(r, b, o, &rows); len(leaks) > 0 {
		return nil, append(found, leaks...), errRisk
	}
	out, err := packed(b, k.recipient)
	if err != nil {
		return nil, found, err
	}
	draft, err := l.draftOf(m, printed{name: deliveryDraft, lang: notation.German, period: run.Quarter.Name, rel: r, files: out}, src)
	if out = append(out, draft); err != nil || !k.merging {
		return out, found, err
	}
	o.Revision = b.ID.Revision
	secret, f, err := l.deliverForMerging(src, r, o)
	return append(out, secret...), append(found, f...), err
}

// readBack reads the bundle again.
func readBack(r *release.Release, b *bundle.Bundle, o delivery.Order, rows *parquetRows) finding.List {
	a := o.Account
	said := []string{o.Title, o.Publisher, bundle.Day(o.AsOf), o.AsOf.Format("02.01.2006"), o.Quarter.Name, o.Verdict}
	for _, n := range []int{a.Read, a.Accepted, a.Rejected, a.Duplicate, a.OutsideTerm, a.NoData} {
		said = append(said, strconv.Itoa(n))
	}
	for _, area := range o.Areas {
		said = append(said, area.AGS, area.Name, bundle.Day(area.From))
	}
	if o.Previous != nil {
		sums, _ := o.Previous.Data(bundle.SumsFile)
		said = append(said, o.Previous.ID.Name(), bundle.Hash(sums))
	}
	for _, in := range o.Inputs {
		said = append(said, in.Table, in.Stand, in.SHA256)
	}
	return readback.Bundle(readback.Delivery{Release: r, Bundle: b, Said: said, Parquet: rows.of})
}

// methods is the methods sheet of the delivery; nil where the project has switched it off.
func (l *line) methods(r *release.Release, press *press, run report.Run) ([]byte, finding.List, error) {
	i := slices.IndexFunc(l.project.reports, func(r report.Report) bool { return r.Name() == methodsReport && r.Lang == notation.German })
	if i < 0 {
		return nil, nil, nil
	}
	sheet, err := press.print(l.project.reports[i], r, run)
	if err != nil || sheet.found.Stops() {
		return nil, sheet.found, err
	}
	return sheet.files[0].Data, sheet.found, nil // the PDF; its page is not delivered
}

// packed is a bundle as files: the folder, the archive, the indicator file alone for whoever needs nothing else, and the encrypted archive if somebody is to get one.
func packed(b *bundle.Bundle, to *bundle.Recipient) ([]product, error) {
	var out []product
	for _, f := range b.Files {
		out = append(out, product{path.Join(b.ID.Name(), f.Name), f.Data})
		if f.Name == bundle.Observations.File() {
			out = append(out, product{path.Base(f.Name), f.Data})
		}
	}
	archive, err := b.Zip()
	if err != nil {
		return nil, err
	}
	out = append(out, product{b.ID.Name() + ".zip", archive})
	if to != nil {
		encrypted, err := to.Encrypt(archive)
		if err != nil {
			return nil, err
		}
		out = append(out, product{b.ID.Name() + ".zip.age", encrypted})
	}
	return out, nil
}

// parquetRows are the rows of the Parquet file of a run, read from the finished file: the database that made it is still open then, and opening another
// one takes a twentieth of a second.
type parquetRows struct {
	sum  string // of the file
	rows [][]string
}

// make makes observations.parquet.
func (p *parquetRows) make(ctx context.Context) func([]byte) ([]byte, error) {
	var columns []store.ParquetColumn
	for _, c := range delivery.SQLTypes(bundle.Observations) {
		columns = append(columns, store.ParquetColumn{Name: c[0], Type: c[1]})
	}
	return func(csv []byte) (data []byte, err error) {
		data, p.rows, err = store.Parquet(ctx, csv, columns, bundle.Observations.Key)
		p.sum = bundle.Hash(data)
		return data, err
	}
}

// of are the rows of a file, which must be the one that was made.
func (p *parquetRows) of(file []byte) ([][]string, error) {
	if bundle.Hash(file) != p.sum {
		return nil, errors.New("it is not the file that was made")
	}
	return p.rows, nil
}

// inputs are the hashes of the delivered files that count.
func (l *line) inputs(deliveries []store.Delivery) []delivery.Input {
	var out []delivery.Input
	for _, d := range deliveries {
		out = append(out, delivery.Input{Table: d.Table, Stand: bundle.Day(d.Stand), SHA256: d.SHA256})
	}
	return out
}
