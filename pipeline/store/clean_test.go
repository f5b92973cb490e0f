package store

import (
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/intake"
)

// twoWays is how many files are loaded both ways, a twentieth of them every day.
const twoWays = 500

// TestBothWaysOfLoadingGiveTheSame makes files as offices send them, clean and dirty, and loads each row by row and, if each of its rows stands for
// itself, by columns: every row, every missing cell and the account must be the same.
func TestBothWaysOfLoadingGiveTheSame(t *testing.T) {
	n := twoWays / 20
	if os.Getenv("WIRKBERICHT_FULL") != "" {
		n = twoWays
	}
	clean := 0
	for i := range n {
		random := rand.New(rand.NewPCG(11, uint64(i)))
		f := newFile(random)
		folder := t.TempDir()
		if err := os.MkdirAll(filepath.Join(folder, "2018-12-31"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "2018-12-31", "kontakte.csv"), []byte(f.text), 0o600); err != nil {
			t.Fatal(err)
		}
		contract := f.contract(t)
		survey, found, err := intake.Open(os.DirFS(folder), contract, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(survey.Batches) == 0 {
			t.Logf("file %d: %s\n%s", i, found, f.text)
			continue
		}
		if survey.Batches[0].Clean == nil {
			if f.regular {
				t.Errorf("file %d is clean and was not found so:\n%s", i, f.text)
			}
			continue
		}
		clean++
		careful := dumped(t, contract, survey, 1<<40)
		fast := dumped(t, contract, survey, 0)
		if diff := cmp.Diff(careful, fast); diff != "" {
			t.Fatalf("file %d: -careful +fast\n%s\n%s", i, diff, f.text)
		}
	}
	t.Logf("%d of %d files are clean", clean, n)
	if clean < n/4 || clean == n {
		t.Error("the files are all alike")
	}
}

// dumped is what the store holds of a survey. clean is from how many rows on DuckDB reads a file.
func dumped(t *testing.T, contract intake.Contract, survey *intake.Survey, clean int) string {
	t.Helper()
	s := must(Open(t.Context(), "", Project{Municipality: "05515000", Tables: contract.Tables}, Options{Rows: cleanRows, Threads: 2}))(t)
	defer s.Close()
	s.clean = clean
	failOn(t, must(s.Load(t.Context(), survey.Batches, survey.Read))(t))
	var b strings.Builder
	for _, query := range []string{"from raw.kontakt order by _line", "from raw.fehlend order by all", "from raw.lieferung"} {
		err := s.each(t.Context(), query, nil, func(rows *sql.Rows) error {
			columns, err := rows.Columns()
			if err != nil {
				return err
			}
			values := make([]any, len(columns))
			for i := range values {
				values[i] = new(any)
			}
			err = rows.Scan(values...)
			for i, v := range values {
				fmt.Fprintf(&b, "%s=%v ", columns[i], *v.(*any))
			}
			b.WriteByte('\n')
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// file is a generated CSV file.
type file struct {
	text    string
	regular bool // every row is whole
	plain   bool
	random  *rand.Rand
	comma   string
	quoting int // one cell in so many is quoted, 0: none
}

// kinds are the columns of the contract: one of each type, one that is never delivered, one that is the same in every row.
var kinds = []intake.Column{
	{Name: "kontakt_id", Type: intake.TypeText, Required: true, Class: "key"}, {Name: "familie_id", Type: intake.TypeText, Class: "key"},
	{Name: "datum", Type: intake.TypeDate}, {Name: "art", Type: intake.TypeText}, {Name: "dauer_min", Type: intake.TypeInt},
	{Name: "stunden", Type: intake.TypeDec}, {Name: "zustande", Type: intake.TypeBool}, {Name: "schuljahr", Type: intake.TypeText, Form: intake.FormSchoolYear},
	{Name: "monat", Type: intake.TypeMonth}, {Name: "anzahl", Type: intake.TypeInt}, {Name: "fehlt", Type: intake.TypeText}, {Name: "fest", Type: intake.TypeDec},
}

func (f *file) contract(t testing.TB) intake.Contract {
	c := contactContract(t)
	c.Tables[0].Columns = kinds
	s := &c.Sources[0]
	s.Columns = map[string]intake.Mapping{}
	for _, k := range kinds {
		s.Columns[k.Name] = intake.Mapping{Header: intake.Headers{k.Name}}
	}
	all := 100
	s.MaxRejected = &all
	s.Columns["anzahl"] = intake.Mapping{Header: intake.Headers{"anzahl"}, Empty: "zero", Dash: "zero"}
	if f.plain {
		s.Notation = "plain"
		s.Columns["fest"] = intake.Mapping{Constant: "1.5"}
		return c
	}
	s.Columns["familie_id"] = intake.Mapping{Header: intake.Headers{"familie_id"}, Key: "F000"}
	s.Columns["fest"] = intake.Mapping{Constant: "1,5"}
	return c
}

// newFile makes a file, in two of three cases a regular one.
func newFile(random *rand.Rand) *file {
	f := &file{random: random, plain: random.IntN(4) == 0, comma: []string{";", "|", "\t", ","}[random.IntN(4)], quoting: []int{0, 0, 1, 3}[random.IntN(4)]}
	if f.comma == "," && !f.plain {
		f.quoting = 1 // decimal commas
	}
	end := []string{"\n", "\r\n"}[random.IntN(2)]
	var lines []string
	header := []string{"kontakt_id", "familie_id", "datum", "art", "dauer_min", "stunden", "zustande", "schuljahr", "monat", "anzahl", "übrig"}
	lines = append(lines, strings.Join(header, f.comma))
	for i := range 5 + random.IntN(60) {
		lines = append(lines, f.row(i, len(header)))
	}
	f.regular = random.IntN(3) > 0
	if !f.regular {
		lines = f.oddly(lines)
	}
	f.text = strings.Join(lines, end)
	if random.IntN(4) > 0 {
		f.text += end
	}
	if random.IntN(5) == 0 {
		f.text = "\ufeff" + f.text
	}
	return f
}

// row is one row: mostly what is read at first sight, some texts that are not, a few that nobody can read.
func (f *file) row(i, width int) string {
	one := func(texts ...string) string { return texts[f.random.IntN(len(texts))] }
	usual := f.random.IntN(3) > 0
	date, dec, month, yes := one("30.10.2018", "01.02.2018", "29.02.2020"), one("1,5", "0", "-7,25", "12,0001"), one("10/2018", "01.02.2018"), one("ja", "nein")
	if !usual {
		date, dec, month = one("1.9.18", "31.12.9999", "", "k. A.", "2018-10-30", "43373", "30.02.2018", "01.01.2010"), one("1,50 €", "007", "", "–", "1.5", "1,23456", "(3)"), one("Okt 18", "10.2018", "", "2018-10", "x", "Q1/2018")
	}
	if f.plain {
		date, dec, month, yes = one("2018-10-30", "2018-02-01", "", "30.10.2018"), one("1.5", "0", "-7.25", "", "1,5"), one("2018-10", "2018-10-30", ""), one("true", "false")
	}
	cells := []string{
		fmt.Sprintf("K%05d", i-f.random.IntN(2)*f.random.IntN(2)), one("F001", "F014", "f 2", "F3", "F000"), date, one("Büro", "Hausbesuch", "", "k. A.", "so  so", "ne\u00a0in", "Bu\u0308ro", "O'Brien", "a b c"),
		one("12", "0", "-7", "", "007", "12,0", "x"), dec, yes, one("2017/18", "2017/2018", ""), month, one("0", "", "-", "5"), one("", "egal", "–"),
	}
	for i, c := range cells[:width] {
		if strings.Contains(c, f.comma) || f.quoting > 0 && f.random.IntN(f.quoting) == 0 {
			if f.random.IntN(9) == 0 && i == 3 {
				c += ` "so"`
			}
			cells[i] = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
	}
	return strings.Join(cells, f.comma)
}

// oddly puts something into the file that is no row like the others.
func (f *file) oddly(lines []string) []string {
	at := 1 + f.random.IntN(len(lines)-1)
	cells := strings.Split(lines[at], f.comma)
	switch f.random.IntN(12) {
	case 0:
		lines = append([]string{"Kontakte der Familien", ""}, lines...)
	case 1:
		lines[at] = strings.Join(cells[:len(cells)-1], f.comma)
	case 2:
		lines[at] += f.comma + "zu viel"
	case 3:
		lines = append(lines[:at:at], append([]string{""}, lines[at:]...)...)
	case 4:
		lines = append(lines[:at:at], append([]string{lines[0]}, lines[at:]...)...)
	case 5:
		lines[at] = strings.Replace(lines[at], "K", "\"K\n", 1) + `"`
	case 6:
		lines[at] = strings.Replace(lines[at], "K", `K"`, 1)
	case 7:
		lines[at] = ` "x" ` + lines[at]
	case 8:
		lines[at] += "\r"
	case 9:
		lines[at] += "\xe4"
	case 10:
		lines = append(lines, strings.Repeat(f.comma, len(cells)-1), "Summe"+f.comma+"12")
	case 11:
		lines[at] = strings.Replace(lines[at], "K", "\"K", 1)
	}
	return lines
}

func TestAFileThatChangesAfterItWasReadIsNotLoaded(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "2018-12-31", "kontakte.csv")
	if err := writeContacts(file, 50); err != nil {
		t.Fatal(err)
	}
	contract := contactContract(t)
	survey, found, err := intake.Open(os.DirFS(folder), contract, nil)
	failOn(t, must(found, err)(t))
	if err := writeContacts(file, 51); err != nil {
		t.Fatal(err)
	}
	s := must(Open(t.Context(), "", Project{Municipality: "05515000", Tables: contract.Tables}, Options{Rows: cleanRows}))(t)
	defer s.Close()
	s.clean = 0
	if _, err := s.Load(t.Context(), survey.Batches, survey.Read); err == nil || !strings.Contains(err.Error(), intake.ErrChanged.Error()) {
		t.Errorf("loading ends with %v", err)
	}
}

// Cells of every type and every length of text come back as they went in, over several vectors and several parts of a file.
func TestVectorsHoldEveryCell(t *testing.T) {
	e, err := openEngine(t.Context(), "", true, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer e.close()
	kinds := []vectorKind{{"i", "BIGINT"}, {"d", "DATE"}, {"n", "DECIMAL(18,4)"}, {"b", "BOOLEAN"}, {"t", "VARCHAR"}}
	long := strings.Repeat("ä", 20)
	const rows = 2*vectorRows + 5
	at := 0
	err = e.feed(t.Context(), "create table x as select * from eingang()", kinds, func(to vectors) (int, error) {
		n := min(vectorRows, rows-at)
		numbers, null, texts := make([]int64, n), make([]bool, n), make([]string, n)
		for i := range n {
			numbers[i], null[i], texts[i] = int64(at+i)-3, (at+i)%3 == 0, long[:2*((at+i)%20)]
		}
		to.numbers(0, numbers, nil)
		for i := 1; i < 4; i++ {
			to.numbers(i, numbers, null)
		}
		to.texts(4, texts, null)
		at += n
		return n, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	var wrong, null int
	err = e.conn.QueryRowContext(t.Context(), fmt.Sprintf(`select
		count(*) filter (i <> rowid - 3 or d <> date '1970-01-01' + i::int or n <> i::decimal(18,4) / 10000 or b <> (i <> 0) or t <> repeat('ä', ((i + 3) %% 20)::int)
		  or (i %% 3 = 0) <> (d is null and n is null and b is null and t is null)),
		count(*) filter (t is null) from x having count(*) = %d`, rows)).Scan(&wrong, &null)
	if err != nil || wrong != 0 || null != (rows+2)/3 {
		t.Errorf("%d rows are wrong, %d texts missing: %v", wrong, null, err)
	}
	broken := errors.New("broken")
	if err := e.feed(t.Context(), "insert into x select * from eingang()", kinds, func(vectors) (int, error) { return 0, broken }); !errors.Is(err, broken) {
		t.Errorf("a source that fails ends with %v", err)
	}
}
