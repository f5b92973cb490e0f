package privacy

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/privacy/internal/identifier"
)

// letterhead are the classes that an office may print above a table, about itself. They are told and do not stop.
var letterhead = []identifier.Class{
	identifier.Email, identifier.Phone, identifier.Address, identifier.School, identifier.Employer, identifier.Postcode, identifier.Plate, identifier.Digest,
}

// Title judges a text that stands above a table at a place of its own: what would make a column of such texts red stops here too, alone. No column
// helps to tell what is meant, so the text must say it by itself, or a part of it between commas, colons and brackets, or two words of it
// that nothing else looks like: "erstellt von …".
func (j *Judge) Title(at finding.Place, text string) finding.List {
	var found finding.List
	class, verdict := j.gate.title(text)
	if verdict == Green {
		return nil
	}
	holds, remedy := words(class)
	found.Add(severity(verdict), "klarangabe_"+class.String(), at, "Über der Tabelle stehen "+holds+".", "Bitte den Text über der Tabelle entfernen und die Datei neu liefern.")
	if verdict == Amber {
		found[0].Remedy = "Bitte prüfen, ob das nur die Anschrift der Stelle ist; " + strings.ToLower(remedy[:1]) + remedy[1:]
	}
	return found
}

// title is the worst that a text above a table says.
func (g *Gate) title(text string) (class identifier.Class, verdict Verdict) {
	judge := func(part string, least identifier.Level) {
		e := g.lexicon.Look(part)
		for c := identifier.Email; c < identifier.Forbidden; c++ {
			v := Red
			if slices.Contains(letterhead, c) {
				v = Amber
			}
			if e.Is[max(least, enough(c))].Has(c) && v > verdict {
				class, verdict = c, v
			}
		}
	}
	judge(text, identifier.Likely)
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(":;,()[]|\n", r) }) {
		judge(part, identifier.Likely)
		w := strings.Fields(part)
		for i := 1; i < len(w); i++ {
			judge(w[i-1]+" "+w[i], identifier.Sure)
		}
	}
	return class, verdict
}

// enough is the level at which one text of a class is enough.
func enough(c identifier.Class) identifier.Level {
	for _, r := range rules {
		if r.class == c && r.share == never {
			return identifier.Sure
		}
	}
	return identifier.Likely
}
