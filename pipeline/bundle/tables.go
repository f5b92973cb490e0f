package bundle

import (
	"slices"

	"wirkbericht/pipeline/notation"
)

func text(de, en string) notation.Text { return notation.Text{DE: de, EN: en} }

// key are the seven columns that name one cell, in every table that speaks of cells.
var key = []Column{
	{Name: "ref_area", Type: Code, Label: text("Gebiet", "Area"), Note: "»DE_« und der achtstellige amtliche Gemeindeschlüssel; bei mehreren Kommunen auch das Kürzel ihrer Summe.", Required: true, Pattern: AreaPattern},
	{Name: "indicator_id", Type: Code, Label: text("Kennzahl", "Indicator"), Note: "Kürzel der Kennzahl, erklärt in indicators.csv.", Required: true},
	{Name: "legal_state", Type: Code, Label: text("Rechtsstand", "Legal state"), Note: "Recht, nach dem gerechnet ist; »_Z«, wo die Kennzahl keines anwendet.", Required: true, List: "RECHTSSTAND"},
	{Name: "freq", Type: Code, Label: text("Zeitraumart", "Frequency"), Note: "Art des Zeitraums.", Required: true, List: "FREQ"},
	{Name: "time_period", Type: Code, Label: text("Zeitraum", "Period"), Note: "2018-Q3: Quartal, 2018-A1: Jahr, 2017-H1: Schulhalbjahr ab August 2017, 2017-Y1: Schuljahr 2017/18, T06: sechs Monate nach der Aufnahme.", Required: true, Pattern: PeriodPattern},
	{Name: "breakdown", Type: Code, Label: text("Gliederung", "Breakdown"), Note: "Merkmal, nach dem gegliedert ist; »_T« für alle zusammen. Wer summiert, muss vorher nach der Gliederung filtern.", Required: true, List: "BREAKDOWN"},
	{Name: "category", Type: Code, Label: text("Ausprägung", "Category"), Note: "Ausprägung des Merkmals, erklärt in codelists.csv unter dem Namen der Gliederung.", Required: true},
}

var keyNames = []string{"ref_area", "indicator_id", "legal_state", "freq", "time_period", "breakdown", "category"}

// The references that several tables share.
var (
	toArea      = Reference{[]string{"ref_area"}, "areas", []string{"ref_area"}}
	toIndicator = Reference{[]string{"indicator_id", "indicator_version"}, "indicators", []string{"indicator_id", "indicator_version"}}
	toCategory  = Reference{[]string{"breakdown", "category"}, "codelists", []string{"codelist_id", "code"}}
)

// Observations is the data: one row per value.
var Observations = &Table{
	Name: "observations", Title: text("Werte", "Observations"), Note: "Eine Zeile ist ein Wert. Jede erwartete Zelle hat eine Zeile; warum ein Wert fehlt, sagt obs_status.",
	Columns: append(clone(key), []Column{
		{Name: "indicator_version", Type: Code, Label: text("Fassung", "Version"), Note: "Fassung der Definition; Fassungen mit anderer erster Zahl sind nicht vergleichbar.", Required: true, Pattern: VersionPattern},
		{Name: "period_start", Type: Date, Label: text("von", "From"), Note: "Erster Tag des Zeitraums; leer bei Monaten seit der Aufnahme."},
		{Name: "period_end", Type: Date, Label: text("bis", "To"), Note: "Letzter Tag des Zeitraums; leer bei Monaten seit der Aufnahme."},
		{Name: "obs_value", Type: Decimal, Label: text("Wert", "Value"), Note: "Wert in der Einheit der Kennzahl; Prozente von 0 bis 100.", Signed: true},
		{Name: "numerator", Type: Decimal, Label: text("Zähler", "Numerator"), Note: "Zähler, oder die Anzahl selbst.", Signed: true},
		{Name: "denominator", Type: Decimal, Label: text("Nenner", "Denominator"), Note: "Nenner; leer, wo es keinen gibt. Quoten mehrerer Zeilen bildet man aus Summe der Zähler durch Summe der Nenner, nie als Mittel."},
		{Name: "unit", Type: Code, Label: text("Einheit", "Unit"), Note: "Einheit des Wertes.", Required: true, List: "UNIT"},
		{Name: "ci_low", Type: Decimal, Label: text("Intervall von", "Interval from"), Note: "Unteres Ende des 95-Prozent-Intervalls, in der Einheit des Wertes, wo sich eines bilden lässt; das Verfahren nennt das Methodenblatt.", Signed: true},
		{Name: "ci_high", Type: Decimal, Label: text("Intervall bis", "Interval to"), Note: "Oberes Ende des Intervalls.", Signed: true},
		{Name: "n_unknown", Type: Integer, Label: text("nicht feststellbar", "Not determinable"), Note: "Einheiten, für die sich nicht feststellen ließ, ob sie zählen. Sie stehen weder im Zähler noch im Nenner."},
		{Name: "obs_status", Type: Code, Label: text("Wertstatus", "Status"), Note: "Q: gesperrt; M: es kann keinen Wert geben; P: vorläufig; A: normaler Wert.", Required: true, List: "OBS_STATUS"},
		{Name: "conf_status", Type: Code, Label: text("Vertraulichkeit", "Confidentiality"), Note: "CONF genau dann, wenn der Wert gesperrt ist; der Grund wird nicht mitgeteilt.", Required: true, List: "CONF_STATUS"},
		{Name: "series_break", Type: Boolean, Label: text("Bruch der Reihe", "Series break"), Note: "Der Wert ist mit dem vorigen Zeitraum nicht vergleichbar.", Required: true},
		{Name: "comment", Type: Text, Label: text("Bemerkung", "Comment"), Note: "Was zu diesem Wert zu wissen ist."},
	}...),
	Key: keyNames, References: []Reference{toArea, toIndicator, toCategory},
}

// Indicators is the codebook of indicators.
var Indicators = &Table{
	Name: "indicators", Title: text("Kennzahlen", "Indicators"), Note: "Eine Zeile ist eine Kennzahl in einer Fassung ihrer Definition.",
	Columns: []Column{
		key[1],
		{Name: "indicator_version", Type: Code, Label: text("Fassung", "Version"), Note: "Fassung der Definition.", Required: true, Pattern: VersionPattern},
		{Name: "title_de", Type: Text, Label: text("Bezeichnung", "Title (German)"), Note: "Bezeichnung auf Deutsch.", Required: true},
		{Name: "title_en", Type: Text, Label: text("Bezeichnung (englisch)", "Title"), Note: "Bezeichnung auf Englisch."},
		{Name: "short_de", Type: Text, Label: text("Kurz", "Short title"), Note: "Für Tabellenköpfe."},
		{Name: "topic", Type: Code, Label: text("Thema", "Topic"), Note: "Thema.", Required: true, List: "THEMA"},
		{Name: "numerator_de", Type: Text, Label: text("Zähler", "Numerator"), Note: "Was im Zähler steht."},
		{Name: "denominator_de", Type: Text, Label: text("Nenner", "Denominator"), Note: "Was im Nenner steht."},
		{Name: "measure", Type: Code, Label: text("Maß", "Measure"), Note: "Wie aus Einheiten ein Wert wird.", Required: true, List: "MEASURE"},
		{Name: "unit", Type: Code, Label: text("Einheit", "Unit"), Note: "Einheit des Wertes.", Required: true, List: "UNIT"},
		{Name: "direction", Type: Code, Label: text("Richtung", "Direction"), Note: "Ob mehr besser ist.", Required: true, List: "DIRECTION"},
		{Name: "aggregation", Type: Code, Label: text("Zusammenfassen", "Aggregation"), Note: "Wie Werte mehrerer Gebiete zusammengefasst werden.", Required: true, List: "AGGREGATION"},
		{Name: "disclosure_class", Type: Code, Label: text("Schutzklasse", "Disclosure class"), Note: "Welchen Schutz die Kennzahl hat.", Required: true, List: "DISCLOSURE_CLASS"},
		{Name: "freqs", Type: Code, Label: text("Zeitraumarten", "Frequencies"), Note: "Arten von Zeiträumen, für die es die Kennzahl gibt.", Required: true, Pattern: ListPattern},
		{Name: "breakdowns", Type: Code, Label: text("Gliederungen", "Breakdowns"), Note: "Gliederungen, die es gibt.", Pattern: ListPattern},
		{Name: "additive_breakdowns", Type: Code, Label: text("davon summentreu", "Additive breakdowns"), Note: "Gliederungen, deren Teile in dieser Lieferung überall die Summe ergeben. Bei den anderen zählt eine Einheit mehrfach, oder nicht jede gehört zu einem Teil.", Pattern: ListPattern},
		{Name: "source_de", Type: Text, Label: text("Quelle", "Source"), Note: "Woher die Angaben kommen."},
		{Name: "official_de", Type: Text, Label: text("Amtliche Entsprechung", "Official counterpart"), Note: "Amtliche Statistik oder Vorschrift, der die Kennzahl folgt."},
		{Name: "note_de", Type: Text, Label: text("Hinweis", "Note"), Note: "Was beim Lesen zu beachten ist."},
		{Name: "valid_from", Type: Date, Label: text("gilt ab", "Valid from"), Note: "Tag, ab dem die Definition gilt."},
		{Name: "definition_sha256", Type: Code, Label: text("Prüfsumme der Definition", "Hash of the definition"), Note: "SHA-256 der Definition: gleiche Prüfsumme, gleiche Rechnung.", Required: true, Pattern: HashPattern},
	},
	Key: []string{"indicator_id", "indicator_version"},
}

// Codelists is every code of every list.
var Codelists = &Table{
	Name: "codelists", Title: text("Codelisten", "Code lists"), Note: "Eine Zeile ist ein Code einer Liste.",
	Columns: []Column{
		{Name: "codelist_id", Type: Code, Label: text("Liste", "List"), Note: "Name der Liste; Gliederungen heißen wie ihre Liste.", Required: true},
		{Name: "code", Type: Code, Label: text("Code", "Code"), Note: "Der Code, wie er in den Tabellen steht.", Required: true},
		{Name: "label_de", Type: Text, Label: text("Bedeutung", "Label (German)"), Note: "Bedeutung auf Deutsch.", Required: true},
		{Name: "label_en", Type: Text, Label: text("Bedeutung (englisch)", "Label"), Note: "Bedeutung auf Englisch.", Required: true},
		{Name: "sort", Type: Integer, Label: text("Rang", "Rank"), Note: "Reihenfolge in Tabellen.", Required: true},
		{Name: "valid_from", Type: Date, Label: text("gilt ab", "Valid from"), Note: "Erster Tag, an dem der Code gilt; leer: schon immer."},
		{Name: "valid_to", Type: Date, Label: text("gilt bis", "Valid to"), Note: "Letzter Tag; leer: noch immer."},
		{Name: "example_de", Type: Text, Label: text("Ankerbeispiel", "Anchoring example"), Note: "Woran man den Code erkennt."},
		{Name: "sdmx_codelist", Type: Code, Label: text("SDMX-Liste", "SDMX list"), Note: "Entsprechende Liste in SDMX."},
		{Name: "sdmx_code", Type: Code, Label: text("SDMX-Code", "SDMX code"), Note: "Entsprechender Code in SDMX, mit vorangestelltem Namen der Liste: »FREQ:Q«.", Pattern: `[A-Z_]+:[A-Z0-9_]+`},
		{Name: "sign_de", Type: Text, Label: text("Zeichen", "Sign"), Note: "Wie die amtliche Statistik es druckt, in Worten.", Pattern: TextPattern},
	},
	Key: []string{"codelist_id", "code"},
}

// Areas is the municipalities.
var Areas = &Table{
	Name: "areas", Title: text("Gebiete", "Areas"), Note: "Eine Zeile ist eine Kommune; in einer zusammengeführten Lieferung auch ihre Summe.",
	Columns: []Column{
		{Name: "ref_area", Type: Code, Label: text("Gebiet", "Area"), Note: "Schlüssel des Gebiets.", Required: true, Pattern: AreaPattern},
		{Name: "ags", Type: Text, Label: text("Gemeindeschlüssel", "Municipality key"), Note: "Amtlicher Gemeindeschlüssel, mit vorangestelltem »AGS«, damit keine Null verloren geht."},
		{Name: "name", Type: Text, Label: text("Name", "Name"), Note: "Name der Kommune.", Required: true},
		{Name: "valid_from", Type: Date, Label: text("nimmt teil ab", "Takes part from"), Note: "Beginn des Projekts."},
	},
	Key: []string{"ref_area"},
}

// Quality is how complete the figures are.
var Quality = &Table{
	Name: "quality", Title: text("Datenqualität", "Data quality"), Note: "Eine Zeile ist eine Kennzahl in einem Zeitraum, ungegliedert. Auch hier bleibt leer, was gesperrt ist.",
	Columns: append(clone(key[:5]), []Column{
		{Name: "units_determined", Type: Integer, Label: text("festgestellt", "Determined"), Note: "Einheiten, für die feststeht, ob sie zählen; nur bei Anteilen, wo der Nenner Einheiten zählt."},
		{Name: "units_unknown", Type: Integer, Label: text("nicht feststellbar", "Not determinable"), Note: "Einheiten, für die es sich nicht feststellen ließ."},
		{Name: "coverage_percent", Type: Decimal, Label: text("Abdeckung in Prozent", "Coverage in per cent"), Note: "Festgestellte an allen Einheiten, in Prozent."},
		{Name: "grade", Type: Code, Label: text("Güte", "Grade"), Note: "HIGH ab 95, MEDIUM ab 80 Prozent Abdeckung, sonst LOW; UNRATED, wo sich keine Abdeckung bilden lässt.", Required: true, List: "GRADE"},
		{Name: "provisional", Type: Boolean, Label: text("vorläufig", "Provisional"), Note: "Späte Einträge können den Wert noch ändern.", Required: true},
		{Name: "extract_date", Type: Date, Label: text("Stand", "Cut-off day"), Note: "Stand der Daten.", Required: true},
		{Name: "source_de", Type: Text, Label: text("Quelle", "Source"), Note: "Woher die Angaben kommen."},
	}...),
	Key: keyNames[:5], References: []Reference{toArea},
}

// Changes is what differs from the delivery before.
var Changes = &Table{
	Name: "changes", Title: text("Änderungen", "Changes"), Note: "Eine Zeile ist eine Zelle, die anders ist als in der vorigen Lieferung. Was jetzt gesperrt ist, wird auch mit seinem alten Wert nicht genannt.",
	Columns: append(clone(key), []Column{
		{Name: "change_type", Type: Code, Label: text("Änderung", "Change"), Note: "Was sich geändert hat.", Required: true, List: "CHANGE_TYPE"},
		{Name: "old_value", Type: Decimal, Label: text("alter Wert", "Old value"), Note: "Wert in der vorigen Lieferung; leer, wenn er jetzt gesperrt ist.", Signed: true},
		{Name: "old_status", Type: Code, Label: text("alter Status", "Old status"), Note: "Wertstatus in der vorigen Lieferung.", List: "OBS_STATUS"},
		{Name: "new_value", Type: Decimal, Label: text("neuer Wert", "New value"), Note: "Wert in dieser Lieferung.", Signed: true},
		{Name: "new_status", Type: Code, Label: text("neuer Status", "New status"), Note: "Wertstatus in dieser Lieferung.", List: "OBS_STATUS"},
		{Name: "reason", Type: Code, Label: text("Grund", "Reason"), Note: "Warum.", Required: true, List: "CHANGE_REASON"},
	}...),
	// A removed cell may belong to an indicator or a breakdown that this delivery does not know: no references.
	Key: keyNames,
}

// Coverage is what is known of totals over several municipalities of which some are withheld or missing. Only merged bundles have it.
var Coverage = &Table{
	Name: "coverage", Title: text("Abdeckung", "Coverage"), Note: "Eine Zeile ist eine Summe über mehrere Kommunen, die kein Wert ist, weil etwas gesperrt ist oder fehlt: was bekannt ist, und zwischen welchen Grenzen der Wert liegt.",
	Columns: append(clone(key), []Column{
		{Name: "n_areas", Type: Integer, Label: text("Kommunen", "Areas"), Note: "Kommunen, die zu dieser Reihe gehören.", Required: true},
		{Name: "n_shown", Type: Integer, Label: text("davon gezeigt", "Shown"), Note: "Kommunen mit gezeigtem Wert, oder in denen es keinen geben kann.", Required: true},
		{Name: "n_suppressed", Type: Integer, Label: text("davon gesperrt", "Suppressed"), Note: "Kommunen, deren Wert gesperrt ist. Gesperrt ist nicht null.", Required: true},
		{Name: "n_missing", Type: Integer, Label: text("davon fehlend", "Missing"), Note: "Kommunen, die den Zeitraum oder die Kennzahl nicht geliefert haben.", Required: true},
		{Name: "known_numerator", Type: Decimal, Label: text("bekannter Zähler", "Known numerator"), Note: "Summe der gezeigten Zähler.", Signed: true},
		{Name: "known_denominator", Type: Decimal, Label: text("bekannter Nenner", "Known denominator"), Note: "Summe der gezeigten Nenner."},
		{Name: "value_low", Type: Decimal, Label: text("mindestens", "At least"), Note: "Untere Grenze des Wertes über alle Kommunen.", Signed: true},
		{Name: "value_high", Type: Decimal, Label: text("höchstens", "At most"), Note: "Obere Grenze; leer, wo es keine gibt.", Signed: true},
		{Name: "coverage_percent", Type: Decimal, Label: text("Abdeckung in Prozent", "Coverage in per cent"), Note: "Kommunen mit gezeigtem Wert an allen, in Prozent: Die Nenner der anderen sind nicht bekannt.", Required: true},
	}...),
	Key: keyNames, References: []Reference{toArea, toCategory},
}

// Protection is what whoever merges must know to withhold anew. Only bundles for merging have it.
var Protection = &Table{
	Name: "protection", Title: text("Schutz", "Protection"), Note: "Eine Zeile ist eine Kennzahl in einer Fassung: was beim Zusammenführen zu schützen ist.",
	Columns: []Column{
		key[1],
		{Name: "indicator_version", Type: Code, Label: text("Fassung", "Version"), Note: "Fassung der Definition.", Required: true, Pattern: VersionPattern},
		{Name: "harm", Type: Code, Label: text("schädliche Seite", "Harmful side"), Note: "Welche Seite eines Anteils denen schaden kann, die auf ihr stehen.", Required: true, List: "HARM"},
		{Name: "counts", Type: Code, Label: text("zählt", "Counts"), Note: "Was im Zähler gezählt wird.", Required: true, List: "COUNTED"},
		{Name: "part_of", Type: Code, Label: text("Teil von", "Part of"), Note: "Kennzahl, in deren Zähler die Einheiten dieser hier alle enthalten sind."},
	},
	Key: []string{"indicator_id", "indicator_version"}, References: []Reference{toIndicator},
}

// Tables are the tables that every bundle has, in the order of the descriptor.
var Tables = []*Table{Observations, Indicators, Codelists, Areas, Quality, Changes}

// Present are the tables that a bundle has: all of Tables, and Coverage and Protection where a file says so.
func Present(files []File) []*Table {
	out := slices.Clone(Tables)
	for _, t := range []*Table{Coverage, Protection} {
		if slices.ContainsFunc(files, func(f File) bool { return f.Name == t.File() }) {
			out = append(out, t)
		}
	}
	return out
}

func clone(columns []Column) []Column { return append([]Column(nil), columns...) }
