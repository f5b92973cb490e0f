package bundle

// Entry is one code of a list that belongs to the format, whatever the project.
type Entry struct {
	List, Code     string
	LabelDE        string
	LabelEN        string
	SDMX, SDMXCode string // list and code there; empty where there is none
	Sign           string // what official statistics print, in words
}

// Entries are the codes of the format's own lists, in the order in which they are read.
func Entries() []Entry {
	return []Entry{
		{List: "FREQ", Code: "Q", LabelDE: "Quartal, Bestände am letzten Tag", LabelEN: "Quarter, stocks on its last day", SDMX: "CL_FREQ", SDMXCode: "FREQ:Q"},
		{List: "FREQ", Code: "A", LabelDE: "Kalenderjahr", LabelEN: "Calendar year", SDMX: "CL_FREQ", SDMXCode: "FREQ:A"},
		{List: "FREQ", Code: "SH", LabelDE: "Schulhalbjahr", LabelEN: "School half-year", SDMX: "CL_FREQ", SDMXCode: "FREQ:S"},
		{List: "FREQ", Code: "SY", LabelDE: "Schuljahr", LabelEN: "School year", SDMX: "CL_FREQ", SDMXCode: "FREQ:A"},
		{List: "FREQ", Code: "P", LabelDE: "Seit Projektbeginn bis zum Ende des Quartals", LabelEN: "Since the start of the project, to the end of the quarter", SDMX: "CL_FREQ", SDMXCode: "FREQ:A"},
		{List: "FREQ", Code: "T", LabelDE: "Monate seit Aufnahme der Familie", LabelEN: "Months since the family was taken in"},
		{List: "RECHTSSTAND", Code: "_Z", LabelDE: "Wendet kein Recht an", LabelEN: "Applies no law"},
		{List: "BREAKDOWN", Code: "_T", LabelDE: "Nicht gegliedert", LabelEN: "Not broken down"},
		{List: "_T", Code: "_T", LabelDE: "Insgesamt", LabelEN: "Total"},
		{List: "UNIT", Code: "COUNT", LabelDE: "Anzahl", LabelEN: "Number"},
		{List: "UNIT", Code: "PERSONS", LabelDE: "Personen", LabelEN: "Persons"},
		{List: "UNIT", Code: "FAMILIES", LabelDE: "Familien", LabelEN: "Families"},
		{List: "UNIT", Code: "PERCENT", LabelDE: "Prozent, von 0 bis 100", LabelEN: "Per cent, from 0 to 100"},
		{List: "UNIT", Code: "MONTHS", LabelDE: "Monate", LabelEN: "Months"},
		{List: "UNIT", Code: "HOURS", LabelDE: "Stunden", LabelEN: "Hours"},
		{List: "UNIT", Code: "DAYS", LabelDE: "Tage", LabelEN: "Days"},
		{List: "UNIT", Code: "EUR", LabelDE: "Euro", LabelEN: "Euros"},
		{List: "UNIT", Code: "PER_FAMILY_MONTH", LabelDE: "Je Familie und Monat", LabelEN: "Per family and month"},
		{List: "UNIT", Code: "INDEX", LabelDE: "Indexwert", LabelEN: "Index"},
		{List: "OBS_STATUS", Code: "A", LabelDE: "Normaler Wert", LabelEN: "Normal value", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:A"},
		{List: "OBS_STATUS", Code: "P", LabelDE: "Vorläufiger Wert", LabelEN: "Provisional value", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:P", Sign: "Buchstabe p hinter der Zahl"},
		{List: "OBS_STATUS", Code: "E", LabelDE: "Geschätzter Wert", LabelEN: "Estimated value", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:E", Sign: "Buchstabe s hinter der Zahl"},
		{List: "OBS_STATUS", Code: "D", LabelDE: "Abweichende Definition", LabelEN: "Definition differs", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:D"},
		{List: "OBS_STATUS", Code: "U", LabelDE: "Wenig verlässlich", LabelEN: "Low reliability", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:U", Sign: "Zahl in Klammern"},
		{List: "OBS_STATUS", Code: "Q", LabelDE: "Gesperrt", LabelEN: "Suppressed", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:Q", Sign: "Punkt"},
		{List: "OBS_STATUS", Code: "M", LabelDE: "Kein Wert möglich: kein Fall, oder Zeitraum nicht vorüber", LabelEN: "No value can exist: no case, or period not over", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:M", Sign: "Buchstabe x"},
		{List: "OBS_STATUS", Code: "L", LabelDE: "Nicht erhoben", LabelEN: "Not collected", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:L", Sign: "Drei Punkte"},
		{List: "OBS_STATUS", Code: "O", LabelDE: "Fehlt", LabelEN: "Missing", SDMX: "CL_OBS_STATUS", SDMXCode: "OBS_STATUS:O", Sign: "Drei Punkte"},
		{List: "CONF_STATUS", Code: "FREE", LabelDE: "Frei", LabelEN: "Free", SDMX: "CL_CONF_STATUS", SDMXCode: "CONF_STATUS:F"},
		{List: "CONF_STATUS", Code: "CONF", LabelDE: "Gesperrt", LabelEN: "Confidential", SDMX: "CL_CONF_STATUS", SDMXCode: "CONF_STATUS:C"},
		{List: "CONF_STATUS", Code: "INTERNAL", LabelDE: "Nicht zur Weitergabe", LabelEN: "Not for publication", SDMX: "CL_CONF_STATUS", SDMXCode: "CONF_STATUS:N"},
		{List: "CONF_STATUS", Code: "EMBARGO", LabelDE: "Sperrfrist", LabelEN: "Embargoed", SDMX: "CL_CONF_STATUS", SDMXCode: "CONF_STATUS:E"},
		{List: "MEASURE", Code: "COUNT", LabelDE: "Anzahl", LabelEN: "Count"},
		{List: "MEASURE", Code: "SHARE", LabelDE: "Anteil der Einheiten", LabelEN: "Share of units"},
		{List: "MEASURE", Code: "RATIO", LabelDE: "Verhältnis zweier Mengen", LabelEN: "Ratio of two amounts"},
		{List: "MEASURE", Code: "RATE", LabelDE: "Ereignisse je Zeit unter Beobachtung", LabelEN: "Events per exposure"},
		{List: "MEASURE", Code: "AMOUNT", LabelDE: "Menge", LabelEN: "Amount"},
		{List: "MEASURE", Code: "MEDIAN", LabelDE: "Median", LabelEN: "Median"},
		{List: "MEASURE", Code: "SURVIVAL", LabelDE: "Verweildauer", LabelEN: "Survival"},
		{List: "MEASURE", Code: "PAIRED", LabelDE: "Vorher und nachher bei denselben", LabelEN: "Before and after, of the same"},
		{List: "DIRECTION", Code: "UP", LabelDE: "Mehr ist besser", LabelEN: "More is better"},
		{List: "DIRECTION", Code: "DOWN", LabelDE: "Weniger ist besser", LabelEN: "Less is better"},
		{List: "DIRECTION", Code: "NEUTRAL", LabelDE: "Weder noch", LabelEN: "Neither"},
		{List: "AGGREGATION", Code: "SUM", LabelDE: "Werte addieren", LabelEN: "Add the values"},
		{List: "AGGREGATION", Code: "RATIO_OF_SUMS", LabelDE: "Summe der Zähler durch Summe der Nenner, nie das Mittel der Quoten", LabelEN: "Sum of numerators over sum of denominators, never the mean of ratios"},
		{List: "AGGREGATION", Code: "NOT_ADDITIVE", LabelDE: "Lässt sich nicht zusammenfassen", LabelEN: "Cannot be aggregated"},
		{List: "DISCLOSURE_CLASS", Code: "PLAIN", LabelDE: "Sagt nichts über Menschen", LabelEN: "Says nothing about people"},
		{List: "DISCLOSURE_CLASS", Code: "PROTECTED", LabelDE: "Kleine Gruppen geschützt", LabelEN: "Small groups protected"},
		{List: "DISCLOSURE_CLASS", Code: "SENSITIVE", LabelDE: "Besonders geschützt", LabelEN: "Specially protected"},
		{List: "HARM", Code: "NUMERATOR", LabelDE: "Im Zähler zu stehen, kann schaden", LabelEN: "To be in the numerator can harm"},
		{List: "HARM", Code: "COMPLEMENT", LabelDE: "Nicht im Zähler zu stehen, kann schaden", LabelEN: "Not to be in the numerator can harm"},
		{List: "HARM", Code: "BOTH", LabelDE: "Beides kann schaden", LabelEN: "Both can harm"},
		{List: "COUNTED", Code: "PERSONS", LabelDE: "Personen", LabelEN: "Persons"},
		{List: "COUNTED", Code: "FAMILIES", LabelDE: "Familien", LabelEN: "Families"},
		{List: "COUNTED", Code: "GOALS", LabelDE: "Ziele", LabelEN: "Goals"},
		{List: "COUNTED", Code: "MEASURES", LabelDE: "Maßnahmen", LabelEN: "Measures"},
		{List: "COUNTED", Code: "HOURS", LabelDE: "Stunden", LabelEN: "Hours"},
		{List: "COUNTED", Code: "EUROS", LabelDE: "Euro", LabelEN: "Euros"},
		{List: "COUNTED", Code: "POSTS", LabelDE: "Stellen", LabelEN: "Posts"},
		{List: "COUNTED", Code: "OTHERS", LabelDE: "Anderes", LabelEN: "Others"},
		{List: "GRADE", Code: "HIGH", LabelDE: "Hoch: mindestens 95 Prozent festgestellt", LabelEN: "High: at least 95 per cent determined"},
		{List: "GRADE", Code: "MEDIUM", LabelDE: "Mittel: mindestens 80 Prozent festgestellt", LabelEN: "Medium: at least 80 per cent determined"},
		{List: "GRADE", Code: "LOW", LabelDE: "Niedrig: weniger als 80 Prozent festgestellt", LabelEN: "Low: less than 80 per cent determined"},
		{List: "GRADE", Code: "UNRATED", LabelDE: "Nicht bewertet", LabelEN: "Not rated"},
		{List: "CHANGE_TYPE", Code: "ADDED", LabelDE: "Neu", LabelEN: "Added"},
		{List: "CHANGE_TYPE", Code: "REMOVED", LabelDE: "Entfallen", LabelEN: "Removed"},
		{List: "CHANGE_TYPE", Code: "REVISED", LabelDE: "Berichtigt", LabelEN: "Revised"},
		{List: "CHANGE_TYPE", Code: "STATUS", LabelDE: "Gleicher Wert, anderer Status", LabelEN: "Same value, other status"},
		{List: "CHANGE_TYPE", Code: "SUPPRESSED", LabelDE: "Jetzt gesperrt", LabelEN: "Now suppressed"},
		{List: "CHANGE_TYPE", Code: "RELEASED", LabelDE: "Jetzt frei", LabelEN: "Now released"},
		{List: "CHANGE_REASON", Code: "NEW_PERIOD", LabelDE: "Neuer Zeitraum", LabelEN: "New period"},
		{List: "CHANGE_REASON", Code: "NEW_SERIES", LabelDE: "Neue Kennzahl, Gliederung oder Ausprägung", LabelEN: "New indicator, breakdown or category"},
		{List: "CHANGE_REASON", Code: "DATA", LabelDE: "Nachgelieferte oder berichtigte Daten", LabelEN: "Late or corrected data"},
		{List: "CHANGE_REASON", Code: "DEFINITION", LabelDE: "Andere Fassung der Definition", LabelEN: "Other version of the definition"},
		{List: "CHANGE_REASON", Code: "CONFIDENTIALITY", LabelDE: "Geheimhaltung", LabelEN: "Confidentiality"},
	}
}

// MayBeEmpty reports whether obs_status says that there is no value.
func MayBeEmpty(status string) bool {
	switch status {
	case "Q", "L", "M", "O":
		return true
	}
	return false
}
