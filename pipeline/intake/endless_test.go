package intake

import (
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"wirkbericht/pipeline/finding"
)

// endless is a file that is made while it is read: a header, then lines of one length, each with its number.
type endless struct {
	head string
	line string // zeros are replaced by the number
	size int64
	pos  int64
	made string // a piece of it
	from int64  // where that begins
}

func (e *endless) Open(string) (fs.File, error) {
	return &endless{head: e.head, line: e.line, size: e.size}, nil
}
func (e *endless) Stat() (fs.FileInfo, error) { return info{e.size}, nil }
func (e *endless) Close() error               { return nil }

func (e *endless) Read(p []byte) (int, error) {
	n, err := e.ReadAt(p, e.pos)
	e.pos += int64(n)
	return n, err
}

func (e *endless) ReadAt(p []byte, at int64) (int, error) {
	n := 0
	for n < len(p) {
		pos := at + int64(n)
		if pos >= e.size {
			return n, io.EOF
		}
		if pos < e.from || pos >= e.from+int64(len(e.made)) {
			e.make(pos)
		}
		piece := e.made[pos-e.from:]
		n += copy(p[n:], piece[:min(int64(len(piece)), e.size-pos)])
	}
	return n, nil
}

// make makes the piece in which a position lies.
func (e *endless) make(pos int64) {
	if e.from, e.made = 0, e.head; pos < int64(len(e.head)) {
		return
	}
	const lines = 1000
	length := int64(len(e.line))
	first := (pos - int64(len(e.head))) / length
	e.from = int64(len(e.head)) + first*length
	zeros := strings.Index(e.line, "0000000")
	var b strings.Builder
	for i := first; i < first+lines; i++ {
		if zeros < 0 {
			b.WriteString(e.line)
			continue
		}
		b.WriteString(e.line[:zeros])
		fmt.Fprintf(&b, "%07d", i)
		b.WriteString(e.line[zeros+7:])
	}
	e.made = b.String()
}

// info is of a regular file.
type info struct{ size int64 }

func (i info) Name() string     { return "k.csv" }
func (i info) Size() int64      { return i.size }
func (info) Mode() fs.FileMode  { return 0o444 }
func (info) ModTime() time.Time { return day(2018, 12, 31) }
func (info) IsDir() bool        { return false }
func (info) Sys() any           { return nil }

// one is a data folder with one file.
type one struct{ file *endless }

func (o one) Open(name string) (fs.File, error) {
	if name == "2018-12-31/k.csv" {
		return o.file.Open(name)
	}
	return fstest.MapFS{"2018-12-31/k.csv": {}}.Open(name)
}

func (o one) Stat(name string) (fs.FileInfo, error) {
	if name == "2018-12-31/k.csv" {
		return o.file.Stat()
	}
	return fstest.MapFS{"2018-12-31/k.csv": {}}.Stat(name)
}

// peak calls do and is how many bytes of heap were in use at most meanwhile, beyond those before, looked at whenever look is called.
func peak(do func(look func())) uint64 {
	defer debug.SetGCPercent(debug.SetGCPercent(100)) // whatever GOGC says
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	before, most := m.HeapAlloc, uint64(0)
	do(func() {
		runtime.ReadMemStats(&m)
		most = max(most, m.HeapAlloc)
	})
	if most < before {
		return 0
	}
	return most - before
}

func TestALineThatNeverEndsIsOneRejectedRow(t *testing.T) {
	size := int64(2<<30) / 20
	if full() {
		size = 2 << 30
	}
	head := "Nr.;Familie;Datum\nK000001;F01;30.10.2018\n"
	var found string
	var account Account
	used := peak(func(look func()) {
		s, f, err := Open(one{&endless{head: head, line: "xxxxxxxxxxxxxxxxxxxxxxxxxxxx;", size: size}}, benchContract(), nil)
		if err != nil || len(s.Batches) != 1 {
			t.Fatal(printFindings(f), err)
		}
		look()
		found, account = printFindings(f), s.Batches[0].Account
	})
	if account != (Account{Read: 3, Accepted: 1, Rejected: 1, NoData: 1}) || !strings.Contains(found, "zeile_zu_lang 2018-12-31/k.csv:3: Fehler: Die Zeile ist länger als 1.048.576 Zeichen.") {
		t.Errorf("%+v\n%s", account, found)
	}
	if used > 32<<20 {
		t.Errorf("a line of %d MB took %d MB", size>>20, used>>20)
	}
}

// What is kept of a row are the eight bytes by which its key would be found again.
func TestMemoryDoesNotGrowWithTheFile(t *testing.T) {
	rows := int64(10_000_000) / 20
	if full() {
		rows = 10_000_000
	}
	const line = "K0000000;F01;30.10.2018;HB;45;1,25;ja;2017/18;wie vereinbart\n"
	head := "Nr.;Familie;Datum;Art;Dauer;Stunden;Zustande;Schuljahr;Bemerkung\n"
	read := 0
	used := peak(func(look func()) {
		seen := 0
		s, found, err := Open(one{&endless{head: head, line: line, size: int64(len(head)) + rows*int64(len(line))}}, benchContract(), func(Raw) (func(int, []string), func() finding.List) {
			return func(int, []string) {
				if seen++; seen%(1<<16) == 0 {
					look()
				}
			}, nil
		})
		if err != nil || found.Stops() {
			t.Fatal(printFindings(found), err)
		}
		err = s.Read(0, func(c Chunk) error {
			if read += len(c.Rows); read%(1<<16) < len(c.Rows) {
				look()
			}
			return nil
		})
		if err != nil || read != int(rows) {
			t.Fatal(read, s.Batches[0].Account, err)
		}
		look()
	})
	t.Logf("%d rows, %d read, %d MB", rows, read, used>>20)
	if limit := uint64(64<<20 + 96*rows); used > limit {
		t.Errorf("%d rows took %d MB", rows, used>>20)
	}
}
