package indicator

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/yamlfile"
)

// Folder is where a project keeps its indicators.
const Folder = "queries/indicators"

// Read reads every indicator of the project fsys (paths begin with queries/), sorted by id. Those with status "off" are left
// out. Every fault of every header is a finding; an indicator with a fault is returned too, so that what names it finds it.
func Read(fsys fs.FS, codes codelist.Lists) ([]*Indicator, finding.List, error) {
	files, err := Files(fsys, Folder)
	if err != nil {
		return nil, nil, err
	}
	var out []*Indicator
	var found finding.List
	for _, file := range files {
		sql, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, found, fmt.Errorf("read %s: %w", file, err)
		}
		id, ind, f := ReadHeader[Indicator](file, string(sql))
		ind.ID, ind.File, ind.SQL = id, file, string(sql)
		if !f.Stops() {
			f = append(f, ind.check(codes)...)
		}
		found = append(found, f...)
		if ind.Status != "off" {
			out = append(out, &ind)
		}
	}
	slices.SortFunc(out, func(a, b *Indicator) int { return cmp.Compare(a.ID, b.ID) })
	return out, append(found, checkLinks(out)...).Sorted(), nil
}

// checkLinks tells a part_of that names no indicator.
func checkLinks(all []*Indicator) finding.List {
	var found finding.List
	var ids []string
	for _, ind := range all {
		ids = append(ids, ind.ID)
	}
	for _, ind := range all {
		ind.header(&found).word("part_of", ind.PartOf, ids...)
	}
	return found
}

func (ind *Indicator) header(found *finding.List) header {
	return header{ind.File, Header(ind.SQL), found}
}

// check tells what is missing in a header, and words that mean nothing.
func (ind *Indicator) check(codes codelist.Lists) finding.List {
	var found finding.List
	h := ind.header(&found)
	ind.checkNeeded(h)
	h.word("measure", string(ind.Measure), words(Count, Share, Ratio, Rate, Amount, Median, Survival, Paired)...)
	h.word("unit", string(ind.Unit), words(UnitCount, UnitPersons, UnitFamilies, UnitPercent, UnitMonths, UnitHours, UnitDays, UnitEUR, UnitPerFamilyMonth, UnitIndex)...)
	h.word("counts", string(ind.Counts), words(CountsPersons, CountsFamilies, CountsGoals, CountsMeasures, CountsHours, CountsEuros, CountsPosts, CountsOthers)...)
	h.word("direction", ind.Direction, "up", "down", "neutral")
	h.word("disclosure", string(ind.Disclosure), words(Plain, Protected, Sensitive)...)
	h.word("harm", string(ind.Harm), words(HarmNumerator, HarmComplement, HarmBoth)...)
	h.word("unknown", ind.Unknown, "sensitive")
	h.word("interval", string(ind.Interval), words(IntervalExact, IntervalFamilies, IntervalPoisson)...)
	h.word("status", ind.Status, "recommended", "optional", "internal", "off")
	for _, p := range ind.Period {
		h.word("period", p, slices.Sorted(maps.Keys(freqOf))...)
	}
	ind.checkForms(h)
	ind.checkChanges(h)
	ind.checkMeasure(h)
	ind.checkTopic(h, codes["thema"])
	ind.checkBreakdowns(h, codes)
	return found
}

// checkNeeded tells the keys without which a figure could not be printed, protected or compared with an earlier one.
func (ind *Indicator) checkNeeded(h header) {
	h.need("title", ind.Title.DE, " auf Deutsch (de)")
	h.need("title", ind.Title.EN, " auf Englisch (en)")
	h.need("topic", ind.Topic, "")
	h.need("numerator", ind.Numerator.DE, "")
	h.need("measure", string(ind.Measure), "")
	h.need("unit", string(ind.Unit), "")
	h.need("direction", ind.Direction, "")
	h.need("period", strings.Join(ind.Period, ""), "")
	h.need("disclosure", string(ind.Disclosure), "")
	h.need("status", ind.Status, "")
	h.need("version", ind.Version, "")
	if ind.Measure.HasDenominator() {
		h.need("denominator", ind.Denominator.DE, fmt.Sprintf(" (nötig bei measure: %s)", ind.Measure))
	}
	if ind.Disclosure == Sensitive {
		h.need("harm", string(ind.Harm), " (nötig bei disclosure: sensitive)")
	}
}

var semver = regexp.MustCompile(`^[0-9]+\.[0-9]+\.[0-9]+$`)

func (ind *Indicator) checkForms(h header) {
	if ind.Version != "" && !semver.MatchString(ind.Version) {
		h.stop("kopf_form", fmt.Sprintf("version: »%s« hat nicht die Form 1.0.0.", ind.Version), "Bitte drei Zahlen mit Punkten angeben.", "version")
	}
	if ind.ValidFrom != "" {
		if _, err := time.Parse(time.DateOnly, ind.ValidFrom); err != nil {
			h.stop("kopf_form", fmt.Sprintf("valid_from: »%s« ist kein Datum.", ind.ValidFrom), "Bitte in der Form JJJJ-MM-TT angeben.", "valid_from")
		}
	}
}

// checkMeasure tells combinations that have no meaning.
func (ind *Indicator) checkMeasure(h header) {
	units := map[Measure][]Unit{
		Share: {UnitPercent}, Survival: {UnitMonths}, Paired: {UnitPersons, UnitFamilies, UnitCount},
	}[ind.Measure]
	if len(units) > 0 && ind.Unit != "" && !slices.Contains(units, ind.Unit) {
		h.stop("kopf_unit", fmt.Sprintf("unit: Bei measure: %s ist die Einheit %s, nicht »%s«.", ind.Measure, strings.Join(words(units...), " oder "), ind.Unit),
			"Bitte die Einheit berichtigen.", "unit")
	}
	if ind.Measure == Paired && ind.Direction == "neutral" {
		h.stop("kopf_measure", "direction: Ein Vergleich von Paaren (paired) braucht eine Richtung.", "Bitte up oder down angeben.", "direction")
	}
	measures := map[Interval][]Measure{
		IntervalExact: {Share}, IntervalFamilies: {Share}, IntervalPoisson: {Count, Rate},
	}[ind.Interval]
	if len(measures) > 0 && ind.Measure != "" && !slices.Contains(measures, ind.Measure) {
		h.stop("kopf_measure", fmt.Sprintf("interval: »%s« gibt es nur bei measure: %s.", ind.Interval, strings.Join(words(measures...), " oder ")),
			"Bitte die Zeile interval streichen.", "interval")
	}
}

// checkTopic compares with the list thema. Codes stand in upper case in lists and in lower case in headers and cell ids.
func (ind *Indicator) checkTopic(h header, topics codelist.List) {
	var known []string
	for _, code := range topics.Names() {
		known = append(known, strings.ToLower(code))
	}
	h.word("topic", ind.Topic, known...)
}

// checkBreakdowns tells columns without a code list of their own, and the same breakdown twice.
func (ind *Indicator) checkBreakdowns(h header, codes codelist.Lists) {
	lists := slices.Sorted(maps.Keys(codes))
	var seen []string
	for i, b := range ind.By {
		sorted := strings.Join(slices.Sorted(slices.Values(b)), " ")
		if slices.Contains(seen, sorted) {
			h.stop("gliederung_doppelt", fmt.Sprintf("by: Die Gliederung %s steht zweimal.", b.Name()), "Bitte eine davon entfernen.", "by", i)
		}
		seen = append(seen, sorted)
		for _, column := range b {
			if _, ok := codes[column]; ok && ValidID(column) {
				continue
			}
			remedy := fmt.Sprintf("Bitte %s/%s.csv anlegen.", codelist.Folder, column)
			if near := yamlfile.Nearest(column, lists); near != "" {
				remedy = fmt.Sprintf("Meinten Sie %q? Sonst %s", near, strings.Replace(remedy, "Bitte", "bitte", 1))
			}
			h.stop("gliederung_liste", fmt.Sprintf("by: Zur Gliederung %q gibt es keine Codeliste.", column), remedy, "by", i)
		}
	}
}

// HasDenominator reports whether figures of this measure are relative to something: of a median, a curve or pairs it is the units that have
// values.
func (m Measure) HasDenominator() bool { return m != "" && m != Count && m != Amount }

// Whole reports whether a unit counts whole or not at all, so that numerator and denominator are counts of units.
func (m Measure) Whole() bool { return m != "" && m != Ratio && m != Rate && m != Amount }

// words are the texts of constants of one type.
func words[T ~string](values ...T) []string {
	var out []string
	for _, v := range values {
		out = append(out, string(v))
	}
	return out
}
