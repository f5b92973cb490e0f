package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"wirkbericht/pipeline/disclosure"
)

// errRisk ends a command that found something derivable that must not be.
var errRisk = errors.New("disclosure risk")

// auditCommand is "wirkbericht audit": of everything that was published, or of a system in a file.
type auditCommand struct {
	System string `help:"Nur ein Zellensystem (sdc-system/1) prüfen: Urteil und Formeln als JSON." placeholder:"DATEI"`
}

// Run attacks and prints the verdict; exit code 4 if anything can be derived.
func (a *auditCommand) Run(ctx context.Context, c *cli, t *terminal) error {
	if a.System == "" {
		return a.attack(ctx, c, t)
	}
	s, err := readSystem(t, a.System)
	if err != nil {
		return err
	}
	v, err := disclosure.Audit(s)
	if err != nil {
		return fmt.Errorf("audit %s: %w", a.System, err)
	}
	if err := disclosure.WriteVerdict(t.out, s, v); err != nil {
		return err
	}
	if !v.Safe() {
		return errRisk
	}
	return nil
}

// protectCommand is "wirkbericht protect": so far of a system in a file.
type protectCommand struct {
	System string `help:"Zu einem Zellensystem (sdc-system/1) die sekundär gesperrten Zellen als JSON." required:"" placeholder:"DATEI"`
}

// Run chooses what else to withhold and prints it; exit code 4 if forced cells leave something derivable.
func (p *protectCommand) Run(t *terminal) error {
	s, err := readSystem(t, p.System)
	if err != nil {
		return err
	}
	protection, err := disclosure.Protect(s)
	if err != nil {
		return fmt.Errorf("protect %s: %w", p.System, err)
	}
	if err := disclosure.WriteProtection(t.out, s, protection); err != nil {
		return err
	}
	if !protection.Safe() {
		return errRisk
	}
	return nil
}

// readSystem reads the file and tells its faults.
func readSystem(t *terminal, file string) (*disclosure.System, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, usageError{fmt.Sprintf("--system %s lässt sich nicht öffnen. Bitte den Pfad prüfen.", file)}
	}
	defer f.Close()
	s, found, err := disclosure.ReadSystem(file, f)
	t.findings(found)
	if err == nil && found.Stops() {
		err = errStopped
	}
	return s, err
}
