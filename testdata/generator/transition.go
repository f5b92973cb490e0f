package main

// transitions writes uebergang. What became of a young person is asked six and twelve months later and entered a month
// after that.
func (s *snapshot) transitions(p *person) {
	for _, l := range p.farewells {
		if l.when > s.now {
			continue
		}
		r := record{
			"person_id": p.id, "abgang_monat": l.when, "schulform": l.generalForm, "abschlussklasse": l.finalClassOfForm, "abschluss": l.certificate,
			"anschluss": l.next, "anschluss_beginn": s.known(l.start), "anschlussvereinbarung": l.start != 0 && l.certificate != "A",
		}
		if l.start > s.now {
			r["anschluss"], r["anschlussvereinbarung"] = "NOKEAN", false
		}
		if l.fromVocational {
			r["schulform"], r["abschlussklasse"] = "30", true
		}
		if l.when.add(7) <= s.now {
			r["verbleib_6m"] = l.after6
		}
		if l.when.add(13) <= s.now {
			r["verbleib_12m"] = l.after12
		}
		r["abbruch"] = l.broken != 0 && l.broken <= s.now
		r["abbruch_monat"] = s.known(l.broken)
		s.add("uebergang", r)
	}
}

// elements are the standard elements of career orientation by grade.
var elements = map[int][]string{8: {"SBO2_1", "SBO4_1", "SBO5_1"}, 9: {"SBO6_1"}, 10: {"SBO6_1", "SBO10_6"}}

// orientation writes kaoa: one row per element of the grade, from the first school year of the project.
func (s *snapshot) orientation(p *person) {
	d := p.dice("kaoa")
	for year := 2017; year <= 2019; year++ {
		h := half{year, 2}
		spell := attendances(p, h)
		gone := p.family.leftWhy == "FORTZUG" && p.family.left < h.from()
		if h.n = 1; gone || s.now < h.to() || len(spell) == 0 || spell[0].form == "30" {
			continue
		}
		for _, e := range elements[grade(p, year)] {
			s.add("kaoa", record{"person_id": p.id, "schuljahr": schoolYear(year), "element": e, "teilnahme": d.percent(64 + 8*(year-2017))})
		}
	}
}
