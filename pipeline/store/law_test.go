package store

import (
	"cmp"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	gocmp "github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
)

func readLaw(t *testing.T) []Rule {
	t.Helper()
	ref, found, err := ReadReference(os.DirFS(root), codelist.Lists{})
	failOn(t, must(found, err)(t))
	return ref.Law
}

// TestAParameterOfTheLawHasOneValueOnEachDay: two rows for one day would double the people behind a figure.
func TestAParameterOfTheLawHasOneValueOnEachDay(t *testing.T) {
	rules := map[string][]Rule{}
	for _, r := range readLaw(t) {
		name := r.Rule + " " + r.Parameter
		rules[name] = append(rules[name], r)
	}
	for name, rows := range rules {
		slices.SortFunc(rows, func(a, b Rule) int { return a.From.Compare(*b.From) })
		for i, r := range rows {
			if r.To != nil && r.To.Before(*r.From) {
				t.Errorf("%s ends before it begins", name)
			}
			if i > 0 && (rows[i-1].To == nil || !rows[i-1].To.Before(*r.From)) {
				t.Errorf("%s has two values on %s", name, r.From.Format(time.DateOnly))
			}
		}
	}
}

// TestTheLawOfADayIsThatOfTheReference holds the parameters of the reference on the last days of two laws and the first days of their successors.
func TestTheLawOfADayIsThatOfTheReference(t *testing.T) {
	law := readLaw(t)
	for day, want := range map[string]string{
		"2018-12-31": `
25A alter_ab 14, alter_unter 21, aufenthalt_monate 48, schuljahre 4, vorduldung_monate 0
25B alter_ab 18, aufenthalt_monate 96, aufenthalt_monate_mit_kind 72, lebensunterhalt_anteil_ueber 0.5, titel_monate 24
60A2S4 suchfrist_monate 6
ALLE unterbrechung_monate_max 3
ASYLBLG2 analogleistung_monate 15
BESCHV32 zustimmung_nach_monaten 3, zustimmungsfrei_nach_monaten 48`,
		"2022-12-30": `
25A alter_ab 14, alter_unter 21, aufenthalt_monate 48, schuljahre 4, vorduldung_monate 0
25B alter_ab 18, aufenthalt_monate 96, aufenthalt_monate_mit_kind 72, duldung_60d_monate 30, lebensunterhalt_anteil_ueber 0.5, titel_monate 24
60B zeit_als_vorduldung 0
60C antrag_monate_vorher_max 7, erteilung_monate_vorher_max 6, identitaet_geklaert_bis_bei_einreise_2017_bis_2019 2020-06-30, identitaet_monate_nach_spaeterer_einreise 6, suchfrist_monate 6, vorduldung_monate 3
60D beschaeftigung_monate 18, einreise_bis 2018-08-01, lebensunterhalt_monate 12, titel_monate 30, vorduldung_monate 12, wochenstunden 35, wochenstunden_alleinerziehend 20
ALLE unterbrechung_monate_max 3
ASYLBLG2 analogleistung_monate 18
BESCHV32 zustimmung_nach_monaten 3, zustimmungsfrei_nach_monaten 48`,
		"2022-12-31": `
104C aufenthalt_am 2022-10-31, aufenthalt_monate 60, einreise_bis 2017-10-31, titel_monate 18
25A alter_ab 14, alter_unter 27, aufenthalt_monate 36, mit_104c 1, schuljahre 3, vorduldung_monate 12
25B alter_ab 18, aufenthalt_monate 72, aufenthalt_monate_mit_kind 48, duldung_60d_monate 30, lebensunterhalt_anteil_ueber 0.5, mit_104c 1, titel_monate 24
60B zeit_als_vorduldung 0
60C antrag_monate_vorher_max 7, erteilung_monate_vorher_max 6, identitaet_geklaert_bis_bei_einreise_2017_bis_2019 2020-06-30, identitaet_monate_nach_spaeterer_einreise 6, suchfrist_monate 6, vorduldung_monate 3
60D beschaeftigung_monate 18, einreise_bis 2018-08-01, lebensunterhalt_monate 12, titel_monate 30, vorduldung_monate 12, wochenstunden 35, wochenstunden_alleinerziehend 20
ALLE unterbrechung_monate_max 3
ASYLBLG2 analogleistung_monate 18
BESCHV32 zustimmung_nach_monaten 3, zustimmungsfrei_nach_monaten 48`,
		"2026-01-01": `
25A alter_ab 14, alter_unter 27, aufenthalt_monate 36, schuljahre 3, vorduldung_monate 12
25B alter_ab 18, aufenthalt_monate 72, aufenthalt_monate_mit_kind 48, duldung_60d_monate 30, lebensunterhalt_anteil_ueber 0.5, titel_monate 24
60B zeit_als_vorduldung 0
60C antrag_monate_vorher_max 7, erteilung_monate_vorher_max 6, identitaet_geklaert_bis_bei_einreise_2017_bis_2019 2020-06-30, identitaet_monate_nach_spaeterer_einreise 6, suchfrist_monate 6, vorduldung_monate 3
60D beschaeftigung_monate 12, einreise_bis 2022-12-31, lebensunterhalt_monate 12, titel_monate 30, vorduldung_monate 12, wochenstunden 20, wochenstunden_alleinerziehend 20
ALLE unterbrechung_monate_max 3
ASYLBLG2 analogleistung_monate 36
BESCHV32 zustimmung_nach_monaten 3, zustimmungsfrei_nach_monaten 48`,
	} {
		if diff := gocmp.Diff(strings.TrimSpace(want), lawOn(law, parseDay(t, day))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", day, diff)
		}
	}
}

// lawOn prints what is the law on a day, one line for each rule.
func lawOn(law []Rule, day time.Time) string {
	law = slices.DeleteFunc(slices.Clone(law), func(r Rule) bool { return r.From.After(day) || r.To != nil && r.To.Before(day) })
	slices.SortFunc(law, func(a, b Rule) int { return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Parameter, b.Parameter)) })
	var out strings.Builder
	for i, r := range law {
		switch {
		case i == 0:
			out.WriteString(r.Rule + " ")
		case r.Rule != law[i-1].Rule:
			out.WriteString("\n" + r.Rule + " ")
		default:
			out.WriteString(", ")
		}
		fmt.Fprintf(&out, "%s %s", r.Parameter, r.Value)
	}
	return out.String()
}
