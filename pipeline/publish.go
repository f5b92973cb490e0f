package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/release"
)

// publishCommand is "wirkbericht publish": a draft becomes a release with a number. It is made again from the data, attacked together with everything published
// before, set anew with its number, and entered in the register.
type publishCommand struct {
	Draft      string `arg:"" help:"Name des Entwurfs, z. B. zwischenbericht oder lieferung."`
	Out        string `help:"Ordner mit den Ergebnissen (aus config/programm.yaml)." placeholder:"ORDNER"`
	By         string `help:"Funktion, die freigibt (config/datenschutz.yaml, roles)." required:"" placeholder:"FUNKTION"`
	Reason     string `help:"Grund: nötig, wenn eine frühere Freigabe ersetzt oder mit Einwilligung eine Ausnahme gemacht wird." placeholder:"TEXT"`
	Supersedes int    `help:"Nummer der Freigabe, die diese ersetzt. Die alte bleibt, wie sie ist." placeholder:"NUMMER"`

	Delivery deliveryFlags `embed:""`
}

// Run publishes, or says why not.
func (p *publishCommand) Run(ctx context.Context, c *cli, t *terminal) (err error) {
	k, err := p.Delivery.open()
	if err != nil {
		return err
	}
	press := later(newPress)
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	l.quiet = true
	role, err := l.project.custody.role(p.By)
	if err != nil {
		return err
	}
	if l.asOf.IsZero() {
		return usageError{"Bitte mit --as-of den Stand des Entwurfs angeben."}
	}
	folder := filepath.Join(l.project.folder(p.Out, l.project.programme.Folders.Out), c.AsOf)
	draft, text, err := readDraft(folder, p.Draft)
	if err != nil {
		return err
	}
	let, err := l.hold(filepath.Join(l.project.root, release.RegisterFolder), "publish")
	if err != nil {
		return err
	}
	defer let()
	register, err := l.register()
	if err != nil {
		return err
	}
	if err := l.after(faultsOf(draft, folder, register), p.misused(draft, register)); err != nil {
		return err
	}
	c.Period = string(indicator.Quarter) + ":" + draft.Period
	seen, err := l.observe(ctx, "")
	if err != nil {
		return err
	}
	defer func() { err = cmp.Or(err, seen.close()) }()
	ed, err := l.newEdition(seen, draft, k, press)
	if err != nil {
		return err
	}
	e := release.Entry{Number: register.Next(), By: p.By, Reason: p.Reason, Supersedes: p.Supersedes, Draft: draft}
	if e.Verdict, err = l.verdict(register.With(e), *ed.src); err != nil {
		return err
	}
	if err := ed.same(ctx, text); err != nil {
		return err
	}
	files, sheet, err := ed.release(ctx, &e, role)
	if err != nil {
		return err
	}
	places, err := keptPlaces(folder)
	if err != nil {
		return err
	}
	if e, err = enter(l.project.root, register, e, slices.Concat(files, sheet, places)); err != nil {
		return l.machine("", err)
	}
	return l.published(e, files, sheet)
}

// published tells what was published and where it lies.
func (l *line) published(e release.Entry, files, sheet []product) error {
	folder := filepath.Join(l.project.root, release.RegisterFolder, e.Name)
	if l.flags.JSON {
		return l.t.json(map[string]any{"release": e.Number, "hash": e.Hash, "register": e.File(), "cells": len(e.Cells), "verdict": e.Verdict, "files": listed(folder, append(files, sheet...))})
	}
	l.t.say("Freigabe %d: %s für »%s«, Stand %s. %d Angaben in %s eingetragen.", e.Number, e.Product, l.project.audiences[e.Audience].Title.DE, germanDay(e.AsOf), len(e.Cells), e.File())
	l.t.say("%s", e.Verdict)
	for _, f := range listed(folder, files) {
		l.t.say("%s", f)
	}
	for _, f := range listed(folder, sheet) {
		l.t.say("Nicht zur Weitergabe: %s", f)
	}
	return nil
}

// misused tells flags that do not fit what was published so far.
func (p *publishCommand) misused(d release.Draft, register *release.Register) error {
	consents := slices.DeleteFunc(slices.Clone(d.Cells), func(c release.Printed) bool { return c.Consent == "" })
	var replaced *release.Entry
	for _, e := range register.Entries() {
		_, gone := register.Superseded(e.Number)
		if e.Act != release.Publication || gone {
			continue
		}
		if e.Number == p.Supersedes {
			replaced = &e
		}
		if e.Product == d.Product && e.AsOf == d.AsOf && e.Lang == d.Lang && p.Supersedes == 0 {
			return usageError{fmt.Sprintf("%s mit Stand %s ist schon als Freigabe %d veröffentlicht; daran ändert sich nichts mehr. Soll dieser Entwurf sie ersetzen, dann bitte mit --supersedes %d und --reason angeben, warum.",
				d.Product, germanDay(d.AsOf), e.Number, e.Number)}
		}
	}
	switch {
	case p.Supersedes != 0 && replaced == nil:
		return usageError{fmt.Sprintf("--supersedes %d: Eine gültige Freigabe mit dieser Nummer gibt es nicht. »wirkbericht releases« listet alle auf.", p.Supersedes)}
	case replaced != nil && (replaced.Product != d.Product || replaced.Audience != d.Audience):
		return usageError{fmt.Sprintf("--supersedes %d: Das ist %s für »%s«; ersetzt werden kann sie nur durch dasselbe Produkt.", p.Supersedes, replaced.Product, replaced.Audience)}
	case replaced != nil && strings.TrimSpace(p.Reason) == "":
		return usageError{"Wer eine Freigabe ersetzt, gibt mit --reason an, warum."}
	case len(consents) > 0 && strings.TrimSpace(p.Reason) == "":
		return usageError{fmt.Sprintf("Der Entwurf zeigt mit Einwilligung %d Angabe(n), die sonst geschützt wären, zuerst %s (%s). Bitte mit --reason angeben, warum.", len(consents), consents[0].Cell, consents[0].Consent)}
	}
	return nil
}

// faultsOf tells a draft that is no longer the one that was proven: its files were changed, or something was published since.
func faultsOf(d release.Draft, folder string, register *release.Register) finding.List {
	var found finding.List
	for name, sum := range d.Files {
		data, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || sumOf(data) != sum {
			found.Add(finding.Stop, "entwurf_veraendert", finding.Place{File: name}, "Die Datei ist nicht mehr die, die geprüft wurde.", "Bitte »run« noch einmal ausführen.")
		}
	}
	if d.Register != register.Head() {
		found.Add(finding.Stop, "entwurf_veraltet", finding.Place{File: d.Product}, "Seit dem Entwurf ist etwas anderes veröffentlicht worden; gegen beides zusammen ist er nicht geprüft.",
			"Bitte »run« noch einmal ausführen und den neuen Entwurf freigeben.")
	}
	return found.Sorted()
}
