package intake

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/finding"
)

// collect reads a survey chunk by chunk.
func collect(t testing.TB, s *Survey) []Batch {
	t.Helper()
	out := append([]Batch(nil), s.Batches...)
	for i := range out {
		b := &out[i]
		err := s.Read(i, func(c Chunk) error {
			if len(c.Rows) > chunkRows+1 && s.readers[i].again {
				t.Errorf("a chunk of %d rows", len(c.Rows))
			}
			b.Rows, b.Missing, b.Rejected = append(b.Rows, c.Rows...), append(b.Missing, c.Missing...), append(b.Rejected, c.Rejected...)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// everything are all cases and the sample, by name.
func everything(t testing.TB) map[string]func(held int, look Look) (*Survey, finding.List) {
	t.Helper()
	out := map[string]func(int, Look) (*Survey, finding.List){}
	add := func(name string, data fs.FS, c Contract) {
		c.Term = term
		out[name] = func(held int, look Look) (*Survey, finding.List) {
			s, found, err := open(data, c, look, held)
			if err != nil {
				t.Fatal(err)
			}
			return s, found
		}
	}
	files, err := filepath.Glob("testdata/cases/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	project := archive(t, "testdata/project.txtar")
	for _, file := range files {
		a := archive(t, file)
		config := part(a, "config/")
		if len(config) == 0 {
			config = part(project, "config/")
		}
		c, _, err := Read(config)
		if err != nil {
			t.Fatal(err)
		}
		add(file, delivered(t, a), c)
	}
	c, _, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	add("sample", os.DirFS("../../testdata/muenster"), c)
	return out
}

func TestReadingTwiceGivesWhatReadingOnceGives(t *testing.T) {
	for name, open := range everything(t) {
		once, foundOnce := open(1<<40, nil)
		twice, foundTwice := open(0, nil)
		if diff := cmp.Diff(printFindings(foundOnce), printFindings(foundTwice)); diff != "" {
			t.Errorf("%s: findings differ\n%s", name, diff)
		}
		a, b := collect(t, once), collect(t, twice)
		if diff := cmp.Diff(printBatches(a), printBatches(b)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		for i := range a {
			if a[i].Digest != b[i].Digest || a[i].Digest == "" {
				t.Errorf("%s: digest %s and %s", name, a[i].Digest, b[i].Digest)
			}
			if !a[i].Account.Balanced() || len(b[i].Rows) != b[i].Account.Accepted || len(b[i].Rejected) != b[i].Account.Rejected {
				t.Errorf("%s: account %+v with %d rows, %d rejected", name, a[i].Account, len(b[i].Rows), len(b[i].Rejected))
			}
		}
	}
}

func TestTheDigestNamesWhatWasRead(t *testing.T) {
	take := func(text string, change func(*Contract)) string {
		c := benchContract()
		change(&c)
		batches, _, err := Take(fstest.MapFS{"2018-12-31/k.csv": {Data: []byte(text)}}, c)
		if err != nil || len(batches) != 1 {
			t.Fatal(err)
		}
		return batches[0].Digest
	}
	same := func(*Contract) {}
	text := kontakte(50)
	first := take(text, same)
	for _, c := range []struct {
		name   string
		text   string
		change func(*Contract)
		equal  bool
	}{
		{"the same", text, same, true},
		{"other bytes, same meaning", strings.ReplaceAll(text, "F01;", "f 1;"), same, true},
		{"another value", strings.Replace(text, "wie vereinbart", "wie verabredet", 1), same, false},
		{"another marker for missing", strings.Replace(text, "k. A.", "unbek.", 1), same, false},
		{"rows in another order", strings.Replace(strings.Replace(text, "K000001", "x", 1), "K000002", "K000001", 1), same, false},
		{"a row more", text + "K999999;F01;01.02.2018;HB;1;1;ja;2017/18;\n", same, false},
		{"another mapping", text, func(c *Contract) { c.Sources[0].Columns["dauer_min"] = Mapping{Constant: "5"} }, false},
		{"another contract", text, func(c *Contract) { c.Tables[0].Columns[8].Name = "notiz" }, false},
	} {
		if got := take(c.text, c.change); (got == first) != c.equal {
			t.Errorf("%s: digest equal is %v", c.name, !c.equal)
		}
	}
}

// witness writes down what the gate is shown.
type witness struct{ out strings.Builder }

func (w *witness) look(raw Raw) (func(int, []string), func() finding.List) {
	fmt.Fprintf(&w.out, "%s table %q source %q\n", raw.Place, raw.Table, raw.Source)
	for _, t := range raw.Above {
		fmt.Fprintf(&w.out, "  %s above %q\n", t.Place, t.Text)
	}
	for i, h := range raw.Header {
		fmt.Fprintf(&w.out, "  %q", h)
		if i < len(raw.Columns) && raw.Columns[i].Column.Name != "" {
			fmt.Fprintf(&w.out, " is %s %s", raw.Columns[i].Column.Name, raw.Columns[i].Column.Class)
		}
		w.out.WriteByte('\n')
	}
	row := func(line int, cells []string) { fmt.Fprintf(&w.out, "  %d %q\n", line, cells) }
	return row, func() finding.List {
		w.out.WriteString("  done\n")
		return nil
	}
}

func TestTheGateSeesEveryCellOfEveryTable(t *testing.T) {
	a := archive(t, "testdata/gate.txtar")
	var w witness
	if _, _, err := Open(delivered(t, a), projectContract(t), w.look); err != nil {
		t.Fatal(err)
	}
	compare(t, a, "testdata/gate.txtar", map[string]string{"seen": w.out.String()})
}

func TestWhatTheGateFindsStopsLikeAnythingElse(t *testing.T) {
	data := fstest.MapFS{
		"2018-10-30/Familien.csv": {Data: []byte("Familie;Aufnahme\nF01;05/2017\n")},
		"2018-10-30/Notizen.csv":  {Data: []byte("Name\nx\n")},
	}
	s, found, err := Open(data, projectContract(t), func(raw Raw) (func(int, []string), func() finding.List) {
		return nil, func() (found finding.List) {
			found.Add(finding.Stop, "klarangabe", raw.Place, "Hier steht ein Name.", "Bitte entfernen.")
			return found
		}
	})
	if err != nil || found.Count(finding.Stop) != 2 || len(s.Batches) != 0 {
		t.Errorf("%v %s", err, printFindings(found))
	}
}
