package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/yamlfile"
)

const custodyFile = "config/datenschutz.yaml"

// custody is config/datenschutz.yaml: why the case data may be held and until when, who may publish and delete, and whom to ask. Functions, never people.
type custody struct {
	Controller string                   `yaml:"controller"`
	Purpose    notation.Text            `yaml:"purpose"`
	LegalBasis string                   `yaml:"legal_basis"`
	StorageEnd string                   `yaml:"storage_end"`
	RemindDays int                      `yaml:"remind_days"`
	Roles      map[string]notation.Text `yaml:"roles"`
	Contacts   []report.Contact         `yaml:"contacts"`
	Consents   []struct {
		Cell     string `yaml:"cell"`
		Audience string `yaml:"audience"`
		Consent  string `yaml:"consent"` // where it stands on record
	} `yaml:"consents"`

	until time.Time // StorageEnd
}

// readCustody reads config/datenschutz.yaml.
func readCustody(fsys fs.FS, audiences map[string]release.Audience) (custody, finding.List, error) {
	c, found, err := yamlfile.Read[custody](fsys, custodyFile, custodyFile)
	if err != nil || found.Stops() {
		return c, found, err
	}
	at := finding.Place{File: custodyFile}
	if c.until, err = time.Parse(time.DateOnly, c.StorageEnd); err != nil {
		found.Add(finding.Stop, "datenschutz_ende", at, fmt.Sprintf("storage_end: »%s« ist kein Datum.", c.StorageEnd), "Bitte den Tag, bis zu dem die Falldaten vernichtet sein müssen, in der Form JJJJ-MM-TT angeben.")
	}
	if len(c.Roles) == 0 {
		found.Add(finding.Stop, "datenschutz_rollen", at, "roles: Niemand darf freigeben oder löschen.", "Bitte mindestens eine Funktion angeben, zum Beispiel projektleitung.")
	}
	for _, x := range c.Consents {
		switch _, known := audiences[x.Audience]; {
		case !known:
			found.Add(finding.Stop, "datenschutz_einwilligung", at, fmt.Sprintf("consents: »%s« ist kein Adressat.", x.Audience), "Möglich sind: "+strings.Join(slices.Sorted(maps.Keys(audiences)), ", ")+".")
		case strings.TrimSpace(x.Consent) == "" || strings.Count(x.Cell, "/") != 6:
			found.Add(finding.Stop, "datenschutz_einwilligung", at, fmt.Sprintf("consents: Zu »%s« fehlt die Zahl oder der Nachweis der Einwilligung.", x.Cell),
				"Bitte unter cell die ganze Kennung (wie in »explain«) und unter consent angeben, wo die Einwilligung liegt.")
		}
	}
	return c, found.Sorted(), nil
}

// consents are the cells that may be shown because those whom they could point at agreed, as package release takes them.
func (c custody) consents() map[string]map[string]string {
	out := map[string]map[string]string{}
	for _, x := range c.Consents {
		if out[x.Audience] == nil {
			out[x.Audience] = map[string]string{}
		}
		out[x.Audience][strings.ToLower(x.Cell)] = x.Consent
	}
	return out
}

// role checks a role given with --by and returns its printed name. The register names functions: a person's name in it could never be taken out again.
func (c custody) role(by string) (string, error) {
	if title, ok := c.Roles[by]; ok {
		return title.In(notation.German), nil
	}
	return "", usageError{fmt.Sprintf("--by %s ist keine Funktion dieses Projekts. Möglich sind: %s (%s, roles).", by, strings.Join(slices.Sorted(maps.Keys(c.Roles)), ", "), custodyFile)}
}

// remind tells on the terminal what is to be done about the end of storage.
func (l *line) remind(today time.Time) {
	if text := l.project.custody.reminder(today); text != "" && !l.flags.JSON && !l.t.quiet {
		l.t.clear()
		fmt.Fprintln(l.t.err, text)
	}
}

// reminder says on a day what is to be done about the end of storage; "" as long as it is far away. It is told on the terminal only: products know no clock.
func (c custody) reminder(today time.Time) string {
	remedy := " Bitte die Falldaten mit »purge« vernichten; Register und Freigaben bleiben."
	switch left := int(c.until.Sub(today).Hours() / 24); {
	case today.After(c.until.AddDate(0, 0, 1)):
		return fmt.Sprintf("Die Falldaten durften bis zum %s aufbewahrt werden.", c.until.Format("02.01.2006")) + remedy
	case left <= c.RemindDays:
		return fmt.Sprintf("Die Falldaten dürfen noch bis zum %s aufbewahrt werden (%d Tage).", c.until.Format("02.01.2006"), left) + remedy
	}
	return ""
}
