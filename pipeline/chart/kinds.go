package chart

import "wirkbericht/pipeline/notation"

// kind is one way to draw.
type kind struct {
	name     notation.Text // in alternative texts
	overTime bool          // periods lie along the axis, whatever the block says
	table    string        // fact table that is drawn unless the block names one; empty: cells are drawn
	columns  []string      // of that table
	roles    string        // what the columns are, for messages
}

// kinds are the kinds of charts a block may ask for.
var kinds = map[string]kind{
	"trend":    {name: notation.Text{DE: "Liniendiagramm", EN: "Line chart"}, overTime: true},
	"bars":     {name: notation.Text{DE: "Säulendiagramm", EN: "Column chart"}},
	"stacked":  {name: notation.Text{DE: "Gestapeltes Säulendiagramm", EN: "Stacked column chart"}, overTime: true},
	"hbars":    {name: notation.Text{DE: "Balkendiagramm", EN: "Bar chart"}},
	"dots":     {name: notation.Text{DE: "Punktdiagramm", EN: "Dot plot"}},
	"heatmap":  {name: notation.Text{DE: "Übersicht", EN: "Overview"}, overTime: true},
	"survival": {name: notation.Text{DE: "Treppenkurve", EN: "Step curve"}, overTime: true},
	"sankey":   {name: notation.Text{DE: "Flussdiagramm", EN: "Flow chart"}, roles: "von, nach, Anzahl"},
	"funnel": {
		name: notation.Text{DE: "Trichter", EN: "Funnel"}, table: "zielgruppe_trichter", columns: []string{"bezeichnung", "familien"},
		roles: "Stufe, Anzahl",
	},
	"timeline": {
		name: notation.Text{DE: "Zeitplan", EN: "Schedule"}, table: "massnahmen_liste", columns: []string{"titel", "beginn", "ende", "status"},
		roles: "Name, Beginn, Ende, Stand",
	},
	"budget": {
		name: notation.Text{DE: "Balkendiagramm, Plan und Ist", EN: "Bar chart, planned and actual"}, table: "mittelverwendung",
		columns: []string{"art", "bewilligt_eur", "ist_eur"}, roles: "Posten, Plan, Ist",
	},
}

// OfTable reports whether a block draws a fact table, not indicators.
func OfTable(s Spec) bool { return kinds[s.Kind].table != "" || s.Kind == "sankey" && s.Table != "" }
