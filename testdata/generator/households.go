package main

// household writes familie, wohnen and leistung.
func (s *snapshot) household(f *family) {
	persons, children := 0, 0
	for _, p := range f.present(s.now) {
		persons++
		if p.age(s.now) < 18 {
			children++
		}
	}
	r := record{
		"familie_id": f.id, "aufnahme_monat": f.intake, "ende_monat": s.known(f.left),
		"groesse_klasse": sizeClass(persons), "kinder_u18_klasse": childrenClass(children),
		"alleinerziehend": !f.persons[1].adult(), "einreise_klasse": entryClass(f.entry), "herkunft_gruppe": f.origin,
		"krit_aufenthalt_2014": true, "krit_asylblg": true, "krit_unterkunft": true,
	}
	if f.left != 0 && f.left <= s.now {
		r["ende_grund"] = f.leftWhy
	}
	s.add("familie", r)
	s.spells("wohnen", f, f.homes, f.entry.add(8))
	s.spells("leistung", f, f.benefits, f.entry.add(1))
}

// spells writes one row for each state; the first one begins in the month begin.
func (s *snapshot) spells(table string, f *family, all []change, begin month) {
	for i, c := range all {
		from := max(c.from, begin)
		if from > s.now {
			break
		}
		r := record{"familie_id": f.id, "gueltig_von": from, "art": c.state}
		if i+1 < len(all) {
			r["gueltig_bis"] = s.known(all[i+1].from.add(-1))
		}
		s.add(table, r)
	}
}

func sizeClass(n int) string {
	switch {
	case n <= 3:
		return "P2_3"
	case n <= 5:
		return "P4_5"
	case n <= 7:
		return "P6_7"
	}
	return "P8"
}

func childrenClass(n int) string {
	switch {
	case n == 0:
		return "K0"
	case n <= 2:
		return "K1_2"
	case n <= 4:
		return "K3_4"
	}
	return "K5"
}

func entryClass(m month) string {
	switch {
	case m.year() <= 2009:
		return "BIS_2009"
	case m.year() <= 2011:
		return "2010_2011"
	}
	return "2012_2013"
}

// person writes person. What depends on age is as of the day of the snapshot.
func (s *snapshot) person(p *person) {
	r := record{
		"person_id": p.id, "familie_id": p.family.id, "rolle": p.role, "geschlecht": p.sex, "geburt_monat": p.born,
		"im_haushalt": !p.away || s.now < 201808, "ledig": !p.adult(), "schulpflicht": duty(p, s.now),
	}
	if p.age(s.now) >= 15 {
		r["erwerbsfaehig"], r["ausnahme_lebensunterhalt"] = !p.unfit, p.unfit
	}
	if n := years(p, p.family.intake); n > 0 && !p.adult() {
		stay := p.family.intake.since(p.family.entry) / 12
		r["schuljahre_erfolg_vorher"] = max(min(n-1, stay)-p.lag, 0)
	}
	s.add("person", r)
}

// consents writes einwilligung: case management and evaluation for all, school data for pupils, case conferences where one is
// near. A few families do not agree to all, one takes a consent back.
func (s *snapshot) consents(p *person) {
	f, d := p.family, p.family.dice("einwilligung")
	given := func(purpose string, when, withdrawn month) {
		if when <= s.now {
			s.add("einwilligung", record{"person_id": p.id, "zweck": purpose, "erteilt_am": when, "widerrufen_am": s.known(withdrawn)})
		}
	}
	begin := max(f.intake, p.born)
	given("FALLMANAGEMENT", begin, 0)
	evaluation, conference := d.percent(90), d.percent(80)
	if evaluation {
		given("EVALUATION", begin, 0)
	}
	if years(p, s.now) > 0 && !p.adult() {
		given("SCHULE", begin, 0)
	}
	if conference {
		var withdrawn month
		if d.percent(8) {
			withdrawn = 201902
		}
		given("FALLKONFERENZ", max(begin, 201805), withdrawn)
	}
}

// incomes writes einkommen, month by month until the month before the day of the snapshot.
func (s *snapshot) incomes(f *family) {
	d := f.dice("einkommen")
	rent := 52000 + 6000*len(f.persons)
	for _, m := range between(f.intake, f.last(stands[len(stands)-1])) {
		need, net, counted, children, titled := rent, 0, 0, 0, false
		for _, p := range f.present(m) {
			if p.away && m >= 201808 {
				continue
			}
			need += 100 * ruleNeed(p, m)
			earned := earnings(p, m) * d.between(97, 103) / 100
			net += earned
			counted += max(earned-allowance(earned), 0)
			if p.age(m) < 18 {
				children++
			}
			titled = titled || p.adult() && holdsPermit(p, m.add(-1))
		}
		if m >= s.now {
			return
		}
		benefit := 0
		if titled {
			benefit = children * childBenefit(m)
		}
		s.add("einkommen", incomeRow(f, m, need, net, counted, benefit))
	}
}

func incomeRow(f *family, m month, need, net, counted, childBenefit int) record {
	gap := max(need-counted-childBenefit, 0)
	r := record{
		"familie_id": f.id, "monat": m, "bedarf_eur": euros(need), "erwerb_netto_eur": euros(net), "erwerb_anrechenbar_eur": euros(counted),
		"kindergeld_eur": euros(childBenefit), "sonst_unschaedlich_eur": euros(0), "asylblg_eur": euros(0), "wohngeld_eur": euros(0), "sgb2_eur": euros(0),
	}
	state := ""
	for _, c := range f.benefits {
		if c.from <= m {
			state = c.state
		}
	}
	switch state {
	case "SGB2":
		r["sgb2_eur"] = euros(gap)
	case "KEINE":
		r["wohngeld_eur"] = euros(min(gap, 38000))
	default:
		r["asylblg_eur"] = euros(gap)
	}
	return r
}

// ruleNeed is the monthly standard need in euros by year and age (RBS 2, 4, 5, 6).
func ruleNeed(p *person, m month) int {
	table := map[int][4]int{2017: {368, 311, 291, 237}, 2018: {374, 316, 296, 240}, 2019: {382, 322, 302, 245}}[m.year()]
	switch age := p.age(m); {
	case age >= 18:
		return table[0]
	case age >= 14:
		return table[1]
	case age >= 6:
		return table[2]
	}
	return table[3]
}

// earnings is the net pay of the month in cents.
func earnings(p *person, m month) int {
	sum := 0
	for _, j := range p.jobs {
		if j.from > m || j.to != 0 && j.to < m {
			continue
		}
		switch j.kind {
		case "SVB_VZ", "SVB_TZ":
			sum += j.hours * 3600
		case "GB_ENTL":
			sum += j.hours * 3900
		case "AUSB_BETR":
			sum += 62000
		}
	}
	return sum
}

// allowance is what § 11b SGB II leaves out of account, taken from net pay in cents.
func allowance(net int) int {
	gross := net * 125 / 100
	free := min(gross, 10000)
	free += max(min(gross, 100000)-10000, 0) * 20 / 100
	return free + max(min(gross, 150000)-100000, 0)*10/100
}

func childBenefit(m month) int {
	switch {
	case m < 201801:
		return 19200
	case m < 201907:
		return 19400
	}
	return 20400
}
