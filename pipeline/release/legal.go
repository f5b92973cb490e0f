package release

import (
	"strings"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// lawList is the code list of the legal states.
const lawList = "rechtsstand"

// NoExamination is what stands wherever a figure of residence law stands.
var NoExamination = notation.Text{
	DE: "rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung",
	EN: "a computed preliminary check of anonymised features – no examination under residence law",
}

// LegalLabel says of a figure which law it was computed by and that it is no examination; empty where the indicator reads no law.
func (r *Release) LegalLabel(k indicator.Key, l notation.Lang) string {
	if k.Law == "" || k.Law == indicator.NoLaw {
		return ""
	}
	return r.codes[lawList].Label(strings.ToUpper(k.Law), l) + "; " + NoExamination.In(l)
}
