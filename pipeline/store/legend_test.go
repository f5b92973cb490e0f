package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/indicator"
)

func TestALegendHasNeitherGapsNorOverlaps(t *testing.T) {
	for name, c := range map[string]struct{ rows, want string }{
		"whole":                {"gruen,0.95,|gelb,0.80,0.95|rot,0,0.80", ""},
		"in any order":         {"rot,0,0.80|gruen,0.95,|gelb,0.80,0.95", ""},
		"a gap":                {"gruen,0.95,|gelb,0.80,0.90|rot,0,0.80", "3 Von 0.9 bis 0.95 gilt keine Farbe."},
		"an overlap":           {"gruen,0.95,|gelb,0.80,0.97|rot,0,0.80", "3 Ab 0.95 gelten zwei Farben."},
		"open in the middle":   {"gruen,0.95,|gelb,0.80,|rot,0,0.80", "3 Ab 0.95 gelten zwei Farben."},
		"closed at the top":    {"gruen,0.95,2|gelb,0.80,0.95|rot,0,0.80", "2 Ab 2 gilt keine Farbe."},
		"closed at the bottom": {"gruen,0.95,|gelb,0.80,0.95|rot,0.1,0.80", "4 Von 0 bis 0.1 gilt keine Farbe."},
		"a colour missing":     {"gruen,0.95,|rot,0,0.95", "0 Die Farben müssen von der besten zur schlechtesten gruen, gelb, rot sein."},
		"colours mixed up":     {"rot,0.95,|gelb,0.80,0.95|gruen,0,0.80", "0 Die Farben müssen von der besten zur schlechtesten gruen, gelb, rot sein."},
	} {
		ref, found, err := ReadReference(mapFS(map[string][]byte{LegendFile: []byte("farbe,von,bis\n" + strings.ReplaceAll(c.rows, "|", "\n") + "\n")}), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got string
		for _, f := range found {
			got += strings.TrimSpace(strings.Join([]string{string('0' + rune(f.Place.Line)), f.Message}, " "))
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
		if c.want == "" && (len(ref.Legend) != 3 || ref.Legend[0].Light != indicator.Green) {
			t.Errorf("%s: legend %v", name, ref.Legend)
		}
	}
}

func TestALightSetByHandNeedsAReasonAndAKnownIndicator(t *testing.T) {
	ref, found, err := ReadReference(mapFS(map[string][]byte{OverrideFile: []byte("indikator,freq,time_period,farbe,grund,rolle\n" +
		"fam_aktiv,Q,2018-Q3,gelb,Aufnahme stockt,Projektkoordination\nfam_aktiv,Q,2018-Q2,blau,,Projektkoordination\nfam_aktif,Q,2018-Q2,rot,x,y\n")}), nil)
	if err != nil {
		t.Fatal(err)
	}
	found = append(found, ref.CheckTargets([]*indicator.Indicator{{ID: "fam_aktiv"}})...)
	var got []string
	for _, f := range found {
		got = append(got, f.Place.String()+" "+f.Message)
	}
	want := []string{
		"config/reference/ampel_gesetzt.csv:3 grund: Der Wert fehlt.",
		"config/reference/ampel_gesetzt.csv:3 farbe: »blau« ist keine Ampelfarbe; möglich sind gruen, gelb, rot, grau.",
		`config/reference/ampel_gesetzt.csv:4 unbekannter Indikator "fam_aktif".`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
