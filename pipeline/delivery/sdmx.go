package delivery

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// The names of the structure. SDMX is an export for portals; the canonical data are observations.csv.
const (
	sdmxAgency    = "WIRKBERICHT"
	sdmxStructure = "INDIKATOREN"
)

// sdmxComponent is one column of sdmx/data.csv: its concept, and where its text comes from.
type sdmxComponent struct {
	id       string
	kind     string // dimension, time, measure, attribute
	list     string // code list of the bundle; empty: free
	dataType string
	value    func(t *tables, row bundle.Row) string
}

// column is a component that is a column as it stands.
func column(name string) func(*tables, bundle.Row) string {
	at := bundle.Observations.Column(name)
	return func(_ *tables, row bundle.Row) string { return row[at] }
}

// mapped is a column in the codes of SDMX.
func mapped(name, list string) func(*tables, bundle.Row) string {
	at := bundle.Observations.Column(name)
	return func(t *tables, row bundle.Row) string { return t.sdmxCode(list, row[at]) }
}

// sdmxComponents are the columns behind STRUCTURE, STRUCTURE_ID and ACTION. PERIOD_TYPE keeps apart what FREQ cannot: calendar year,
// school year and time since the start of the project are all A; school years begin on 1 August (REPORTING_YEAR_START_DAY).
func sdmxComponents() []sdmxComponent {
	return []sdmxComponent{
		{"REF_AREA", "dimension", "", "String", column("ref_area")},
		{"INDICATOR", "dimension", "", "String", column("indicator_id")},
		{"LEGAL_STATE", "dimension", "RECHTSSTAND", "", column("legal_state")},
		{"FREQ", "dimension", "", "String", sdmxFreq},
		{"PERIOD_TYPE", "dimension", "", "String", sdmxPeriodType},
		{"BREAKDOWN", "dimension", "BREAKDOWN", "", column("breakdown")},
		{"CATEGORY", "dimension", "", "String", column("category")},
		{"TIME_PERIOD", "time", "", "ObservationalTimePeriod", sdmxTime},
		{"OBS_VALUE", "measure", "", "Double", number("obs_value")},
		{"NUMERATOR", "measure", "", "Double", number("numerator")},
		{"DENOMINATOR", "measure", "", "Double", number("denominator")},
		{"UNIT_MEASURE", "attribute", "UNIT", "", column("unit")},
		{"OBS_STATUS", "attribute", "OBS_STATUS", "", sdmxStatus},
		{"CONF_STATUS", "attribute", "CONF_STATUS", "", mapped("conf_status", "CONF_STATUS")},
		{"REPORTING_YEAR_START_DAY", "attribute", "", "MonthDay", sdmxYearStart},
		{"INDICATOR_VERSION", "attribute", "", "String", column("indicator_version")},
		{"COMMENT_OBS", "attribute", "", "String", sdmxComment},
	}
}

// number is a measure; SDMX-CSV writes what is intentionally missing as NaN.
func number(name string) func(*tables, bundle.Row) string {
	at, state := bundle.Observations.Column(name), bundle.Observations.Column("obs_status")
	return func(_ *tables, row bundle.Row) string {
		if row[at] == "" && bundle.MayBeEmpty(row[state]) {
			return "NaN"
		}
		return row[at]
	}
}

func sdmxFreq(t *tables, row bundle.Row) string {
	if row[3] == "T" {
		return "_Z" // not a frequency: every family has days of its own
	}
	return t.sdmxCode("FREQ", row[3])
}

func sdmxPeriodType(_ *tables, row bundle.Row) string {
	if row[3] == "T" {
		return row[4]
	}
	return row[3]
}

// sdmxTime is the period by the names of SDMX: 2017-H1 is 2017-S1, 2017-Y1 is 2017-A1. Months since intake are read at the quarter of
// the delivery.
func sdmxTime(t *tables, row bundle.Row) string {
	if row[3] == "T" {
		return t.id.Quarter
	}
	return strings.NewReplacer("-H", "-S", "-Y", "-A").Replace(row[4])
}

// sdmxStatus is obs_status; a normal value after a break says so.
func sdmxStatus(_ *tables, row bundle.Row) string {
	at := bundle.Observations.Column
	if row[at("obs_status")] == "A" && row[at("series_break")] == "true" {
		return "B"
	}
	return row[at("obs_status")]
}

func sdmxYearStart(_ *tables, row bundle.Row) string {
	if row[3] == "SH" || row[3] == "SY" {
		return "--08-01"
	}
	return ""
}

func sdmxComment(_ *tables, row bundle.Row) string {
	comment := row[bundle.Observations.Column("comment")]
	if row[3] == "P" {
		return strings.TrimSpace("Vom Beginn des Projekts bis zum Ende des Quartals. " + comment)
	}
	return comment
}

// sdmxCode is the code of SDMX for one of ours, or ours where there is none.
func (t *tables) sdmxCode(list, code string) string {
	for i := range t.Codelists.Rows {
		if t.Codelists.Get(i, "codelist_id") == list && t.Codelists.Get(i, "code") == code {
			if _, mapped, ok := strings.Cut(t.Codelists.Get(i, "sdmx_code"), ":"); ok {
				return mapped
			}
		}
	}
	return code
}

// sdmx is structure.json (SDMX-JSON 2.1) and data.csv (SDMX-CSV 2.1).
func sdmx(t *tables, o Order) ([]bundle.File, error) {
	structure, err := bundle.JSON(t.structure(o))
	if err != nil {
		return nil, err
	}
	components := sdmxComponents()
	head := []string{"STRUCTURE", "STRUCTURE_ID", "ACTION"}
	for _, c := range components {
		head = append(head, c.id)
	}
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	rows := [][]string{head}
	for _, row := range t.Observations.Rows {
		out := []string{"dataflow", fmt.Sprintf("%s:%s(%s)", sdmxAgency, sdmxStructure, bundle.Format), "R"}
		for _, c := range components {
			out = append(out, c.value(t, row))
		}
		rows = append(rows, out)
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write SDMX-CSV: %w", err)
	}
	return []bundle.File{{Name: bundle.StructureFile, Data: structure}, {Name: bundle.SDMXFile, Data: b.Bytes()}}, nil
}

// object is a JSON object; its keys are written in their order.
type object = map[string]any

// structure is the SDMX structure message: concepts, code lists, data structure, data flow.
func (t *tables) structure(o Order) object {
	urn := func(class, id string) string {
		return fmt.Sprintf("urn:sdmx:org.sdmx.infomodel.%s=%s:%s(%s)", class, sdmxAgency, id, bundle.Format)
	}
	artefact := func(id, name string, rest object) object {
		rest["id"], rest["agencyID"], rest["version"], rest["name"] = id, sdmxAgency, bundle.Format, name
		return rest
	}
	var concepts, dimensions, measures, attributes []object
	var timeDimension object
	lists := []object{}
	for _, c := range sdmxComponents() {
		concepts = append(concepts, object{"id": c.id, "name": c.id})
		local := object{"format": object{"dataType": c.dataType}}
		if c.list != "" {
			local = object{"enumeration": urn("codelist.Codelist", "CL_"+c.list)}
			lists = append(lists, artefact("CL_"+c.list, c.list, object{"codes": t.sdmxCodes(c.list)}))
		}
		component := object{"id": c.id, "conceptIdentity": urn("conceptscheme.Concept", "CONCEPTS") + "." + c.id, "localRepresentation": local}
		switch c.kind {
		case "dimension":
			dimensions = append(dimensions, component)
		case "time":
			timeDimension = component
		case "measure":
			component["usage"] = "optional"
			measures = append(measures, component)
		case "attribute":
			component["usage"], component["attributeRelationship"] = "optional", object{"observation": object{}}
			attributes = append(attributes, component)
		}
	}
	return object{
		"meta": object{"id": t.id.Name(), "test": false, "prepared": bundle.Day(o.AsOf) + "T00:00:00Z", "sender": object{"id": sdmxAgency}},
		"data": object{
			"conceptSchemes": []object{artefact("CONCEPTS", "Begriffe", object{"concepts": concepts})},
			"codelists":      lists,
			"dataStructures": []object{artefact(sdmxStructure, o.Title, object{"dataStructureComponents": object{
				"dimensionList": object{"id": "DimensionDescriptor", "dimensions": dimensions, "timeDimension": timeDimension},
				"measureList":   object{"id": "MeasureDescriptor", "measures": measures},
				"attributeList": object{"id": "AttributeDescriptor", "attributes": attributes},
			}})},
			"dataflows": []object{artefact(sdmxStructure, o.Title, object{"structure": urn("datastructure.DataStructure", sdmxStructure)})},
		},
	}
}

// sdmxCodes are the codes of a list in the words of SDMX, each once.
func (t *tables) sdmxCodes(list string) []object {
	var out []object
	seen := map[string]bool{}
	for _, c := range bundle.CodesOf(t.Codelists, list) {
		if code := t.sdmxCode(list, c.Value); !seen[code] {
			seen[code] = true
			out = append(out, object{"id": code, "name": c.Label})
		}
	}
	if list == "OBS_STATUS" {
		out = append(out, object{"id": "B", "name": "Bruch der Reihe"})
	}
	return out
}
