package report

import (
	"fmt"
	"time"

	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/privacy"
)

var overviewWords = [3]notation.Text{{DE: "in\u00a0Ordnung", EN: "in\u00a0order"}, {DE: "ansehen", EN: "look"}, {DE: "klären", EN: "settle"}}

// overview is the state of the data in six lines, each with its verdict.
func (b *builder) overview(s tableOnlySpec, in body) []Block {
	t := Table{Columns: []Column{b.left("Bereich", "Area"), b.left("Befund", "State"), b.left("Bewertung", "Verdict")}}
	for _, f := range []func() (area, state string, v verdict){
		b.deliveredState, b.accountState, b.ruleState, b.findingState, b.coverageState, b.privacyState,
	} {
		area, state, v := f()
		t.Rows = append(t.Rows, Row{Cells: []Cell{textCell(area), textCell(state), b.mark(v, overviewWords)}})
	}
	return []Block{b.framed(s.frame, in, t, "")}
}

// deliveredState tells of tables that nobody has delivered and of those older than the newest delivery.
func (b *builder) deliveredState() (string, string, verdict) {
	area := b.say("Lieferungen", "Deliveries")
	if len(b.run.Quality.Changes) == 0 {
		return area, b.say("keine Tabelle geliefert", "no table delivered"), act
	}
	old := 0
	var newest time.Time
	for _, c := range b.run.Quality.Changes {
		if c.Now.After(newest) {
			newest = c.Now
		}
	}
	for _, c := range b.run.Quality.Changes {
		if c.Now.Before(newest) {
			old++
		}
	}
	absent := len(b.run.Quality.Tables) - len(b.run.Quality.Changes)
	state := fmt.Sprintf(b.say("%s von %s Tabellen geliefert, neuester Stand %s", "%s of %s tables delivered, newest as of %s"),
		b.count(len(b.run.Quality.Changes)), b.count(len(b.run.Quality.Tables)), b.date(newest))
	if old > 0 {
		state += fmt.Sprintf(b.say("; %s davon in älterem Stand", "; %s of them older"), b.count(old))
	}
	if old+absent > 0 {
		return area, state, notice
	}
	return area, state, fine
}

func (b *builder) accountState() (string, string, verdict) {
	var sum intake.Account
	for _, d := range b.run.Accounts {
		sum = sum.Plus(d.Account)
	}
	state := fmt.Sprintf(b.say("%s Zeilen gelesen, %s übernommen, %s zurückgewiesen", "%s rows read, %s accepted, %s rejected"),
		b.count(sum.Read), b.count(sum.Accepted), b.count(sum.Rejected))
	v := fine
	if sum.Rejected > 0 {
		v = notice
	}
	if sum.Balanced() {
		return b.say("Zeilenkonto", "Row account"), state + b.say("; das Konto geht auf", "; the account balances"), v
	}
	return b.say("Zeilenkonto", "Row account"), state + b.say("; das Konto geht nicht auf", "; the account does not balance"), act
}

func (b *builder) ruleState() (string, string, verdict) {
	var n [3]int
	worst := fine
	for _, r := range b.run.Quality.Rules {
		v := r.verdict()
		n[v]++
		worst = max(worst, v)
	}
	return b.say("Regeln", "Rules"), fmt.Sprintf(b.say("%d erfüllt, %d mit Warnung, %d verletzt", "%d hold, %d with a warning, %d broken"), n[fine], n[notice], n[act]), worst
}

func (b *builder) findingState() (string, string, verdict) {
	answered := 0
	for _, f := range b.run.Quality.Findings {
		if f.Answer != "" {
			answered++
		}
	}
	all := len(b.run.Quality.Findings)
	v := fine
	switch {
	case answered < all:
		v = act
	case all > 0:
		v = notice
	}
	return b.say("Beanstandungen", "Findings"), fmt.Sprintf(b.say("%s, davon %s beantwortet", "%s, %s of them answered"), b.count(all), b.count(answered)), v
}

// coverageState counts the indicators of which something could not be determined.
func (b *builder) coverageState() (string, string, verdict) {
	all := b.newest()
	whole := 0
	for _, c := range all {
		if c.unknown == 0 {
			whole++
		}
	}
	v := fine
	if whole < len(all) {
		v = notice
	}
	return b.say("Abdeckung", "Coverage"), fmt.Sprintf(b.say("%d von %d Kennzahlen vollständig bestimmt", "%d of %d indicators without a gap"), whole, len(all)), v
}

// privacyState is never settled: whoever holds the key can name everybody.
func (b *builder) privacyState() (string, string, verdict) {
	area := b.say("Wiedererkennbarkeit", "Recognisability")
	worst := privacy.Green
	alone := 0
	for _, m := range b.run.Quality.Privacy {
		worst = max(worst, m.Grade)
		if m.K == 1 {
			alone++
		}
	}
	state := b.say("Die Daten sind pseudonymisiert, nicht anonym", "The data are pseudonymous, not anonymous")
	if alone > 0 {
		state += fmt.Sprintf(b.say("; in %d von %d Tabellen ist jemand durch seine Merkmale eindeutig", "; in %d of %d tables somebody is unique by their features"), alone, len(b.run.Quality.Privacy))
	}
	if worst > privacy.Green {
		return area, state, notice
	}
	return area, state, fine
}
