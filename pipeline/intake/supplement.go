package intake

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"wirkbericht/pipeline/notation"
)

// supplementPrefix begins the name of a corrected quarantine file.
const supplementPrefix = "nachlieferung_"

// supplementOf are the sources whose corrected quarantine file this is: the one with the longest name that fits.
func (t *taker) supplementOf(name string) []*Source {
	rest := strings.TrimPrefix(strings.ToLower(name), supplementPrefix)
	var best *Source
	for i := range t.contract.Sources {
		s := &t.contract.Sources[i]
		after, fits := strings.CutPrefix(rest, strings.ToLower(s.Name))
		if fits && (strings.HasPrefix(after, "_") || after == path.Ext(rest)) && (best == nil || len(s.Name) > len(best.Name)) {
			best = s
		}
	}
	if best == nil || !slices.Contains([]string{".csv", ".txt"}, path.Ext(rest)) {
		return nil
	}
	return []*Source{best}
}

// correct notes which line of the delivery a row of a supplement corrects.
func (p *pass) correct(row *row) {
	n, err := strconv.ParseUint(notation.Trim(row.cell(p.original)), 10, 32)
	if err != nil || n == 0 {
		return // somebody added a row of their own
	}
	if p.corrects == nil {
		p.corrects, p.corrected = map[uint32]uint32{}, map[uint32]bool{}
	}
	p.corrects[uint32(row.line)] = uint32(n)
	p.corrected[uint32(n)] = true
}

// Corrected are the lines of Batches[i] whose rows a supplement brings again, as rows that are taken.
func (s *Survey) Corrected(i int) map[int]bool {
	r, out := s.readers[i], map[int]bool{}
	for _, o := range s.readers {
		if o.supplement && !r.supplement && o.source == r.source && o.stand.Equal(r.stand) {
			for line := range o.corrected {
				out[int(line)] = true
			}
		}
	}
	return out
}

// supersedes reports whether a row of a supplement stands against one of the delivery with the same key and other content: it names the row as
// the one that it corrects, or rows of the delivery contradict each other anyway.
func supersedes(group []*candidate) bool {
	var supplements, others []*candidate
	for _, c := range group {
		if c.reader.supplement {
			supplements = append(supplements, c)
		} else {
			others = append(others, c)
		}
	}
	if len(supplements) == 0 || len(others) == 0 || !alike(supplements) {
		return false
	}
	named := func(o *candidate) bool {
		return slices.ContainsFunc(supplements, func(s *candidate) bool { return s.reader.corrects[uint32(s.row.Line)] == uint32(o.row.Line) })
	}
	return !alike(others) || slices.ContainsFunc(others, named)
}
