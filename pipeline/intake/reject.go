package intake

import (
	"fmt"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake/internal/textfile"
)

// reject puts a row aside and tells why: what is wrong with it as a whole, or every bad cell.
func (p *pass) reject(row *row, broken bool) {
	rest := !ends(row.fault) && p.isRest(row)
	if rest {
		p.retract()
	}
	p.account.Rejected++
	var found finding.List
	add := func(f finding.Finding, column string) {
		found = append(found, f)
		if p.out != nil {
			p.out.add(f, column)
		}
	}
	switch at := p.sheet.place(row, -1); {
	case row.fault != "":
		add(p.rowFault(row, at), "")
	case rest:
		add(fault(finding.Error, "zeile_umbrochen", at, cutInTwo, "", cutRemedy), "")
	case broken:
		add(fault(finding.Error, "zeile_felder", at,
			fmt.Sprintf("Die Zeile hat %d Felder, die Kopfzeile %d; vermutlich steht ein Trennzeichen in einem Text.", len(row.cells), len(p.head.cells)),
			"Die Zeile hat mehr Felder als die Kopfzeile; vermutlich steht ein Trennzeichen in einem Text.", "Bitte den Text in Anführungszeichen setzen."), "")
	default:
		for _, f := range p.faulty {
			add(p.cellFault(row, f), p.columns[f.column].header)
		}
	}
	if p.out != nil {
		p.rejected = append(p.rejected, uint32(row.line))
	}
	if p.keep {
		reason, remedy := sentences(found)
		r := p.quarantined(row, reason, remedy)
		if rest {
			r.Cells = nil
		}
		p.part.Rejected = append(p.part.Rejected, r)
	}
}

// rowFault says what is wrong with a row as a whole.
func (p *pass) rowFault(row *row, at finding.Place) finding.Finding {
	switch row.fault {
	case textfile.QuoteOpen:
		return fault(finding.Error, string(row.fault), at, "Ein Anführungszeichen wird in der Zeile nicht geschlossen.", "", "Bitte die Anführungszeichen der Zeile berichtigen.")
	case textfile.QuoteText:
		return fault(finding.Error, string(row.fault), at, "Nach einem schließenden Anführungszeichen steht noch Text.", "", "Bitte Anführungszeichen im Text verdoppeln.")
	case textfile.TooLong:
		return fault(finding.Error, string(row.fault), at, fmt.Sprintf("Die Zeile ist länger als %s Zeichen.", grouped(textfile.MaxRecord)), "",
			"Bitte prüfen, ob die Datei eine Tabelle ist und ob ein Zeilenende fehlt.")
	case faultSheet:
		return p.sheet.(*bookSheet).fault(at)
	}
	return fault(finding.Stop, string(row.fault), at, "Die Datei lässt sich ab hier nicht lesen.", "", "Bitte prüfen, ob sie vollständig kopiert ist, und neu liefern.")
}

// cellFault says what is wrong with a cell. What stands in a key or a forbidden column may point to a person and is never repeated.
func (p *pass) cellFault(row *row, f faulty) finding.Finding {
	k, why := p.columns[f.column], f.fault.Why
	rule, what, general := "zelle", fmt.Sprintf("»%s« %s", brief(f.text), why), "Der Inhalt "+why
	switch {
	case f.reason != "":
		rule, what, general = "pflichtwert", why, ""
	case k.Class == "key" || k.Class == "forbidden":
		what = general
	case k.Codes != "":
		general = "" // which codes are not known is what one wants to hear
	}
	if general != "" {
		general = fmt.Sprintf("Spalte »%s«: %s.", k.header, general)
	}
	return fault(finding.Error, rule, p.sheet.place(row, k.at), fmt.Sprintf("Spalte »%s«: %s.", k.header, what), general, f.fault.Remedy)
}
