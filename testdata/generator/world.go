package main

import (
	"fmt"
	"time"
)

// The days on which the offices delivered, and the project term that the stories fill.
var (
	stands    = []time.Time{time.Date(2018, 10, 30, 0, 0, 0, 0, time.UTC), time.Date(2019, 12, 31, 0, 0, 0, 0, time.UTC)}
	termStart = month(201705)
	termEnd   = month(201912)
)

// world is one municipality with its project families.
type world struct {
	seed     uint64
	families []*family
}

// family is a household of the cast with a pseudonym, its short lines read.
type family struct {
	household
	id       string
	seed     uint64
	left     month // month in which case management ended, 0: it did not
	leftWhy  string
	homes    []change
	benefits []change
	persons  []*person
}

// person is a member of the cast with a pseudonym, its short lines read.
type person struct {
	member
	id        string
	family    *family
	jobs      []job
	levels    []change // of spoken German
	titles    []change
	farewells []leaving
}

// newWorld plays the cast until n families are there. The first fourteen are the cast itself; every further one is a
// household of the cast whose months are moved a little.
func newWorld(n int, seed uint64) *world {
	w := &world{seed: seed}
	persons := 0
	for i := range n {
		h := cast[i%len(cast)]
		f := &family{household: h, id: fmt.Sprintf("F%0*d", familyDigits(n), i+1), seed: seed + uint64(i)<<32, homes: changes(h.housing), benefits: changes(h.benefit)}
		d := f.dice("verschieben")
		if i >= len(cast) {
			f.entry = min(f.entry.add(d.between(-9, 9)), 201312)
			f.intake = max(min(f.intake.add(d.between(-3, 3)), 201802), 201706)
		}
		for _, c := range changes(f.end) {
			f.left, f.leftWhy = c.from, c.state
		}
		for _, m := range f.members {
			persons++
			if i >= len(cast) {
				m.born = m.born.add(d.between(-2, 2))
			}
			f.persons = append(f.persons, &person{
				m, fmt.Sprintf("P%0*d", personDigits(n), persons), f, jobs(m.work), changes(m.language), changes(m.title), farewells(m),
			})
		}
		w.families = append(w.families, f)
	}
	return w
}

// familyDigits is how many digits the pseudonyms of n families have: two, as in the sample, as long as they suffice.
func familyDigits(n int) int {
	if n < 100 {
		return 2
	}
	return max(3, len(fmt.Sprint(n)))
}

// personDigits is the same for the persons of n families, of whom there are less than seven in each.
func personDigits(n int) int { return max(3, len(fmt.Sprint(7*n))) }

// dice are the dice of one theme of the family.
func (f *family) dice(theme string) *dice { return newDice(f.seed, theme) }

// dice are the dice of one theme of the person.
func (p *person) dice(theme string) *dice { return newDice(p.family.seed, theme+p.id) }

// last is the last month of case management known at the day t.
func (f *family) last(t time.Time) month {
	if f.left != 0 && f.left < monthOf(t) {
		return f.left
	}
	return monthOf(t)
}

// age is the age in full years in the month m.
func (p *person) age(m month) int { return m.since(p.born) / 12 }

// adult reports whether p is a parent or another grown-up of the household.
func (p *person) adult() bool { return p.role != "KIND" }

// present are the members who are born by the month m.
func (f *family) present(m month) []*person {
	var out []*person
	for _, p := range f.persons {
		if p.born <= m {
			out = append(out, p)
		}
	}
	return out
}

// record is one row by column; a column that is absent is an empty cell. Values are string, int, bool, month, time.Time,
// euros and mark.
type record map[string]any

// mark is what offices write where a value is missing.
type mark string

// euros is an amount or number of hours in hundredths.
type euros int

// snapshot is everything the offices know on one day.
type snapshot struct {
	stand  time.Time
	now    month
	tables map[string][]record
}

func (s *snapshot) add(table string, r record) { s.tables[table] = append(s.tables[table], r) }

// known is m if it has come by the day of the snapshot, else an empty cell.
func (s *snapshot) known(m month) any {
	if m == 0 || m > s.now {
		return nil
	}
	return m
}

// at is the state of the world on the day t. Nothing in it lies after t.
func (w *world) at(t time.Time) *snapshot {
	s := &snapshot{t, monthOf(t), map[string][]record{}}
	for _, f := range w.families {
		s.household(f)
		s.incomes(f)
		s.goals(f)
		s.contacts(f)
		s.discussions(f)
		s.conferences(f)
		s.factors(f)
		for _, p := range f.present(s.now) {
			s.person(p)
			s.consents(p)
			s.residence(p)
			s.criteria(p)
			s.schooling(p)
			s.orientation(p)
			s.transitions(p)
			s.employment(p)
			s.language(p)
			s.participation(p)
		}
	}
	s.activities()
	s.meetings()
	s.network()
	s.steering()
	s.experience()
	s.budget()
	s.posts()
	return s
}
