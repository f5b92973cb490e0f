package main

import (
	"context"
	"fmt"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
)

// attack is "wirkbericht audit" without a file: everything that was ever given to any audience, and to those who belong to several, against the data of today.
func (a *auditCommand) attack(ctx context.Context, c *cli, t *terminal) (err error) {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	seen, err := l.observe(ctx, "")
	if err != nil {
		return err
	}
	defer func() {
		if cerr := seen.close(); err == nil {
			err = cerr
		}
	}()
	src, err := l.source(seen)
	if err != nil {
		return err
	}
	t.station("Angreifen")
	safe := true
	for _, audience := range l.attackers(src.Register.Audiences()) {
		leaks, attacked, err := release.Attack(audience, src)
		if err != nil {
			return err
		}
		for _, formula := range leaks {
			t.say("%s: %s", audience.Title.DE, formula)
		}
		if safe = safe && len(leaks) == 0; len(leaks) == 0 {
			t.say("%s: %d geschützte Angaben angegriffen, keine lässt sich ableiten.", audience.Title.DE, attacked)
		}
	}
	if !safe {
		return errRisk
	}
	return nil
}

// verdict attacks everything published so far together with what is to be published, and says in German that nothing was found. What can be derived is
// told, and nothing is published.
func (l *line) verdict(register *release.Register, src release.Source) (string, error) {
	l.t.station("Angreifen")
	src.Register = register
	attackers, total := l.attackers(register.Audiences()), 0
	var leaks finding.List
	for _, audience := range attackers {
		formulas, attacked, err := release.Attack(audience, &src)
		if err != nil {
			return "", err
		}
		total += attacked
		for _, formula := range formulas {
			leaks.Add(finding.Stop, "geheimhaltung", finding.Place{File: release.RegisterFolder}, fmt.Sprintf("Mit dieser Freigabe ließe sich für »%s« ableiten: %s.", audience.Title.DE, formula),
				"Bitte die Angabe aus dem Bericht nehmen oder die Gliederung vergröbern.")
		}
	}
	if len(leaks) > 0 {
		if err := l.after(leaks, nil); err != nil {
			return "", errRisk
		}
	}
	return fmt.Sprintf("Prüfung bestanden: %d geschützte Angaben aus der Sicht von %d Adressaten und ihren Überschneidungen angegriffen, keine lässt sich ableiten.", total, len(attackers)), nil
}

// attackers are the audiences to whom something was given, and the unions that the configuration names.
func (l *line) attackers(given []string) []release.Audience {
	var out []release.Audience
	for _, name := range given {
		a := l.project.audiences[name]
		alone := a
		alone.With = nil
		out = append(out, alone)
		for _, other := range a.With {
			if slices.Contains(given, other) {
				out = append(out, release.Union(a, l.project.audiences[other]))
			}
		}
	}
	return out
}
