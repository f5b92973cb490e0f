package intake

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"wirkbericht/pipeline/finding"
)

// mutations is how many damaged deliveries are taken, a twentieth of them every day.
const mutations = 10_000

// TestNoDamageLosesARow takes files of the sample, each damaged in a way of its own. Whatever happened to it, a file ends as batches whose
// accounts hold every line, or is refused, and what is wrong is told with place and remedy.
func TestNoDamageLosesARow(t *testing.T) {
	contract, _, err := Read(os.DirFS("../.."))
	if err != nil {
		t.Fatal(err)
	}
	contract.Term = term
	for i := range contract.Tables {
		contract.Tables[i].Required = false
	}
	files := sampleFiles(t)
	n := mutations / 20
	if full() {
		n = mutations
	}
	refused, counted := 0, 0
	for i := range n {
		random := rand.New(rand.NewPCG(8, uint64(i)))
		f := files[random.IntN(len(files))]
		raw, what := damage(random, f)
		batches, lines := checkDamaged(t, contract, f.name, raw, i)
		if t.Failed() {
			_ = os.WriteFile(path.Join(os.TempDir(), path.Base(f.name)), raw, 0o600)
			t.Fatalf("delivery %d: %s, %s", i, f.name, what)
		}
		if batches == 0 {
			refused++
		}
		counted += lines
	}
	t.Logf("%d deliveries, %d of them refused, the lines of %d counted", n, refused, counted)
	if refused == 0 || refused == n || counted < n/5 {
		t.Error("the damages are all alike")
	}
}

type sampleFile struct {
	name string
	raw  []byte
}

// sampleFiles are the files of one snapshot; a workbook is as likely as any other file, though it takes longer.
func sampleFiles(t *testing.T) []sampleFile {
	t.Helper()
	var out []sampleFile
	root := os.DirFS("../../testdata/muenster")
	names, err := fs.Glob(root, "2018-10-30/*")
	if err != nil || len(names) == 0 {
		t.Fatal("no sample", err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) > 40_000 && strings.HasSuffix(name, ".xlsx") {
			continue // the other workbooks are the same, and shorter
		}
		out = append(out, sampleFile{name, raw})
	}
	return out
}

// checkDamaged takes one file and holds what must hold of it. It is how many batches came of it, and for how many the lines could be counted.
func checkDamaged(t *testing.T, contract Contract, name string, raw []byte, i int) (taken, counted int) {
	t.Helper()
	data := fstest.MapFS{name: {Data: raw}}
	batches, found, err := Take(data, contract)
	if err != nil {
		t.Error(err)
		return 0, 0
	}
	for _, f := range found {
		if f.Place.File == "" || f.Message == "" || f.Severity > finding.Note && f.Remedy == "" {
			t.Errorf("finding without place or remedy: %+v", f)
		}
	}
	if len(batches) == 0 && !found.Stops() && len(found) == 0 {
		t.Error("refused without a word")
	}
	for _, b := range batches {
		checkBatch(t, b, found)
		if lines, ok := physicalLines(b, raw); ok {
			counted++
			if b.Account.Read != lines {
				t.Errorf("%d lines, but %d rows were read", lines, b.Account.Read)
			}
		}
	}
	if i%10 == 0 {
		s, again, err := open(data, contract, nil, 0)
		if err != nil || printFindings(again) != printFindings(found) || printBatches(collect(t, s)) != printBatches(batches) {
			t.Errorf("reading twice differs: %v", err)
		}
	}
	return len(batches), counted
}

func checkBatch(t *testing.T, b Batch, found finding.List) {
	t.Helper()
	if !b.Account.Balanced() || b.Account.Accepted != len(b.Rows) || b.Account.Rejected != len(b.Rejected) {
		t.Errorf("account %+v with %d rows and %d rejected", b.Account, len(b.Rows), len(b.Rejected))
	}
	lines := map[int]bool{}
	for _, r := range b.Rows {
		if lines[r.Line] || r.Line < 1 || len(r.Values) != len(b.Columns) {
			t.Errorf("row of line %d: %v", r.Line, r.Values)
		}
		lines[r.Line] = true
	}
	for _, r := range b.Rejected {
		if lines[r.Line] || r.Reason == "" {
			t.Errorf("rejected row of line %d: %q", r.Line, r.Reason)
		}
		lines[r.Line] = true
	}
	if b.Account.Rejected > 0 && found.Count(finding.Error)+found.Count(finding.Stop)+found.Count(finding.Note) == 0 {
		t.Error("rejected without a word")
	}
	var out bytes.Buffer
	if err := WriteQuarantine(&out, b); err != nil {
		t.Error(err)
	}
	r := csv.NewReader(&out)
	r.Comma = ';'
	if b.Delimiter != "" {
		r.Comma = rune(b.Delimiter[0])
	}
	records, err := r.ReadAll()
	if err != nil || len(records) != len(b.Rejected)+1 {
		t.Errorf("%d rejected rows are %d records of the quarantine file: %v", len(b.Rejected), len(records), err)
	}
}

// physicalLines counts the lines of a text file by themselves. Where quotes may join lines it cannot be done so simply.
func physicalLines(b Batch, raw []byte) (int, bool) {
	switch {
	case b.Delimiter == "" || bytes.Contains(raw, []byte("\x1a")):
		return 0, false
	case b.Encoding == "utf-16le":
		text, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw)
		if err != nil {
			return 0, false
		}
		raw = text
	case strings.HasPrefix(b.Encoding, "utf-16"):
		return 0, false
	}
	if bytes.Contains(raw, []byte(`"`)) || !bytes.Contains(raw, []byte("\n")) {
		return 0, false
	}
	lines := bytes.Count(raw, []byte("\n"))
	if !bytes.HasSuffix(raw, []byte("\n")) {
		lines++
	}
	return lines, true
}

var nasty = []string{
	"", `"`, `""`, `"""`, ";", "=1+1", "-", "31.12.9999", "29.02.2018", "1.5", "1.234", "1e309", "-0", "\u00a0", "\u202e", "NULL", "'", "F01", "x\ty", "\r", "\x00",
	"99999999999999999999", "2. Hj. 17/18", "01. Feb", "43373", "#NV", "\u0308", "\xff", "Summe", strings.Repeat("ä", 3000), "WAHR", "Familie",
}

// damage is a file with one to three damages.
func damage(random *rand.Rand, f sampleFile) (raw []byte, what string) {
	raw = bytes.Clone(f.raw)
	for range 1 + random.IntN(3) {
		var how string
		if bytes.HasPrefix(f.raw, []byte("PK")) {
			raw, how = damageBook(random, raw)
		} else {
			raw, how = damageText(random, raw)
		}
		what += " " + how
	}
	return raw, what
}

func damageText(random *rand.Rand, raw []byte) ([]byte, string) {
	lines := bytes.SplitAfter(raw, []byte("\n"))
	at := random.IntN(len(lines))
	switch random.IntN(12) {
	case 0:
		return flip(random, raw), "bytes flipped"
	case 1:
		return bytes.Join(append(lines[:at:at], lines[min(at+1+random.IntN(3), len(lines)):]...), nil), "lines cut"
	case 2:
		return bytes.Join(append(lines[:at+1:at+1], lines[at:]...), nil), "line doubled"
	case 3:
		to := random.IntN(len(lines))
		lines[at], lines[to] = lines[to], lines[at]
		return bytes.Join(lines, nil), "lines moved"
	case 4:
		return bytes.ReplaceAll(raw, []byte(";"), []byte{"\t|,; "[random.IntN(5)]}), "delimiter changed"
	case 5:
		lines[at] = bytes.ReplaceAll(lines[at], []byte(";"), []byte{"\t|,\""[random.IntN(4)]})
		return bytes.Join(lines, nil), "delimiter of a line changed"
	case 6:
		return reencode(random, raw), "encoded anew"
	case 7:
		cells := bytes.Split(lines[at], []byte(";"))
		cells[random.IntN(len(cells))] = []byte(nasty[random.IntN(len(nasty))])
		lines[at] = bytes.Join(cells, []byte(";"))
		return bytes.Join(lines, nil), "cell replaced"
	case 8:
		return raw[:random.IntN(len(raw)+1)], "cut off"
	case 9:
		return bytes.ReplaceAll(raw, []byte("\r\n"), []byte{"\r\n"[random.IntN(2)]}), "line ends changed"
	case 10:
		i := random.IntN(len(raw) + 1)
		return append(append(bytes.Clone(raw[:i]), nasty[random.IntN(len(nasty))]...), raw[i:]...), "put in"
	}
	return append(bytes.Clone(raw), raw...), "doubled"
}

func flip(random *rand.Rand, raw []byte) []byte {
	for range 1 + random.IntN(20) {
		if len(raw) > 0 {
			raw[random.IntN(len(raw))] ^= byte(1 << random.IntN(8))
		}
	}
	return raw
}

func reencode(random *rand.Rand, raw []byte) []byte {
	var out []byte
	var err error
	switch random.IntN(5) {
	case 0:
		out, err = charmap.Windows1252.NewDecoder().Bytes(raw) // once too often, if it was UTF-8
	case 1:
		out, err = charmap.Windows1252.NewEncoder().Bytes(raw)
	case 2:
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder().Bytes(raw)
	case 3:
		out, err = unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes(raw)
	default:
		out, err = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(raw)
	}
	if err != nil {
		return raw
	}
	return out
}

// damageBook damages the archive, or a part of it that is then packed again as if nothing had happened.
func damageBook(random *rand.Rand, raw []byte) ([]byte, string) {
	switch random.IntN(5) {
	case 0:
		return flip(random, raw), "bytes of the archive flipped"
	case 1:
		return raw[:random.IntN(len(raw)+1)], "archive cut off"
	}
	out, err := repack(raw, func(name string, part []byte) []byte {
		if random.IntN(3) > 0 || !strings.HasSuffix(name, ".xml") || len(part) == 0 {
			return part
		}
		switch random.IntN(4) {
		case 0:
			return flip(random, part)
		case 1:
			return part[:random.IntN(len(part)+1)]
		case 2:
			from, to := random.IntN(len(part)), random.IntN(len(part))
			return append(bytes.Clone(part[:from]), part[to:]...)
		}
		i := random.IntN(len(part) + 1)
		return append(append(bytes.Clone(part[:i]), nasty[random.IntN(len(nasty))]...), part[i:]...)
	})
	if err != nil {
		return flip(random, raw), "bytes of the archive flipped"
	}
	return out, "parts of the archive damaged"
}

// repack changes the parts of an archive.
func repack(raw []byte, change func(string, []byte) []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			return nil, err
		}
		part, err := io.ReadAll(in)
		to, e := w.Create(f.Name)
		if err = errors.Join(err, e); err != nil {
			return nil, err
		}
		if _, err := to.Write(change(f.Name, part)); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
	}
	err = w.Close()
	return out.Bytes(), err
}
