package main

import (
	"context"
	"fmt"
	"path/filepath"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/merge"
)

// mergeCommand is "wirkbericht merge": the deliveries of several municipalities become one, without a project.
type mergeCommand struct {
	Bundles   []string `arg:"" help:"Lieferungen: Ordner, ZIP oder verschlüsselte Dateien." placeholder:"LIEFERUNG"`
	Out       string   `help:"Ordner für das Ergebnis." default:"out" placeholder:"ORDNER"`
	Title     string   `help:"Titel der gemeinsamen Lieferung." default:"Gemeinsame Lieferung der beteiligten Kommunen" placeholder:"TITEL"`
	Publisher string   `help:"Stelle, die zusammenführt." required:"" placeholder:"STELLE"`
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
	var deliveries []merge.Delivery
	for _, name := range m.Bundles {
		b, err := namedBundle(name, m.Identity)
		if err != nil {
			return err
		}
		deliveries = append(deliveries, merge.Delivery{Name: name, Bundle: b})
	}
	merged, found, err := merge.Merge(deliveries, merge.Order{
		Title: m.Title, Publisher: m.Publisher, Key: key, Sign: k.sign, Previous: k.previous, Parquet: new(parquetRows).make(ctx),
	})
	if !c.JSON {
		t.findings(found)
	}
	if err != nil {
		return err
	}
	if found.Stops() {
		return m.stopped(c, t, found)
	}
	products, err := packed(merged.Bundle, k.recipient)
	if err != nil {
		return err
	}
	name := "verbund-" + merged.Bundle.ID.Quarter
	if err := writeProducts(m.Out, name, products); err != nil {
		return fmt.Errorf("write products: %w", err)
	}
	return m.tell(c, t, merged, found, listed(filepath.Join(m.Out, name), products))
}

func (m *mergeCommand) stopped(c *cli, t *terminal, found finding.List) error {
	if c.JSON {
		if err := t.json(result{Findings: found.Sorted(), Stopped: true}); err != nil {
			return err
		}
	}
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
	for _, f := range files {
		t.say("%s", f)
	}
	return nil
}
