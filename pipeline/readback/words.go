package readback

import (
	"regexp"
	"strconv"

	"wirkbericht/pipeline/bundle"
)

// words admits the numbers that texts of a bundle may hold although they are no figures: those of definitions, of code lists and of the format itself, and how
// many rows and bytes there are.
func (r *bundleReader) words() {
	for _, text := range r.Said {
		if hash.MatchString(text) {
			r.hashes[text] = true
		} else {
			r.admit(text)
		}
	}
	for _, ind := range r.Release.Indicators() {
		r.hashes[bundle.Hash([]byte(ind.SQL))] = true
		r.admit(ind.ID, ind.Version, ind.ValidFrom, ind.Source, ind.Official)
		for _, t := range []string{ind.Title.DE, ind.Title.EN, ind.Short.DE, ind.Numerator.DE, ind.Denominator.DE, ind.Note.DE} {
			r.admit(t)
		}
		for _, f := range ind.Period.Freqs() {
			for _, span := range r.Release.Periods(ind.ID, f) {
				r.admit(span.Name, bundle.Day(span.From), bundle.Day(span.To))
			}
		}
	}
	for _, list := range r.Release.Codes() {
		for _, c := range list.Codes {
			r.admit(list.Name, c.Code, c.Label.DE, c.Label.EN, c.Note, bundle.Day(c.From), bundle.Day(c.To))
		}
	}
	for _, e := range bundle.Entries() {
		r.admit(e.List, e.Code, e.LabelDE, e.LabelEN, e.SDMX, e.SDMXCode)
	}
	for _, t := range bundle.Tables {
		r.admit(t.Name, t.Note, t.Title.DE, strconv.Itoa(len(t.Columns)))
		for i, c := range t.Columns {
			r.admit(c.Name, c.Note, c.Label.DE, c.Label.EN, c.Form(), c.Pattern, c.List, strconv.Itoa(i+1))
		}
	}
	r.admit(r.Bundle.ID.Name(), bundle.Format)
	for _, t := range bundle.Tables {
		if data, ok := r.Bundle.Data(t.File()); ok {
			r.sizes(r.csv(data))
		}
	}
	for _, f := range r.Bundle.Files {
		r.hashes[bundle.Hash(f.Data)] = true
		r.admit(f.Name, strconv.Itoa(len(f.Data)))
	}
}

// sizes admits how many rows a table has, how wide its columns are, and of the observations how many rows have which status.
func (r *bundleReader) sizes(rows [][]string) {
	r.admit(strconv.Itoa(len(rows) - 1))
	wide, status := make([]int, len(rows[0])), map[string]int{}
	for _, row := range rows {
		for i, text := range row {
			wide[i] = max(wide[i], len(text))
			if rows[0][i] == "obs_status" {
				status[text]++
			}
		}
	}
	for _, n := range wide {
		r.admit(strconv.Itoa(n))
	}
	for _, n := range status {
		r.admit(strconv.Itoa(n))
	}
}

func (r *bundleReader) admit(texts ...string) {
	for _, text := range texts {
		for n := range digitsOf(text) {
			r.digits[n] = true
		}
	}
}

// hash is a hash as texts of a bundle hold it. Those that are known are read as nothing.
var hash = regexp.MustCompile(`\b[0-9a-f]{64}\b`)

// text demands that the numbers of a text are admitted.
func (r *bundleReader) text(where, text string) {
	if len(text) >= 64 {
		text = hash.ReplaceAllStringFunc(text, func(sum string) string {
			if r.hashes[sum] {
				return ""
			}
			return sum
		})
	}
	for n := range digitsOf(text) {
		if !r.digits[n] {
			r.leak(where, "»%s« ist nicht freigegeben.", n)
		}
	}
}
