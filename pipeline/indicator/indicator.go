// Package indicator holds the two values the whole line turns on: the Indicator, which is one SQL file with a header, and the
// Observation, which is one aggregated cell of it.
//
// The package reads and checks headers. It runs no SQL (package store does) and hides nothing (package release does).
package indicator

import (
	"strings"
	"time"

	"wirkbericht/pipeline/notation"
)

// Indicator is one file of queries/indicators: its leading comment lines are strict YAML, the rest is the query. The file
// name is the id.
type Indicator struct {
	ID   string `yaml:"-"`
	File string `yaml:"-"` // path for messages, e.g. queries/indicators/fehlquote_unent.sql
	SQL  string `yaml:"-"` // the whole file, header included: DuckDB's LINE n is line n of the file

	Title       notation.Text `yaml:"title"`
	Short       notation.Text `yaml:"short"` // for table heads and chart legends
	Catalogue   string        `yaml:"catalogue"`
	Topic       string        `yaml:"topic"` // code of list thema
	Numerator   notation.Text `yaml:"numerator"`
	Denominator notation.Text `yaml:"denominator"`
	Measure     Measure       `yaml:"measure"`
	Unit        Unit          `yaml:"unit"`
	Counts      Counted       `yaml:"counts"`    // what numerator and denominator count
	Noun        notation.Text `yaml:"noun"`      // after "9 von 14": "Schülerinnen und Schülern"; empty: by Counts
	Direction   string        `yaml:"direction"` // up, down, neutral
	Interval    Interval      `yaml:"interval"`  // empty: that of the measure
	Period      Periods       `yaml:"period"`
	By          []Breakdown   `yaml:"by"`
	Disclosure  Class         `yaml:"disclosure"`
	Harm        Harm          `yaml:"harm"`
	PartOf      string        `yaml:"part_of"` // indicator whose units contain this one's
	Unknown     string        `yaml:"unknown"` // "" or sensitive
	Law         bool          `yaml:"law"`
	Status      string        `yaml:"status"` // recommended, optional, internal, off
	Version     string        `yaml:"version"`
	ValidFrom   string        `yaml:"valid_from"`
	Changes     []Change      `yaml:"changes"` // versions after 1.0.0, oldest first
	Official    string        `yaml:"official"`
	Source      string        `yaml:"source"` // German, for captions: "Schulen (SchILD-Export)"
	Note        notation.Text `yaml:"note"`
}

// Measure says how units become a figure.
type Measure string

// The measures of INDICATORS.md.
const (
	Count    Measure = "count"    // numerator 1 per unit
	Share    Measure = "share"    // numerator 0/1, denominator 1; NULL denominator = not determinable
	Ratio    Measure = "ratio"    // sums of amounts
	Rate     Measure = "rate"     // events / exposure
	Amount   Measure = "amount"   // euros, hours
	Median   Measure = "median"   // numerator = value
	Survival Measure = "survival" // numerator = 1 event or 0 censored, denominator = months at risk
	Paired   Measure = "paired"   // numerator = after, denominator = before
)

// Unit is the unit of the value.
type Unit string

// The units of a value. A share in PERCENT is held as a fraction (0.25), and printed as per cent.
const (
	UnitCount          Unit = "COUNT"
	UnitPersons        Unit = "PERSONS"
	UnitFamilies       Unit = "FAMILIES"
	UnitPercent        Unit = "PERCENT"
	UnitMonths         Unit = "MONTHS"
	UnitHours          Unit = "HOURS"
	UnitDays           Unit = "DAYS"
	UnitEUR            Unit = "EUR"
	UnitPerFamilyMonth Unit = "PER_FAMILY_MONTH"
	UnitIndex          Unit = "INDEX"
)

// Counted is what the units of an indicator are: it gives "9 von 14 Familien" its noun.
type Counted string

// What indicators count.
const (
	CountsPersons  Counted = "persons"
	CountsFamilies Counted = "families"
	CountsGoals    Counted = "goals"
	CountsMeasures Counted = "measures"
	CountsHours    Counted = "hours"
	CountsEuros    Counted = "euros"
	CountsPosts    Counted = "posts"
	CountsOthers   Counted = "others"
)

// Class is the disclosure class of an indicator (DISCLOSURE.md 2).
type Class string

// The classes, from what needs no protection to what can harm.
const (
	Plain     Class = "plain"
	Protected Class = "protected"
	Sensitive Class = "sensitive"
)

// Harm says which side of a share can harm those counted on it.
type Harm string

// The directions of harm.
const (
	HarmNumerator  Harm = "numerator"
	HarmComplement Harm = "complement"
	HarmBoth       Harm = "both"
)

// Breakdown is one column of "by", or a declared crossing of several.
type Breakdown []string

// Name is the breakdown in cell ids: "geschlecht_2", or "geschlecht_2_x_schulstufe".
func (b Breakdown) Name() string { return strings.Join(b, "_x_") }

// UnmarshalYAML takes "geschlecht_2" and "[geschlecht_2, schulstufe]".
func (b *Breakdown) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if unmarshal(&one) == nil {
		*b = Breakdown{one}
		return nil
	}
	return unmarshal((*[]string)(b))
}

// Periods is the header's period: quarter, stock, year, half_year, school_year, project, since_intake, or a list of them.
type Periods []string

// UnmarshalYAML takes "stock" and "[stock, project]".
func (p *Periods) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if unmarshal(&one) == nil {
		*p = Periods{one}
		return nil
	}
	return unmarshal((*[]string)(p))
}

// freqOf maps the words of a header to frequencies; a stock is read at the last day of a quarter.
var freqOf = map[string]Freq{
	"quarter": Quarter, "stock": Quarter, "year": Year, "half_year": HalfYear,
	"school_year": SchoolYear, "project": Project, "since_intake": SinceIntake,
}

// Freqs are the frequencies that the words stand for.
func (p Periods) Freqs() []Freq {
	var out []Freq
	for _, word := range p {
		if f, ok := freqOf[word]; ok {
			out = append(out, f)
		}
	}
	return out
}

// Freq is the kind of period.
type Freq string

// The frequencies of RULINGS 10.
const (
	Quarter     Freq = "Q"  // 2018-Q3: flows within, stocks at its last day
	Year        Freq = "A"  // 2018-A1
	HalfYear    Freq = "SH" // 2017-H1: school half-year, 1.8.–31.1.; 2017-H2: 1.2.–31.7.2018
	SchoolYear  Freq = "SY" // 2017-Y1: school year 2017/18
	Project     Freq = "P"  // 2018-Q3: from the start of the project to the end of the quarter
	SinceIntake Freq = "T"  // T06: six months after the family came in
)

// Period is one period with its bounds, as basis.zeitraum holds it. T periods have no dates of their own.
type Period struct {
	Freq Freq
	Name string
	From time.Time
	To   time.Time
}

// Total is breakdown and category of the undivided cell, and NoLaw the legal state of an indicator that reads no law.
const (
	Total = "_t"
	NoLaw = "_z"
)

// Key names one cell. Its parts are lower case except period names.
type Key struct {
	Area      string // ref_area, de_05515000
	Indicator string
	Law       string // _z, l2018, l2022
	Freq      Freq
	Period    string
	Breakdown string // _t, geschlecht_2, geschlecht_2_x_schulstufe
	Category  string // _t, w, w_x_sek1
}

// ID is the stable id of the cell: ref_area/indicator/legal_state/freq/time_period/breakdown/category, all lower case.
func (k Key) ID() string {
	return strings.ToLower(strings.Join([]string{k.Area, k.Indicator, k.Law, string(k.Freq), k.Period, k.Breakdown, k.Category}, "/"))
}

// KeyOf is the key of an id; the zero Key for a text that is none.
func KeyOf(id string) Key {
	part := strings.Split(id, "/")
	if len(part) != 7 {
		return Key{}
	}
	return Key{Area: part[0], Indicator: part[1], Law: part[2], Freq: Freq(strings.ToUpper(part[3])), Period: strings.ToUpper(part[4]), Breakdown: part[5], Category: part[6]}
}

// Contributors counts who stands behind one side of a cell. A nil pointer means the query names no such people
// (RULINGS 1), so that the minimum does not apply.
type Contributors struct {
	Persons  *int64
	Families *int64
}

// Observation is one aggregated cell before disclosure control. It never reaches a renderer.
//
// Numerator and denominator are sums for amounts, and counts of units otherwise: of a median both are the units that have a value, of a survival
// curve those to whom it happened and all that were seen, of pairs those that got better and all pairs.
type Observation struct {
	Key
	Indicator *Indicator
	Span      Period

	Numerator   *notation.Decimal
	Denominator *notation.Decimal
	Value       *notation.Decimal // by Unit; shares as fractions; computed in SQL. nil for a survival median that is not reached
	Unknown     int64             // units whose denominator is not determinable

	InNumerator   Contributors
	InDenominator Contributors
	InComplement  Contributors      // where units count whole: those in the denominator and not in the numerator
	Members       *Members          // who they are; nil where nobody is named, too many are, or nothing needs protection
	Largest       *notation.Decimal // largest contribution of one family to the numerator
	Second        *notation.Decimal

	Middle   *Middle   // measure: median
	Curve    []AtRisk  // measure: survival, by time
	Pairs    *Pairs    // measure: paired
	Clusters []Cluster // interval: families

	Target      *notation.Decimal // for this period, from config/reference/zielwert.csv
	Path        *Path             // what belongs to the target; nil without one
	Provisional bool              // the newest period: late entries may still change it
}

// Facts is a table without people (queries/tables): finance, meetings, activities, decisions.
type Facts struct {
	ID      string
	File    string
	Title   notation.Text
	Note    notation.Text
	Source  string
	Columns []FactColumn
	Rows    [][]any // string, int64, notation.Decimal, time.Time, bool or nil
	SQL     string
}

// FactColumn is one column of a fact table.
type FactColumn struct {
	Name  string        `yaml:"name"`
	Label notation.Text `yaml:"label"`
	Type  string        `yaml:"type"`  // text, int, dec, eur, percent, date, month, bool; indicator (an id), period (Q:2018-Q3, or a quarter)
	Codes string        `yaml:"codes"` // list whose labels are printed
}
