package intake

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"
)

// kontakte is a CSV of n contacts as a case management system exports it.
func kontakte(n int) string {
	var b strings.Builder
	b.WriteString("Nr.;Familie;Datum;Art;Dauer;Stunden;Zustande;Schuljahr;Bemerkung\n")
	arten := []string{"Hausbesuch", "Büro", "HB"}
	for i := range n {
		fmt.Fprintf(&b, "K%06d;F%02d;%02d.%02d.2018;%s;%d;%d,25;%s;2017/18;%s\n",
			i, i%99+1, i%28+1, i%12+1, arten[i%3], i%120, i%9, []string{"ja", "nein"}[i%2], []string{"", "k. A.", "wie vereinbart"}[i%3])
	}
	return b.String()
}

func benchContract() Contract {
	columns := []Column{
		{Name: "kontakt_id", Type: TypeText, Required: true, Class: "key"}, {Name: "familie_id", Type: TypeText, Required: true, Class: "key"},
		{Name: "datum", Type: TypeDate, Required: true}, {Name: "art", Type: TypeText}, {Name: "dauer_min", Type: TypeInt},
		{Name: "stunden", Type: TypeDec}, {Name: "zustande", Type: TypeBool}, {Name: "schuljahr", Type: TypeText, Form: FormSchoolYear}, {Name: "bemerkung", Type: TypeText},
	}
	headers := []string{"Nr.", "Familie", "Datum", "Art", "Dauer", "Stunden", "Zustande", "Schuljahr", "Bemerkung"}
	s := Source{Name: "kontakte", Table: "kontakt", File: "*.csv", Format: "csv", Columns: map[string]Mapping{}}
	for i, k := range columns {
		s.Columns[k.Name] = Mapping{Header: Headers{headers[i]}}
	}
	s.Columns["familie_id"] = Mapping{Header: Headers{"Familie"}, Key: "F00"}
	return Contract{Tables: []Table{{Name: "kontakt", Key: []string{"kontakt_id"}, Term: "datum", Columns: columns}}, Sources: []Source{s}, Term: term}
}

func BenchmarkTake(b *testing.B) {
	const n = 100_000
	b.Run("100000rows", func(b *testing.B) {
		data := fstest.MapFS{"2018-12-31/kontakte.csv": {Data: []byte(kontakte(n))}}
		c := benchContract()
		b.SetBytes(int64(len(data["2018-12-31/kontakte.csv"].Data)))
		b.ReportAllocs()
		for b.Loop() {
			batches, found, err := Take(data, c)
			if err != nil || len(found) != 0 || batches[0].Account.Accepted != n {
				b.Fatal(found, err)
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}

// Opening a file that does not fit into memory and reading its rows in chunks costs two readings.
func BenchmarkSurvey(b *testing.B) {
	const n = 100_000
	b.Run("100000rows", func(b *testing.B) {
		data := fstest.MapFS{"2018-12-31/kontakte.csv": {Data: []byte(kontakte(n))}}
		c := benchContract()
		b.SetBytes(int64(len(data["2018-12-31/kontakte.csv"].Data)))
		b.ReportAllocs()
		for b.Loop() {
			s, _, err := open(data, c, nil, 0)
			if err != nil {
				b.Fatal(err)
			}
			rows := 0
			if err := s.Read(0, func(c Chunk) error { rows += len(c.Rows); return nil }); err != nil || rows != n {
				b.Fatal(rows, err)
			}
		}
		b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
	})
}
