package store

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"
)

// month counts months since year 0; 0 is none.
type month int

func monthAt(year, m int) month { return month(year*12 + m - 1) }

func (m month) String() string {
	if m == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-%02d", int(m)/12, int(m)%12+1)
}

// village is a generated project as raw rows: what offices would deliver, with the edges that matter made likely.
type village struct {
	seed     uint64
	asOf     time.Time
	now      month
	consents []consent // none: the table is not delivered
	families []*villageFamily
}

type villageFamily struct {
	id          string
	intake, end month
	persons     []*villager
	incomes     []income
	contacts    []contact
}

type villager struct {
	id, sex  string
	born     month
	schools  []attended
	leavings []left
	jobs     []job
	levels   []level
	titles   []title
}

type (
	consent struct{ person, purpose, given, withdrawn string }
	income  struct {
		month              month
		need, net, counted int
	}
	contact struct {
		day  time.Time
		took bool
	}
	attended struct {
		year, half, number       int
		from                     month
		hours, absent, unexcused int // -1: not told
		unit                     string
		day                      int // hours of a school day; 0: not told
		cumulated                bool
	}
	left struct { // a leaving of a school
		at   month
		then string
	}
	job struct {
		kind       string
		begin, end month
		hours      string
	}
	level struct {
		at           month
		skill, level string
	}
	title struct {
		from, to month
		status   string
	}
)

// dice draws a village.
type dice struct{ *rand.Rand }

func (d dice) in(percent int) bool       { return d.IntN(100) < percent }
func (d dice) of(words ...string) string { return words[d.IntN(len(words))] }
func (d dice) number(numbers ...int) int { return numbers[d.IntN(len(numbers))] }
func (d dice) between(from, until month) month {
	return from + month(d.IntN(max(1, int(until-from)+1)))
}
func (d dice) maybe(percent int, n int) (out int) { // or not told
	if d.in(percent) {
		return n
	}
	return -1
}

func newVillage(seed uint64) *village {
	d := dice{rand.New(rand.NewPCG(seed, 3))}
	days := []string{"2018-10-30", "2018-12-31", "2019-06-30", "2019-12-31"}
	asOf, _ := time.Parse(time.DateOnly, days[d.IntN(len(days))])
	v := &village{seed: seed, asOf: asOf, now: monthAt(asOf.Year(), int(asOf.Month()))}
	for i := range 2 + d.IntN(6) {
		v.families = append(v.families, d.family(fmt.Sprintf("F%02d", i+1), v.now))
	}
	if d.in(50) {
		for _, f := range v.families {
			for _, p := range f.persons {
				for _, purpose := range []string{"FALLMANAGEMENT", "SCHULE"} {
					if c := (consent{p.id, purpose, "2017-05", ""}); d.in(85) {
						if d.in(10) {
							c.withdrawn = d.between(monthAt(2017, 6), monthAt(2020, 6)).String()
						}
						v.consents = append(v.consents, c)
					}
				}
			}
		}
	}
	return v
}

func (d dice) family(id string, now month) *villageFamily {
	f := &villageFamily{id: id, intake: d.between(monthAt(2017, 5), monthAt(2018, 8))}
	if d.in(35) {
		f.end = d.between(f.intake, now+2)
	}
	for i := range 1 + d.IntN(6) {
		f.persons = append(f.persons, d.person(fmt.Sprintf("%sP%d", id, i+1), now))
	}
	for m := monthAt(2017, 5); m <= now; m++ {
		if d.in(85) {
			f.incomes = append(f.incomes, income{m, d.number(2000, 2356, 2356, 0), d.number(0, 950, 1000, 1280, 2600), d.number(-1, 0, 950)})
		}
	}
	for range d.IntN(20) {
		day := time.Date(2017, 5, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, d.IntN(int(now-monthAt(2017, 5))*30))
		f.contacts = append(f.contacts, contact{day, d.in(70)})
	}
	return f
}

func (d dice) person(id string, now month) *villager {
	p := &villager{id: id, sex: d.of("W", "M", "W", "M", "D", "")}
	// Whoever turns 15, 18 or 65 in a month that ends a quarter, or the month after.
	edge := now - month(d.number(0, 1, 2, 3, 6)) - month(12*d.number(15, 18, 65, 5, 30))
	if p.born = edge; d.in(50) {
		p.born = d.between(monthAt(1952, 1), now+2)
	}
	if d.in(60) {
		d.schooling(p, now)
	}
	for i := range d.IntN(3) {
		p.leavings = append(p.leavings, left{monthAt(2017+i, 3) + month(d.IntN(12)), d.of("DUAL", "GY", "AV", "SVP", "MINI", "NOKEAN", "UNBE", "")})
	}
	for i := range d.IntN(3) {
		kinds := [][]string{{"SVB_VZ", "GB_ENTL", "AUSB_SCHUL", "AGH_P5", "SELBST"}, {"SVB_TZ", "GB_KURZ", "AUSB_BETR", "PRAKT_PFLICHT", "OEFFGEF"}}[i%2]
		j := job{kind: d.of(kinds...), begin: d.between(monthAt(2016, 1), now), hours: d.of("", "0.5", "1", "20")}
		if d.in(50) {
			j.end = d.between(j.begin, now+3)
		}
		p.jobs = append(p.jobs, j)
	}
	for i := range d.IntN(4) {
		p.levels = append(p.levels, level{d.between(monthAt(2017, 1), now), []string{"MUENDLICH", "GESAMT", "SCHRIFTLICH"}[i], d.of("A1", "A1/A2", "A2", "B1", "A1-")})
	}
	for i := range d.IntN(4) {
		t := title{from: monthAt(2014+2*i, 1) + month(d.IntN(24)), status: d.of("DUL_60A2S1", "AE_25B1", "NE", "UNBEK", "GEST")}
		if d.in(30) {
			t.to = t.from + month(d.IntN(12))
		}
		p.titles = append(p.titles, t)
	}
	return p
}

// schooling gives a pupil the half-years from 2016/17 on.
func (d dice) schooling(p *villager, now month) {
	for year := 2016; ; year++ {
		for half := 1; half <= 2; half++ {
			begin := halfBegin(year, half)
			if begin > now {
				return
			}
			for number := 1; number <= d.number(0, 1, 1, 1, 1, 2); number++ {
				a := attended{year: year, half: half, number: number, unit: d.of("STD", "STD", "TAGE"), day: d.number(0, 5, 6)}
				hours := d.number(100, 90)
				if a.unit == "STD" {
					hours = d.number(570, 600)
				}
				absent := d.number(0, hours/10, hours/10-1, hours/5)
				unexcused := d.IntN(absent + 1)
				if a.cumulated = half == 2 && d.in(40); a.cumulated {
					for _, first := range p.schools {
						if first.year == year && first.number == number { // of the first half
							a.unit, a.day = first.unit, first.day
							hours, absent, unexcused = hours+max(first.hours, 0), absent+max(first.absent, 0), unexcused+max(first.unexcused, 0)
						}
					}
				}
				if half == 2 && d.in(15) {
					a.from = begin + month(d.IntN(2))
				}
				a.hours, a.absent, a.unexcused = d.maybe(90, hours), d.maybe(90, absent), d.maybe(90, unexcused)
				p.schools = append(p.schools, a)
			}
		}
	}
}

// halfBegin is the first month of a school half-year: August, and February of the year after.
func halfBegin(year, half int) month {
	if half == 1 {
		return monthAt(year, 8)
	}
	return monthAt(year+1, 2)
}

// heads are the columns of the tables that a village delivers.
var heads = map[string]string{
	"familie":        "familie_id,aufnahme_monat,ende_monat,krit_aufenthalt_2014,krit_asylblg,krit_unterkunft",
	"person":         "person_id,familie_id,rolle,geschlecht,geburt_monat",
	"einwilligung":   "person_id,zweck,erteilt_am,widerrufen_am",
	"einkommen":      "familie_id,monat,bedarf_eur,erwerb_netto_eur,erwerb_anrechenbar_eur",
	"kontakt":        "kontakt_id,familie_id,datum,art,zustande",
	"schulhalbjahr":  "person_id,schuljahr,halbjahr,schule_nr,von,schulform,jahrgang,aktiv,soll_std,fehl_std,fehl_std_unent,einheit,tagessoll_std,kumuliert",
	"uebergang":      "person_id,abgang_monat,abschluss,verbleib_6m",
	"beschaeftigung": "person_id,art,beginn,ende,wochenstunden",
	"sprachstand":    "person_id,datum,fertigkeit,niveau",
	"aufenthalt":     "person_id,gueltig_von,gueltig_bis,status",
}

// deliveries are the rows of a village as files of a case.
func (v *village) deliveries() []txtar.File {
	rows := map[string][]string{}
	add := func(table string, fields ...any) {
		var texts []string
		for _, f := range fields {
			if f == -1 || f == 0 && table == "schulhalbjahr" && len(texts) == 12 { // not told; the hours of a school day
				f = ""
			}
			texts = append(texts, fmt.Sprint(f))
		}
		rows[table] = append(rows[table], strings.Join(texts, ","))
	}
	for _, c := range v.consents {
		add("einwilligung", c.person, c.purpose, c.given, c.withdrawn)
	}
	for _, f := range v.families {
		add("familie", f.id, f.intake, f.end, true, true, true)
		for _, i := range f.incomes {
			add("einkommen", f.id, i.month, i.need, i.net, i.counted)
		}
		for i, c := range f.contacts {
			add("kontakt", fmt.Sprintf("%sK%d", f.id, i), f.id, c.day.Format(time.DateOnly), "BUERO", c.took)
		}
		for _, p := range f.persons {
			p.deliver(f.id, add)
		}
	}
	var files []txtar.File
	for table, lines := range rows {
		files = append(files, txtar.File{Name: table + ".csv", Data: []byte(heads[table] + "\n" + strings.Join(lines, "\n") + "\n")})
	}
	return files
}

func (p *villager) deliver(family string, add func(table string, fields ...any)) {
	add("person", p.id, family, "KIND", p.sex, p.born)
	for _, s := range p.schools {
		add("schulhalbjahr", p.id, fmt.Sprintf("%d/%02d", s.year, (s.year+1)%100), s.half, s.number, s.from, "15", "07", true,
			s.hours, s.absent, s.unexcused, s.unit, s.day, s.cumulated)
	}
	for _, l := range p.leavings {
		add("uebergang", p.id, l.at, "C", l.then)
	}
	for _, j := range p.jobs {
		add("beschaeftigung", p.id, j.kind, j.begin, j.end, j.hours)
	}
	for _, l := range p.levels {
		add("sprachstand", p.id, l.at, l.skill, l.level)
	}
	for _, t := range p.titles {
		add("aufenthalt", p.id, t.from, t.to, t.status)
	}
}

// village opens a store with what the village delivers.
func (p caseProject) village(t *testing.T, v *village) *Store {
	t.Helper()
	c := &sqlCase{file: "village", archive: &txtar.Archive{Files: v.deliveries()}, asOf: v.asOf, run: caseRun{AsOf: v.asOf.Format(time.DateOnly), TermUntil: "2019-12-31"}}
	s := c.open(t, p.Project)
	failOn(t, must(s.Prepare(t.Context(), v.asOf))(t))
	return s
}
