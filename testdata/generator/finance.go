package main

// line is one line of the budget, in whole euros. The lines of the extension and of the time after it are those of the
// council paper V/0896/2018 of 30.10.2018, to the euro.
type line struct {
	group, line  string
	year         int
	onwards      bool
	item, kind   string
	plan         int
	granted      int
	actual       map[int]int // by year of the snapshot: what is booked by then
	booked       map[int]month
	funder       string
	status       map[int]string
	posts        int // hundredths of full-time equivalents
	grade        string
	remark       string
	withoutClaim bool // nothing of it is eligible
}

var budgetLines = []line{
	{group: "0502", line: "2", year: 2017, item: "ERSTFOERDERUNG", kind: "ERTRAG", plan: 83340, granted: 83340, actual: map[int]int{2018: 74655, 2019: 74655},
		booked: map[int]month{2018: 201712, 2019: 201712}, funder: "LAND", status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "90 % der zuwendungsfähigen Projektaufwendungen"},
	{group: "0502", line: "11", year: 2017, item: "ERSTFOERDERUNG", kind: "PERSONAL", plan: 89600, granted: 89600, actual: map[int]int{2018: 80270, 2019: 80270},
		booked: map[int]month{2018: 201712, 2019: 201712}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, posts: 200, grade: "S 15, E 10, E 9a", remark: "1.5.–31.12.2017: 1,5 VZÄ Koordination, 0,5 VZÄ Verwaltung"},
	{group: "0502", line: "16", year: 2017, item: "ERSTFOERDERUNG", kind: "SACH", plan: 3000, granted: 3000, actual: map[int]int{2018: 2680, 2019: 2680},
		booked: map[int]month{2018: 201712, 2019: 201712}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "projektbezogene Sachausgaben"},
	{group: "0502", line: "2", year: 2018, item: "ERSTFOERDERUNG", kind: "ERTRAG", plan: 124560, granted: 124560, actual: map[int]int{2018: 90000, 2019: 123192},
		booked: map[int]month{2018: 201809, 2019: 201812}, funder: "LAND", status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "90 % der zuwendungsfähigen Projektaufwendungen"},
	{group: "0502", line: "11", year: 2018, item: "ERSTFOERDERUNG", kind: "PERSONAL", plan: 134400, granted: 134400, actual: map[int]int{2018: 99860, 2019: 133130},
		booked: map[int]month{2018: 201809, 2019: 201812}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, posts: 200, grade: "S 15, E 10, E 9a", remark: "1,5 VZÄ Koordination, 0,5 VZÄ Verwaltung"},
	{group: "0502", line: "16", year: 2018, item: "ERSTFOERDERUNG", kind: "SACH", plan: 4000, granted: 4000, actual: map[int]int{2018: 2410, 2019: 3750},
		booked: map[int]month{2018: 201809, 2019: 201812}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "projektbezogene Sachausgaben"},
	{group: "0502", line: "2", year: 2019, item: "ERSTFOERDERUNG", kind: "ERTRAG", plan: 41220, granted: 41220, actual: map[int]int{2019: 41031},
		booked: map[int]month{2019: 201904}, funder: "LAND", status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "1.1.–30.4.2019: 90 % der zuwendungsfähigen Projektaufwendungen"},
	{group: "0502", line: "11", year: 2019, item: "ERSTFOERDERUNG", kind: "PERSONAL", plan: 44800, granted: 44800, actual: map[int]int{2019: 44620},
		booked: map[int]month{2019: 201904}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, posts: 200, grade: "S 15, E 10, E 9a", remark: "1.1.–30.4.2019: 1,5 VZÄ Koordination, 0,5 VZÄ Verwaltung"},
	{group: "0502", line: "16", year: 2019, item: "ERSTFOERDERUNG", kind: "SACH", plan: 1000, granted: 1000, actual: map[int]int{2019: 970},
		booked: map[int]month{2019: 201904}, status: map[int]string{2018: "BESCHLOSSEN", 2019: "ABGERECHNET"}, remark: "1.1.–30.4.2019: projektbezogene Sachausgaben"},

	{group: "0502", line: "2", year: 2019, item: "VERLAENGERUNG", kind: "ERTRAG", plan: 82480, granted: 82476, actual: map[int]int{2019: 81747},
		booked: map[int]month{2019: 201912}, funder: "LAND", status: map[int]string{2018: "VERAENDERUNG", 2019: "BESCHLOSSEN"}, remark: "90 % der zuwendungsfähigen Projektaufwendungen"},
	{group: "0502", line: "11", year: 2019, item: "VERLAENGERUNG", kind: "PERSONAL", plan: 89640, granted: 89640, actual: map[int]int{2019: 88980},
		booked: map[int]month{2019: 201912}, status: map[int]string{2018: "VERAENDERUNG", 2019: "BESCHLOSSEN"}, posts: 200, grade: "S 15, E 10/A 11, E 9a/A 9 mD", remark: "1.5.–31.12.2019: 1 VZÄ S 15, 0,5 VZÄ E 10/A 11, 0,5 VZÄ E 9a/A 9 mD"},
	{group: "0502", line: "11", year: 2020, onwards: true, item: "VERSTETIGUNG", kind: "PERSONAL", plan: 69320, funder: "EIGEN", withoutClaim: true,
		status: map[int]string{2018: "ANGEMELDET", 2019: "BESCHLOSSEN"}, posts: 100, grade: "S 15", remark: "1 VZÄ S 15"},
	{group: "0502", line: "16", year: 2019, item: "VERLAENGERUNG", kind: "SACH", plan: 2000, granted: 2000, actual: map[int]int{2019: 1850},
		booked: map[int]month{2019: 201912}, status: map[int]string{2018: "VERAENDERUNG", 2019: "BESCHLOSSEN"}, remark: "projektbezogene Sachausgaben"},
	{group: "0206", line: "11", year: 2020, onwards: true, item: "VERSTETIGUNG", kind: "PERSONAL", plan: 68440, funder: "EIGEN", withoutClaim: true,
		status: map[int]string{2018: "ANGEMELDET", 2019: "BESCHLOSSEN"}, posts: 100, grade: "E 10/A 11", remark: "1 VZÄ E 10/A 11"},
}

// budget writes budget. The extension is granted only after the first snapshot.
func (s *snapshot) budget() {
	at := s.stand.Year()
	for _, l := range budgetLines {
		r := record{
			"produktgruppe": l.group, "zeile": l.line, "jahr": l.year, "ab_jahr": l.onwards, "posten": l.item, "art": l.kind,
			"plan_eur": euros(100 * l.plan), "haushalt_status": l.status[at], "bemerkung": l.remark,
		}
		if l.granted != 0 && (l.item != "VERLAENGERUNG" || at >= 2019) {
			r["bewilligt_eur"] = euros(100 * l.granted)
		}
		if actual, ok := l.actual[at]; ok {
			r["ist_eur"], r["gebucht_bis"] = euros(100*actual), l.booked[at]
			if l.kind != "ERTRAG" && !l.withoutClaim {
				r["zuwendungsfaehig_eur"] = euros(100 * actual)
			}
		}
		if l.funder != "" {
			r["geldgeber"] = l.funder
		}
		if l.posts != 0 {
			r["vzae"], r["entgeltgruppe"] = euros(l.posts), l.grade
		}
		s.add("budget", r)
	}
}

// posts writes stelle: 2,0 full-time equivalents, filled step by step until autumn 2017, with a gap in spring 2019.
func (s *snapshot) posts() {
	posts := []struct {
		id     string
		want   int
		filled month
		vacant string
	}{
		{"ST1", 100, 201705, ""},
		{"ST2", 50, 201707, "201903-201904"},
		{"ST3", 50, 201709, ""},
	}
	for _, m := range between(termStart, min(s.now, termEnd)) {
		for _, p := range posts {
			filled := p.want
			if p.vacant != "" {
				if from, to := span(p.vacant); m >= from && m <= to {
					filled = 0
				}
			}
			if m < p.filled {
				filled = 0
			}
			s.add("stelle", record{"stelle_id": p.id, "monat": m, "vzae_soll": euros(p.want), "vzae_ist": euros(filled)})
		}
	}
}
