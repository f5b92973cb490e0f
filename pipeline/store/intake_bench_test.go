package store

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/intake"
)

// BenchmarkIntake takes a CSV file of 14 columns from the folder into a store in a file. Metric x/bare is its time divided by that of DuckDB's
// read_csv alone, which is told all types and checks nothing, in the same run; MB-peak is the most memory that the process has had before
// that, which only means something if the benchmark runs alone. Storing the rows takes DuckDB one thread and as long as all of read_csv takes it
// with two; what comes before and beside it is the reading here.
//
// Two thirds of a million rows have a cell that says why it has no value; each is a row of raw.fehlend, which read_csv does not make.
func BenchmarkIntake(b *testing.B) {
	b.Run("1e6rows", func(b *testing.B) { benchmarkIntake(b, 1_000_000) })
	b.Run("2e6rows", func(b *testing.B) { benchmarkIntake(b, 2_000_000) })
}

// peakMemory is the most memory that this process has had, in MB, where the system tells.
func peakMemory() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	kB := 0.0
	if _, err := fmt.Sscan(rest, &kB); err != nil {
		return 0
	}
	return kB / 1024
}

func benchmarkIntake(b *testing.B, rows int) {
	contract := contactContract(b)
	folder := b.TempDir()
	file := filepath.Join(folder, "2018-12-31", "kontakte.csv")
	if err := writeContacts(file, rows); err != nil {
		b.Fatal(err)
	}
	bare, err := openEngine(b.Context(), filepath.Join(b.TempDir(), "bare.duckdb"), false, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer bare.close()
	var whole, alone time.Duration
	peak := 0.0
	for b.Loop() {
		start := time.Now()
		survey, found, err := intake.Open(os.DirFS(folder), contract, nil)
		failOn(b, must(found, err)(b))
		s := must(Open(b.Context(), filepath.Join(b.TempDir(), "store.duckdb"), Project{Municipality: "05515000", Tables: contract.Tables}, Options{Rows: rows}))(b)
		failOn(b, must(s.Load(b.Context(), survey.Batches, survey.Read))(b))
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		whole += time.Since(start)
		if peak == 0 {
			peak = peakMemory()
		}
		if n := survey.Batches[0].Account.Accepted; n != rows {
			b.Fatalf("%d rows accepted", n)
		}
		start = time.Now()
		if err := bare.exec(b.Context(), bareRead(contract.Tables[0], file)); err != nil {
			b.Fatal(err)
		}
		alone += time.Since(start)
	}
	b.ReportMetric(float64(whole)/float64(alone), "x/bare")
	b.ReportMetric(peak, "MB-peak")
	b.ReportMetric(float64(rows*b.N)/whole.Seconds(), "rows/s")
}

// contactContract is the contract of one table, in the order of the file, as German offices write it.
func contactContract(t testing.TB) intake.Contract {
	columns := []intake.Column{
		{Name: "kontakt_id", Type: intake.TypeText, Required: true, Class: "key"}, {Name: "familie_id", Type: intake.TypeText, Required: true, Class: "key"},
		{Name: "datum", Type: intake.TypeDate, Required: true}, {Name: "art", Type: intake.TypeText}, {Name: "dauer_min", Type: intake.TypeInt},
		{Name: "stunden", Type: intake.TypeDec}, {Name: "zustande", Type: intake.TypeBool}, {Name: "schuljahr", Type: intake.TypeText, Form: intake.FormSchoolYear},
		{Name: "bemerkung", Type: intake.TypeText}, {Name: "monat", Type: intake.TypeMonth}, {Name: "anzahl", Type: intake.TypeInt},
		{Name: "betrag", Type: intake.TypeDec}, {Name: "stelle", Type: intake.TypeText}, {Name: "ende", Type: intake.TypeDate},
	}
	s := intake.Source{Name: "kontakte", Table: "kontakt", File: "kontakte.csv", Format: "csv", Columns: map[string]intake.Mapping{}}
	for _, c := range columns {
		s.Columns[c.Name] = intake.Mapping{Header: intake.Headers{c.Name}}
	}
	s.Columns["familie_id"] = intake.Mapping{Header: intake.Headers{"familie_id"}, Key: "F0000"}
	return intake.Contract{
		Tables:  []intake.Table{{Name: "kontakt", Key: []string{"kontakt_id"}, Term: "datum", Columns: columns}},
		Sources: []intake.Source{s},
		Term:    intake.Term{Start: parseDay(t, "2017-05-01"), Ends: []intake.TermEnd{{Until: parseDay(t, "2019-12-31"), Status: "BEWILLIGT"}}},
	}
}

func writeContacts(file string, rows int) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		return err
	}
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	w.WriteString("kontakt_id;familie_id;datum;art;dauer_min;stunden;zustande;schuljahr;bemerkung;monat;anzahl;betrag;stelle;ende\n")
	kinds, yes := []string{"Hausbesuch", "Büro", "HB"}, []string{"ja", "nein"}
	notes, ends, offices := []string{"", "k. A.", "wie vereinbart"}, []string{"", "31.12.9999", "30.06.2018"}, []string{"Sozialamt", "Schulamt"}
	for i := range rows {
		fmt.Fprintf(w, "K%08d;F%04d;%02d.%02d.2018;%s;%d;%d,25;%s;2017/18;%s;%02d/2018;%d;%d,%02d;%s;%s\n", i, i%9999+1, i%28+1, i%12+1, kinds[i%3], i%120, i%9,
			yes[i%2], notes[i%3], i%12+1, i*7919%100_000, i*31%100_000, i%100, offices[i/3%2], ends[i%3])
	}
	return w.Flush()
}

// bareRead reads the file as DuckDB can: months and truth values in German stay texts.
func bareRead(t intake.Table, file string) string {
	var kinds string
	for _, c := range t.Columns {
		kind := sqlType(c.Type)
		if c.Type == intake.TypeMonth || c.Type == intake.TypeBool {
			kind = "VARCHAR"
		}
		kinds += fmt.Sprintf(", %s: %s", quote(c.Name), quote(kind))
	}
	return fmt.Sprintf(`create or replace table bare as from read_csv(%s, auto_detect = false, header = true, delim = ';', decimal_separator = ',',
		dateformat = '%%d.%%m.%%Y', columns = {%s})`, quote(file), kinds[2:])
}
