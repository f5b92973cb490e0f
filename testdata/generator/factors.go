package main

import "fmt"

// catalogue are the factors that occur, by direction and level.
var catalogue = map[string][]struct{ level, name string }{
	"HEMMEND": {
		{"RECHTLICH", "KURZE_DULDUNG"}, {"RECHTLICH", "PASSLOSIGKEIT"}, {"RECHTLICH", "ABSCHIEBUNG_DROHT"}, {"RECHTLICH", "KURZE_DULDUNG"},
		{"INDIVIDUELL", "DEUTSCH_GERING"}, {"INDIVIDUELL", "GRUNDBILDUNG"}, {"INDIVIDUELL", "RESIGNATION"},
		{"FAMILIAER", "KINDERBETREUUNG"}, {"FAMILIAER", "KIND_DOLMETSCHT"}, {"FAMILIAER", "ENGE_WOHNUNG"},
		{"SOZIALRAUM", "KEIN_LERNORT"}, {"SOZIALRAUM", "ISOLATION"},
		{"HELFERSYSTEM", "ZUSTAENDIGKEITEN"}, {"HELFERSYSTEM", "MISSTRAUEN"}, {"HELFERSYSTEM", "SPRACHMITTLUNG_FEHLT"},
		{"SCHULE_ARBEIT", "BETRIEB_ZOEGERT"}, {"SCHULE_ARBEIT", "SCHULWECHSEL"}, {"SCHULE_ARBEIT", "PLAETZE_FEHLEN"},
	},
	"STUETZEND": {
		{"RECHTLICH", "ERLAUBNIS"}, {"RECHTLICH", "ABH_ANSPRECH"},
		{"INDIVIDUELL", "MOTIVATION"}, {"INDIVIDUELL", "BERUFSERFAHRUNG"},
		{"FAMILIAER", "ELTERN_STUETZEN"}, {"FAMILIAER", "VORBILD"}, {"FAMILIAER", "FAMILIE_STABIL"},
		{"SOZIALRAUM", "VEREIN"}, {"SOZIALRAUM", "PATENSCHAFT"},
		{"HELFERSYSTEM", "BEZUGSPERSON"}, {"HELFERSYSTEM", "AUFSUCHEND"}, {"HELFERSYSTEM", "FALLKONFERENZ"},
		{"SCHULE_ARBEIT", "ENGAGIERTE_SCHULE"}, {"SCHULE_ARBEIT", "PRAKTIKUM"}, {"SCHULE_ARBEIT", "BEGLEITUNG"},
	},
}

// topics are what a factor of each level mostly bears on.
var topics = map[string][]string{
	"RECHTLICH": {"AUFENTHALT", "ERWERB"}, "INDIVIDUELL": {"SPRACHE", "ERWERB", "UEBERGANG"}, "FAMILIAER": {"SCHULBESUCH", "ERWERB"},
	"SOZIALRAUM": {"WOHNEN", "SCHULBESUCH"}, "HELFERSYSTEM": {"AUFENTHALT", "SCHULBESUCH", "SPRACHE"}, "SCHULE_ARBEIT": {"SCHULBESUCH", "UEBERGANG", "ERWERB"},
}

// factors writes faktor: most are seen in the first months, some later. Hindering ones weaken or dissolve with the time,
// those of the law last longest.
func (s *snapshot) factors(f *family) {
	d := f.dice("faktoren")
	end := f.last(stands[len(stands)-1])
	n := 0
	for _, direction := range []string{"HEMMEND", "STUETZEND"} {
		seen := map[string]bool{}
		count := d.between(5, 8)
		if direction == "STUETZEND" {
			count = d.between(3, 5)
		}
		for range count {
			c := pick(d, catalogue[direction]...)
			found := f.intake.add(d.between(0, 4))
			if d.percent(30) {
				found = f.intake.add(d.between(6, 18))
			}
			r := record{
				"familie_id": f.id, "erhoben_am": found, "richtung": direction, "ebene": c.level, "kategorie": c.name, "thema": pick(d, topics[c.level]...),
				"staerke": d.between(1, 3), "beeinflussbar": c.level != "RECHTLICH" || d.percent(30),
				"erheber_rolle": pick(d, "FALLMANAGEMENT", "FALLMANAGEMENT", "KOORDINATION", "FAMILIE"),
			}
			if person := pick(d, f.persons...); c.level == "INDIVIDUELL" && person.age(found) >= 14 {
				r["person_id"] = person.id
			}
			history := development(d, direction, c.level, found)
			if seen[c.name] || found > end {
				continue
			}
			seen[c.name] = true
			n++
			if found > s.now {
				continue
			}
			r["faktor_id"] = fmt.Sprintf("H%s-%02d", f.id[1:], n)
			r["status"], r["status_am"] = "NEU", found
			for _, e := range history {
				if e.from <= min(s.now, end) {
					r["status"], r["status_am"] = e.state, e.from
				}
			}
			s.add("faktor", r)
		}
	}
}

// development is what becomes of a factor.
func development(d *dice, direction, level string, found month) []change {
	after := d.between(5, 12)
	out := []change{{state: "BESTEHT", from: found.add(after)}}
	weak, gone := 55, 45
	if level == "RECHTLICH" {
		weak, gone = 35, 40
	}
	if weakens := d.percent(weak); weakens && direction == "HEMMEND" {
		out = append(out, change{state: "ABGESCHWAECHT", from: found.add(after + d.between(3, 6))})
		if d.percent(gone) {
			out = append(out, change{state: "AUFGELOEST", from: found.add(after + d.between(7, 12))})
		}
	}
	return out
}
