package privacy

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/notation"
)

// Sentence says in German what the data may be called and why. anonymous is true where the delivery calls itself anonymous. Data in which
// one person stands alone are called pseudonymous, whatever their label; and never anonymous, because whoever pseudonymised them
// holds the key.
func (m Measures) Sentence(anonymous bool) string {
	if m.Count == 0 || len(m.Quasi) == 0 {
		return fmt.Sprintf("%s: keine Merkmale, an denen jemand zu erkennen wäre.", m.Table)
	}
	begin := m.Table + ": "
	if anonymous && !m.meets(m.limits) {
		begin += "Die Lieferung nennt sich anonym, ist es aber nicht. "
	}
	columns := among(m.Quasi)
	switch {
	case m.K == 1:
		return fmt.Sprintf("%sDie Daten sind pseudonymisiert, nicht anonym: %d von %d %s (%s) %s.",
			begin, m.Unique, m.Count, dative(m.Units), percent(m.UniqueShare), alone(m.Unique, columns))
	case m.K < m.limits.K:
		return fmt.Sprintf("%sDie Daten sind pseudonymisiert, nicht anonym: Die kleinste Gruppe mit gleichen Angaben zu %s hat %d %s, verlangt sind %d.",
			begin, columns, m.K, m.Units, m.limits.K)
	case m.Families > 0 && m.KFamilies < m.limits.Families:
		return fmt.Sprintf("%sDie Daten sind pseudonymisiert, nicht anonym: Eine Gruppe mit gleichen Angaben zu %s besteht aus nur %d von verlangten %d Familien.",
			begin, columns, m.KFamilies, m.limits.Families)
	case !m.meets(m.limits):
		return fmt.Sprintf("%sDie Daten sind pseudonymisiert, nicht anonym: Wer die Angaben zu %s kennt, kennt damit auch eine schutzwürdige Angabe.", begin, columns)
	}
	return fmt.Sprintf("%sIn den Angaben zu %s gleichen sich immer mindestens %d %s (k = %d); die Daten bleiben pseudonymisiert, solange es einen Schlüssel gibt.",
		begin, columns, m.K, m.Units, m.K)
}

func alone(n int, columns string) string {
	verb := "sind"
	if n == 1 {
		verb = "ist"
	}
	return verb + " durch die Angaben zu " + columns + " eindeutig bestimmt"
}

// dative is the plural after "von 14".
func dative(noun string) string {
	if strings.HasSuffix(noun, "n") {
		return noun
	}
	return noun + "n"
}

// among lists columns: "a, b und c", at most four of them.
func among(columns []string) string {
	rest := 0
	if len(columns) > 5 {
		rest = len(columns) - 4
		columns = columns[:4]
	}
	last := len(columns) - 1
	switch {
	case rest > 0:
		return fmt.Sprintf("%s und %d weiteren Merkmalen", strings.Join(columns, ", "), rest)
	case last == 0:
		return columns[0]
	}
	return strings.Join(columns[:last], ", ") + " und " + columns[last]
}

func percent(share float64) string {
	if share > 0 && share < 0.01 {
		return "unter 1\u00a0%"
	}
	return notation.FormatPercent(notation.Decimal(share*float64(notation.One)), 0, notation.German)
}
