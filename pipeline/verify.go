package main

import (
	"fmt"
	"os"

	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/verify"
)

// verifyCommand is "wirkbericht verify": for the receiver of a bundle, offline, without a project.
type verifyCommand struct {
	Bundle   string `arg:"" help:"Lieferung: Ordner, ZIP oder verschlüsselte Datei." placeholder:"LIEFERUNG"`
	Key      string `help:"Öffentlicher minisign-Schlüssel des Absenders; damit muss die Lieferung unterschrieben sein." placeholder:"DATEI"`
	Identity string `help:"Eigener age-Schlüssel für eine verschlüsselte Lieferung." placeholder:"DATEI"`
	Previous string `help:"Vorige Lieferung, zum Vergleich." placeholder:"LIEFERUNG"`
}

// Run prints what is wrong; exit code 3 if anything is.
func (v *verifyCommand) Run(c *cli, t *terminal) error {
	b, o, err := v.open()
	if err != nil {
		return err
	}
	found := verify.Check(b, o)
	faults := found.Count(finding.Error)
	if c.JSON {
		if err := t.json(result{Findings: found, Stopped: faults > 0}); err != nil {
			return err
		}
	} else {
		t.findings(found)
	}
	switch {
	case faults > 0 && !c.JSON:
		fmt.Fprintf(t.err, "Nicht in Ordnung: %s, %d Beanstandung(en).\n", v.Bundle, faults)
		return errStopped
	case faults > 0:
		return errStopped
	case !c.JSON:
		rows, _ := b.Table(bundle.Observations)
		t.say("In Ordnung: %s, %d Dateien, %d Werte.", b.ID.Name(), len(b.Files), len(rows.Rows))
	}
	return nil
}

// open reads what the arguments name.
func (v *verifyCommand) open() (*bundle.Bundle, verify.Options, error) {
	var o verify.Options
	b, err := namedBundle(v.Bundle, v.Identity)
	if err != nil {
		return nil, o, err
	}
	if v.Previous != "" {
		if o.Previous, err = namedBundle(v.Previous, v.Identity); err != nil {
			return nil, o, err
		}
	}
	o.Key, err = publicKey(v.Key)
	return b, o, err
}

// publicKey opens the key that --key names; nil for none.
func publicKey(name string) (*bundle.PublicKey, error) {
	if name == "" {
		return nil, nil
	}
	data, err := os.ReadFile(name)
	if err == nil {
		var key *bundle.PublicKey
		if key, err = bundle.ReadPublicKey(data); err == nil {
			return key, nil
		}
	}
	return nil, usageError{fmt.Sprintf("--key %s ist kein öffentlicher minisign-Schlüssel. Bitte die Datei angeben, die der Absender nennt.", name)}
}

// namedBundle opens a bundle that the command line names.
func namedBundle(name, identity string) (*bundle.Bundle, error) {
	var identities []byte
	if identity != "" {
		data, err := os.ReadFile(identity)
		if err != nil {
			return nil, usageError{fmt.Sprintf("--identity %s lässt sich nicht öffnen. Bitte den Pfad prüfen.", identity)}
		}
		identities = data
	}
	b, err := openBundle(name, identities)
	if err != nil {
		return nil, usageError{fmt.Sprintf("%s lässt sich nicht als Lieferung lesen: %v. Bitte den Ordner oder die Datei angeben, wie sie kam; zu einer Datei auf .age gehört --identity.", name, err)}
	}
	return b, nil
}
