package chart

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// overTime lays out periods as columns, and as series the categories, or the indicators.
func (p *plot) overTime(s selection, periods []indicator.Period) {
	p.spec.Breaks = append(slices.Clone(p.spec.Breaks), s.breaks(periods)...)
	for i, period := range periods {
		if i > 0 && slices.ContainsFunc(p.spec.Breaks, func(b Break) bool { return b.Period == string(period.Freq)+":"+period.Name }) {
			p.breaks = append(p.breaks, i)
		}
		p.columns = append(p.columns, column{
			short: notation.FormatPeriodShort(string(period.Freq), period.Name, p.lang),
			long:  notation.FormatPeriod(string(period.Freq), period.Name, p.lang),
		})
	}
	for i, ind := range s.indicators {
		cells := s.cells(ind)
		categories := []string{indicator.Total}
		if s.spec.By != "" {
			categories = s.categories(periods)
		}
		for j, category := range categories {
			line := series{name: ind.Short.In(p.lang), place: i}
			if s.spec.By != "" {
				line.name, line.place = s.rel.CategoryLabel(s.spec.By, category).In(p.lang), s.place(category, j)
			}
			for _, period := range periods {
				line.cells = append(line.cells, cells[[2]string{period.Name, category}])
			}
			p.series = append(p.series, line)
		}
	}
}

// breaks are where a definition has changed, as the Release knows it: from that period on the series is counted anew. One that the block
// names, too, keeps the words of the block.
func (s *selection) breaks(periods []indicator.Period) []Break {
	var out []Break
	for _, ind := range s.indicators {
		cells := s.cells(ind)
		for _, period := range periods {
			name := string(period.Freq) + ":" + period.Name
			for _, at := range slices.SortedFunc(maps.Keys(cells), func(a, b [2]string) int { return cmp.Compare(a[1], b[1]) }) {
				if at[0] != period.Name {
					continue
				}
				change, broken := s.rel.Break(cells[at])
				known := func(b Break) bool { return b.Period == name }
				if broken && !slices.ContainsFunc(append(out, s.spec.Breaks...), known) {
					out = append(out, Break{Period: name, Reason: strings.TrimSuffix(change.Reason.In(s.context.Lang), ".")})
				}
			}
		}
	}
	return out
}

// at lays out one period: categories as columns and indicators as series, or indicators as columns.
func (p *plot) at(s selection, period indicator.Period) {
	p.period = notation.FormatPeriod(string(period.Freq), period.Name, p.lang)
	_, before, _ := strings.Cut(s.spec.Before, ":")
	p.before = notation.FormatPeriod(string(period.Freq), before, p.lang)
	if s.spec.By == "" {
		one := series{}
		for _, ind := range s.indicators {
			p.columns = append(p.columns, column{short: ind.Short.In(p.lang), long: ind.Title.In(p.lang)})
			cells := s.cells(ind)
			one.cells = append(one.cells, cells[[2]string{period.Name, indicator.Total}])
			one.before = append(one.before, cells[[2]string{before, indicator.Total}])
		}
		p.series = []series{one}
		return
	}
	categories := s.categories([]indicator.Period{period})
	for _, category := range categories {
		label := s.rel.CategoryLabel(s.spec.By, category).In(p.lang)
		p.columns = append(p.columns, column{short: label, long: label})
	}
	for i, ind := range s.indicators {
		cells := s.cells(ind)
		line := series{name: ind.Short.In(p.lang), place: i}
		for _, category := range categories {
			line.cells = append(line.cells, cells[[2]string{period.Name, category}])
			line.before = append(line.before, cells[[2]string{before, category}])
		}
		p.series = append(p.series, line)
	}
}
