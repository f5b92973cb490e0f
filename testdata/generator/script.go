package main

import (
	"fmt"
	"strconv"
	"strings"
)

// The cast's short lines are code, not input: a fault in them is a bug of this program and panics.

// change is a state and the month from which it holds; from 0 means from the beginning.
type change struct {
	state string
	from  month
	mark  string // "*", "?" or what follows "!"
}

// changes reads "GU_KOMM, WHG_PRIV 201811" and "A1 201406?, A2 201809*".
func changes(line string) []change {
	var out []change
	for part := range strings.SplitSeq(line, ", ") {
		if part == "" {
			continue
		}
		state, when, _ := strings.Cut(part, " ")
		c := change{state: state}
		if when != "" {
			digits := strings.TrimRight(when, "*?")
			c.mark = when[len(digits):]
			c.from = parseMonth(digits)
		}
		out = append(out, c)
	}
	return out
}

// job is one spell of work; to 0 means that it goes on.
type job struct {
	kind     string
	from, to month
	hours    int
	why      string
}

// jobs reads "GB_ENTL 201710-201806 10 !WECHSEL, SVB_TZ 201807- 25".
func jobs(line string) []job {
	var out []job
	for part := range strings.SplitSeq(line, ", ") {
		if part == "" {
			continue
		}
		w := strings.Fields(part)
		from, to := span(w[1])
		j := job{kind: w[0], from: from, to: to, hours: number(w[2])}
		if len(w) > 3 {
			j.why = strings.TrimPrefix(w[3], "!")
		}
		out = append(out, j)
	}
	return out
}

// leaving is one farewell from a school and what came after it.
type leaving struct {
	when             month
	certificate      string
	next             string
	start            month // 0: no next step
	after6, after12  string
	broken           month
	fromVocational   bool // a later farewell is one from a vocational college
	generalForm      string
	finalClassOfForm bool
}

// farewells reads the rows of member.leaving.
func farewells(m member) []leaving {
	var out []leaving
	for part := range strings.SplitSeq(m.leaving, "; ") {
		if part == "" {
			continue
		}
		w := strings.Fields(part)
		l := leaving{
			when: parseMonth(w[0]), certificate: w[1], next: w[2], after6: w[4], after12: w[5],
			fromVocational: len(out) > 0, generalForm: secondary(m), finalClassOfForm: w[1] != "A",
		}
		if w[3] != "0" {
			l.start = parseMonth(w[3])
		}
		if len(w) > 6 {
			l.broken = parseMonth(strings.TrimPrefix(w[6], "!"))
		}
		out = append(out, l)
	}
	return out
}

// secondary is the school form after primary school.
func secondary(m member) string { return m.school[strings.LastIndexByte(m.school, ' ')+1:] }

// span reads "201710-201806"; an open end is 0.
func span(s string) (from, to month) {
	a, b, _ := strings.Cut(s, "-")
	if b != "" {
		to = parseMonth(b)
	}
	return parseMonth(a), to
}

func parseMonth(s string) month {
	m := month(number(s))
	if m < 190001 || m%100 < 1 || m%100 > 12 {
		panic(fmt.Sprintf("cast: %q is no month", s))
	}
	return m
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("cast: %q is no number", s))
	}
	return n
}
