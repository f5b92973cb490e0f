package delivery

import (
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/bundle"
)

// TestTheStructureDescribesTheData holds SDMX together by rules of our own: no validator of it can be had here.
func TestTheStructureDescribesTheData(t *testing.T) {
	b := build(t, sample(hindered(), 2, 9), order())
	type component struct {
		ID    string `json:"id"`
		Local struct {
			Enumeration string `json:"enumeration"`
		} `json:"localRepresentation"`
	}
	var s struct {
		Data struct {
			Codelists []struct {
				ID    string `json:"id"`
				Codes []struct {
					ID string `json:"id"`
				} `json:"codes"`
			} `json:"codelists"`
			Structures []struct {
				Components struct {
					Dimensions struct {
						Dimensions []component `json:"dimensions"`
						Time       component   `json:"timeDimension"`
					} `json:"dimensionList"`
					Measures struct {
						Measures []component `json:"measures"`
					} `json:"measureList"`
					Attributes struct {
						Attributes []component `json:"attributes"`
					} `json:"attributeList"`
				} `json:"dataStructureComponents"`
			} `json:"dataStructures"`
		} `json:"data"`
	}
	if err := json.Unmarshal([]byte(data(t, b, bundle.StructureFile)), &s); err != nil {
		t.Fatal(err)
	}
	c := s.Data.Structures[0].Components
	components := append(append(append(c.Dimensions.Dimensions, c.Dimensions.Time), c.Measures.Measures...), c.Attributes.Attributes...)
	head := []string{"STRUCTURE", "STRUCTURE_ID", "ACTION"}
	allowed := map[int]map[string]bool{}
	for i, k := range components {
		head = append(head, k.ID)
		for _, l := range s.Data.Codelists {
			if strings.HasSuffix(k.Local.Enumeration, ":"+l.ID+"("+bundle.Format+")") {
				allowed[i+3] = map[string]bool{}
				for _, code := range l.Codes {
					allowed[i+3][code.ID] = true
				}
			}
		}
		if k.Local.Enumeration != "" && allowed[i+3] == nil {
			t.Errorf("%s: no code list %s", k.ID, k.Local.Enumeration)
		}
	}
	rows, err := csv.NewReader(strings.NewReader(data(t, b, bundle.SDMXFile))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(head, rows[0]); diff != "" {
		t.Errorf("columns (-structure +data):\n%s", diff)
	}
	keys := map[string]bool{}
	for i, r := range rows[1:] {
		for k, codes := range allowed {
			if r[k] != "" && !codes[r[k]] {
				t.Errorf("row %d: %s is %q, which is in no code list", i, head[k], r[k])
			}
		}
		key := strings.Join(r[3:11], "/")
		if keys[key] {
			t.Errorf("row %d: key %s twice", i, key)
		}
		keys[key] = true
	}
	if len(rows) != 9 {
		t.Errorf("%d rows, want the 8 of observations.csv and the header", len(rows))
	}
}

func TestPeriodsGetTheNamesOfSDMX(t *testing.T) {
	tab := &tables{id: bundle.ID{Quarter: "2019-Q4"}}
	tab.Codelists = &bundle.Content{Table: bundle.Codelists}
	for _, e := range bundle.Entries() {
		tab.Codelists.Rows = append(tab.Codelists.Rows, bundle.Row{e.List, e.Code, e.LabelDE, e.LabelEN, "1", "", "", "", e.SDMX, e.SDMXCode, e.Sign})
	}
	for _, c := range []struct{ freq, period, want string }{
		{"Q", "2018-Q3", "Q Q 2018-Q3 "}, {"A", "2018-A1", "A A 2018-A1 "}, {"SH", "2017-H1", "S SH 2017-S1 --08-01"},
		{"SY", "2017-Y1", "A SY 2017-A1 --08-01"}, {"P", "2018-Q3", "A P 2018-Q3 "}, {"T", "T06", "_Z T06 2019-Q4 "},
	} {
		row := make(bundle.Row, len(bundle.Observations.Columns))
		row[3], row[4] = c.freq, c.period
		got := strings.Join([]string{sdmxFreq(tab, row), sdmxPeriodType(tab, row), sdmxTime(tab, row), sdmxYearStart(tab, row)}, " ")
		if got != c.want {
			t.Errorf("%s:%s is %q, want %q", c.freq, c.period, got, c.want)
		}
	}
}
