package chart

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/yamlfile"
)

// choose takes what a block names out of the Release. Everything wrong with the block is told at once.
func choose(spec Spec, rel *release.Release, c Context) (picture, finding.List) {
	s := selection{spec: spec, rel: rel, context: c}
	s.checkKind()
	if OfTable(spec) {
		return s.listing()
	}
	s.findIndicators()
	s.checkBreakdown()
	s.readPeriod()
	if len(s.found) > 0 {
		return nil, s.found
	}
	p := plot{spec: spec, lang: c.Lang, unit: s.indicators[0].Unit, indicators: s.indicators}
	periods := s.periods()
	switch n := len(periods); {
	case spec.Kind == "sankey":
		return s.flow(periods), s.found
	case spec.Kind == "survival" && s.indicators[0].Measure == indicator.Survival:
		return s.curve(periods), s.found
	case s.overTime():
		p.overTime(s, periods)
	case n > 0 && (s.period == "" || periods[n-1].Name == s.period):
		p.at(s, periods[n-1])
	}
	return p, s.found
}

// selection is the reading of one block.
type selection struct {
	spec       Spec
	rel        *release.Release
	context    Context
	found      finding.List
	indicators []*indicator.Indicator
	freq       indicator.Freq
	period     string // name of the one period asked for, or ""
}

func (s *selection) stop(rule, message, remedy string) {
	s.found.Add(finding.Stop, rule, finding.Place{}, message, remedy)
}

// unknown tells a word that is none of those possible, with the one that was probably meant.
func (s *selection) unknown(rule, what, word string, possible []string) {
	remedy := "Möglich sind: " + strings.Join(possible, ", ") + "."
	if near := yamlfile.Nearest(word, possible); near != "" {
		remedy = fmt.Sprintf("Meinten Sie %q? ", near) + remedy
	}
	s.stop(rule, fmt.Sprintf("unbekannt: %s %q.", what, word), remedy)
}

func (s *selection) checkKind() {
	if _, ok := kinds[s.spec.Kind]; !ok {
		s.unknown("diagramm_art", "Diagrammart", s.spec.Kind, slices.Sorted(maps.Keys(kinds)))
	}
	if as := []string{"", "value", "k"}; !slices.Contains(as, s.spec.As) {
		s.unknown("diagramm_form", "Form", s.spec.As, as[1:])
	}
}

func (s *selection) findIndicators() {
	names := s.spec.Indicators
	if s.spec.Indicator != "" {
		names = append([]string{s.spec.Indicator}, names...)
	}
	if len(names) == 0 {
		s.stop("diagramm_kennzahl", "Das Diagramm nennt keine Kennzahl.", "Bitte »indicator:« ergänzen.")
	}
	for _, name := range names {
		if ind, ok := s.rel.Indicator(name); ok {
			s.indicators = append(s.indicators, ind)
			continue
		}
		var possible []string
		for _, ind := range s.rel.Indicators() {
			possible = append(possible, ind.ID)
		}
		s.unknown("diagramm_kennzahl", "Kennzahl", name, possible)
	}
	for _, ind := range s.indicators {
		if first := s.indicators[0]; ind.Unit != first.Unit && s.spec.Kind != "heatmap" {
			message := fmt.Sprintf("%q und %q haben verschiedene Einheiten und passen nicht auf eine Achse.", first.ID, ind.ID)
			s.stop("diagramm_einheit", message, "Bitte zwei Diagramme daraus machen.")
		}
		if ind.Law {
			message := fmt.Sprintf("%q hat je Rechtsstand eine eigene Reihe und lässt sich nicht als Diagramm zeigen.", ind.ID)
			s.stop("diagramm_rechtsstand", message, "Bitte eine Tabelle daraus machen.")
		}
	}
}

func (s *selection) checkBreakdown() {
	if s.spec.By == "" {
		if s.spec.Kind == "stacked" && len(s.indicators) == 1 {
			s.stop("diagramm_gliederung", "Gestapelte Säulen brauchen eine Gliederung.", "Bitte »by:« ergänzen.")
		}
		if s.spec.Kind == "sankey" {
			s.stop("diagramm_gliederung", "Ein Flussdiagramm braucht eine Kreuzung zweier Gliederungen oder eine Tabelle.", "Bitte »by:« oder »table:« ergänzen.")
		}
		return
	}
	if rowsOnly := s.spec.Kind == "dots" || s.spec.Kind == "heatmap"; rowsOnly && len(s.indicators) > 1 {
		s.stop("diagramm_reihen", "Diese Diagrammart zeigt mehrere Kennzahlen oder eine Gliederung, nicht beides.", "Bitte zwei Diagramme daraus machen.")
	}
	for _, ind := range s.indicators {
		var possible []string
		for _, b := range ind.By {
			if s.spec.Kind != "sankey" || len(b) == 2 {
				possible = append(possible, b.Name())
			}
		}
		if !slices.Contains(possible, s.spec.By) {
			s.unknown("diagramm_gliederung", "Gliederung von »"+ind.ID+"«", s.spec.By, possible)
		}
		if s.spec.Kind == "stacked" && s.spec.As != "k" && ind.Measure != indicator.Count && ind.Measure != indicator.Amount {
			s.stop("diagramm_stapel", fmt.Sprintf("Anteile lassen sich nicht stapeln, und %q ist ein Anteil.", ind.ID),
				"Bitte »as: k« ergänzen oder »kind: bars« wählen.")
		}
	}
}

// readPeriod reads "SH", "SH:2017-H2" or nothing, which is the first frequency of the indicator.
func (s *selection) readPeriod() {
	word, name, _ := strings.Cut(s.spec.Period, ":")
	s.freq, s.period = indicator.Freq(word), name
	for _, ind := range s.indicators {
		freqs := ind.Period.Freqs()
		if s.spec.Period == "" && len(freqs) > 0 && s.freq == "" {
			s.freq = freqs[0]
		}
		if !slices.Contains(freqs, s.freq) {
			var possible []string
			for _, f := range freqs {
				possible = append(possible, string(f))
			}
			s.unknown("diagramm_zeitraum", "Art des Zeitraums von »"+ind.ID+"«", word, possible)
			return
		}
		if name != "" {
			s.checkPeriod(ind, s.spec.Period)
		}
	}
	s.readMore()
	if s.overTime() && s.spec.By != "" && len(s.indicators) > 1 {
		s.stop("diagramm_reihen", "Ein Verlauf zeigt mehrere Kennzahlen oder eine Gliederung, nicht beides.",
			"Bitte zwei Diagramme daraus machen.")
	}
}

// checkPeriod tells of a period that the indicator does not have. One that has not come yet is no fault: there is nothing to draw.
func (s *selection) checkPeriod(ind *indicator.Indicator, word string) {
	all := s.names(s.rel.Periods(ind.ID, s.freq))
	freq, name, _ := strings.Cut(word, ":")
	if len(all) == 0 || slices.Contains(all, word) || freq == string(s.freq) && notation.IsPeriod(freq, name) && word > all[len(all)-1] {
		return
	}
	s.unknown("diagramm_zeitraum", "Zeitraum von »"+ind.ID+"«", word, all)
}

// readMore checks what only some kinds can show.
func (s *selection) readMore() {
	if s.spec.Kind == "survival" && len(s.indicators) > 1 && s.indicators[0].Measure == indicator.Survival {
		s.stop("diagramm_reihen", "Eine Verlaufskurve bis zu einem Ereignis zeigt eine Kennzahl.", "Bitte zwei Diagramme daraus machen.")
	}
	for _, ind := range s.indicators {
		if s.spec.Before != "" {
			s.checkPeriod(ind, s.spec.Before)
		}
		for _, b := range s.spec.Breaks {
			s.checkPeriod(ind, b.Period)
		}
		curve := s.spec.Kind == "survival" && ind.Measure == indicator.Survival
		if shares := s.spec.Kind == "dots" || s.spec.Kind == "survival"; shares && ind.Unit != indicator.UnitPercent && !curve {
			s.stop("diagramm_einheit", fmt.Sprintf("%q ist kein Anteil und passt nicht auf eine Achse von 0 bis 100 %%.", ind.ID), "Bitte »kind: hbars« oder »kind: trend« wählen.")
		}
	}
}

func (s *selection) names(periods []indicator.Period) []string {
	var out []string
	for _, p := range periods {
		out = append(out, string(p.Freq)+":"+p.Name)
	}
	return out
}

// overTime reports whether the axis is time: by its kind, or of bars that name a frequency without a period.
func (s *selection) overTime() bool {
	return kinds[s.spec.Kind].overTime || s.period == "" && s.spec.Period != "" && s.spec.Kind == "bars"
}

// periods are the periods to show, oldest first: from the first to the last that the indicators have, up to the reporting period
// or the period named. A period in between without any case keeps its place on the axis.
func (s *selection) periods() []indicator.Period {
	var own, all []indicator.Period
	for _, ind := range s.rel.Indicators() {
		periods := s.rel.Periods(ind.ID, s.freq)
		all = append(all, periods...)
		if slices.Contains(s.indicators, ind) {
			own = append(own, periods...)
		}
	}
	tooLate := func(p indicator.Period) bool {
		return !s.context.Period.To.IsZero() && p.To.After(s.context.Period.To) || s.period != "" && p.Name > s.period
	}
	own = slices.DeleteFunc(own, tooLate)
	if len(own) == 0 {
		return nil
	}
	byName := func(a, b indicator.Period) int { return cmp.Compare(a.Name, b.Name) }
	first, last := slices.MinFunc(own, byName), slices.MaxFunc(own, byName)
	all = slices.DeleteFunc(all, func(p indicator.Period) bool { return p.Name < first.Name || p.Name > last.Name })
	slices.SortFunc(all, byName)
	return slices.CompactFunc(all, func(a, b indicator.Period) bool { return a.Name == b.Name })
}

// cells are the cells of an indicator at the frequency, by period and category of the breakdown asked for.
func (s *selection) cells(ind *indicator.Indicator) map[[2]string]release.Cell {
	by := cmp.Or(s.spec.By, indicator.Total)
	out := map[[2]string]release.Cell{}
	for _, c := range s.rel.Cells(ind.ID) {
		if k := c.Key(); k.Freq == s.freq && k.Breakdown == by {
			out[[2]string{k.Period, k.Category}] = c
		}
	}
	return out
}

// categories are the categories that have a cell in one of the periods, in the order of their code list.
func (s *selection) categories(periods []indicator.Period) []string {
	var out []string
	for _, ind := range s.indicators {
		for at := range s.cells(ind) {
			inPeriods := slices.ContainsFunc(periods, func(p indicator.Period) bool { return p.Name == at[0] })
			if inPeriods && !slices.Contains(out, at[1]) {
				out = append(out, at[1])
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		return cmp.Or(slices.Compare(s.ranks(a), s.ranks(b)), cmp.Compare(a, b))
	})
	return out
}

// ranks are the places of a category in its code lists, one for each part of a crossing.
func (s *selection) ranks(category string) []int {
	var out []int
	parts := strings.Split(category, "_x_")
	for i, list := range strings.Split(s.spec.By, "_x_") {
		if i < len(parts) {
			out = append(out, s.rel.Codes()[list].Rank(strings.ToUpper(parts[i])))
		}
	}
	return out
}

// place is where a category stands in its code list: its colour everywhere.
func (s *selection) place(category string, shown int) int {
	if i := slices.Index(s.rel.Codes()[s.spec.By].Names(), strings.ToUpper(category)); i >= 0 {
		return i
	}
	return shown
}
