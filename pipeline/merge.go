package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/merge"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// mergeCommand is "wirkbericht merge": the deliveries of several municipalities become one, without a project.
type mergeCommand struct {
	Bundles   []string `arg:"" help:"Lieferungen: Ordner, ZIP oder verschlüsselte Dateien." placeholder:"LIEFERUNG"`
	Out       string   `help:"Ordner für das Ergebnis." default:"out" placeholder:"ORDNER"`
	Title     string   `help:"Titel der gemeinsamen Lieferung." default:"Gemeinsame Lieferung der beteiligten Kommunen" placeholder:"TITEL"`
	Publisher string   `help:"Stelle, die zusammenführt." required:"" placeholder:"STELLE"`
	Register  []string `help:"Ordner einer Kommune mit ihrem Ordner register/, je Kommune einmal; Lieferungen zum Zusammenführen bringen ihren mit." placeholder:"ORDNER"`
	Talking   int      `help:"So viele Kommunen könnten einander sagen, was sie wissen." default:"1" placeholder:"ZAHL"`
	Key       string   `help:"Öffentlicher minisign-Schlüssel; damit müssen alle Lieferungen unterschrieben sein." placeholder:"DATEI"`
	Identity  string   `help:"Eigener age-Schlüssel für verschlüsselte Lieferungen." placeholder:"DATEI"`

	Delivery deliveryFlags `embed:""`
}

// Run merges and writes the bundle as folder and archive.
func (m *mergeCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	k, err := m.Delivery.open()
	if err != nil {
		return err
	}
	key, err := publicKey(m.Key)
	if err != nil {
		return err
	}
	press := later(newPress)
	audience, found, err := readAudience(c.Project, evaluation)
	if err != nil {
		return err
	}
	if found.Stops() {
		return m.stopped(c, t, found)
	}
	var deliveries []merge.Delivery
	for _, name := range m.Bundles {
		b, err := namedBundle(name, m.Identity)
		if err != nil {
			return err
		}
		deliveries = append(deliveries, merge.Delivery{Name: name, Bundle: b})
	}
	var registers []merge.Ledger
	for _, folder := range m.Register {
		root, err := os.OpenRoot(folder)
		if err != nil {
			return usageError{fmt.Sprintf("--register %s lässt sich nicht öffnen. Bitte den Ordner angeben, in dem der Ordner register/ einer Kommune liegt.", folder)}
		}
		defer root.Close()
		registers = append(registers, merge.Ledger{Name: folder, FS: root.FS()})
	}
	o := merge.Order{
		Title: m.Title, Publisher: m.Publisher, Registers: registers, Audience: audience, Talking: m.Talking,
		Key: key, Sign: k.sign, Previous: k.previous, Parquet: new(parquetRows).make(ctx),
	}
	merged, found, err := merge.Merge(deliveries, o)
	if err != nil {
		return err
	}
	if found.Stops() {
		return m.stopped(c, t, found)
	}
	if !c.JSON {
		t.findings(found)
	}
	products, err := packed(merged.Bundle, k.recipient)
	if err != nil {
		return err
	}
	comparison, err := compared(merged, o, press)
	if err != nil {
		return err
	}
	products = append(products, comparison...)
	name := "verbund-" + merged.Bundle.ID.Quarter
	l := &line{flags: c, t: t}
	let, err := l.hold(m.Out, "merge")
	if err != nil {
		return err
	}
	defer let()
	if err := writeProducts(m.Out, name, products); err != nil {
		return l.machine("", fmt.Errorf("write products: %w", err))
	}
	return m.tell(c, t, merged, found, listed(filepath.Join(m.Out, name), products))
}

// compared prints the comparison of the municipalities. A fault in it is one of the program: nobody but the program wrote it.
func compared(merged *merge.Merged, o merge.Order, ready func() (*press, error)) ([]product, error) {
	comparison, err := merge.Compare(merged, o)
	if err != nil {
		return nil, err
	}
	files, err := bundle.FS([]bundle.File{comparison.File})
	if err != nil {
		return nil, err
	}
	reports, found, err := report.Read(files, map[string]release.Audience{o.Audience.Name: o.Audience})
	if err != nil || found.Stops() {
		return nil, fmt.Errorf("make the comparison: %v: %w", found, err)
	}
	p, err := ready()
	if err != nil {
		return nil, err
	}
	out, err := p.print(reports[0], comparison.Release, report.Run{
		AsOf: merged.AsOf, Quarter: merged.Quarter, Area: strings.ToLower(merge.SetArea), Author: o.Publisher, Stamp: "Gemeinsame Lieferung, für die Evaluation",
	})
	if err == nil && out.found.Stops() {
		err = fmt.Errorf("make the comparison: %v", out.found)
	}
	return out.files, err
}

func (m *mergeCommand) stopped(c *cli, t *terminal, found finding.List) error {
	if c.JSON {
		if err := t.json(result{Findings: found.Sorted(), Stopped: true}); err != nil {
			return err
		}
		return errStopped
	}
	t.findings(found)
	return errStopped
}

// tell prints what was merged, and how many totals have no value.
func (m *mergeCommand) tell(c *cli, t *terminal, merged *merge.Merged, found finding.List, files []string) error {
	if c.JSON {
		return t.json(result{Files: files, Findings: found.Sorted()})
	}
	rows, err := merged.Bundle.Table(bundle.Observations)
	if err != nil {
		return err
	}
	gaps, err := merged.Bundle.Table(bundle.Coverage)
	if err != nil {
		return err
	}
	totals := 0
	for _, r := range rows.Rows {
		if r[0] == merge.SetArea {
			totals++
		}
	}
	t.say("%d Kommunen, %d Werte, davon %d Summen; %d Summen haben keinen Wert, weil etwas gesperrt ist oder fehlt (data/coverage.csv).",
		len(merged.Areas), len(rows.Rows), totals, len(gaps.Rows))
	if merged.Contract > 0 {
		t.say("%d Kommunen haben vertraglich geliefert: %d Summen sind gezeigt, obwohl einzelne Kommunen darin gesperrt sind. %d gesperrte Angaben angegriffen, keine lässt sich ableiten.",
			merged.Contract, merged.Opened, merged.Attacked)
	}
	for _, f := range files {
		t.say("%s", f)
	}
	return nil
}
