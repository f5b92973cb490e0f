package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// kills is how often a harness kills: a few times in make test, as often as WIRKBERICHT_KILLS says in make fuzz.
func kills(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("WIRKBERICHT_KILLS")); err == nil {
		return n
	}
	if os.Getenv("WIRKBERICHT_KILLS") != "" {
		t.Fatal("WIRKBERICHT_KILLS is no number")
	}
	return 4
}

// killed starts the program and kills it at a random moment of a run that takes as long as usual. Every second time it waits for the first file with the
// pattern, and kills within the next moments: writing is short, and is what matters.
func (d dwarf) killed(n int, usual time.Duration, pattern string, args ...string) {
	d.t.Helper()
	cmd := d.start(args...)
	if err := cmd.Start(); err != nil {
		d.t.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = cmd.Wait(); close(ended) }()
	delay := time.Duration(rand.Int64N(int64(usual) * 11 / 10))
	if n%2 == 0 {
		delay = time.Duration(rand.Int64N(int64(50 * time.Millisecond)))
		for begun := false; !begun; time.Sleep(100 * time.Microsecond) {
			files, err := filepath.Glob(d.path(pattern))
			if err != nil {
				d.t.Fatal(err)
			}
			select {
			case <-ended:
				begun = true
			default:
				begun = len(files) > 0
			}
		}
	}
	select {
	case <-ended:
	case <-time.After(delay):
	}
	_ = cmd.Process.Kill() // it may have ended
	<-ended
}

// turn changes what the project says and what it holds, so that every run has something to write, in the store and in the results.
func (d dwarf) turn(n int) {
	d.say(fmt.Sprintf("Fassung %d.", n))
	families := d.ours("testdata/muenster/2018-10-30/Sozialamt_Familien_2018-10-30.csv")
	d.write("testdata/muenster/2018-10-30/Sozialamt_Familien_2018-10-30.csv", strings.TrimRight(families, "\r\n")+strings.Repeat("\r\n", 1+n%2))
}

var runDwarf = []string{"run", "--as-of", "2018-10-30", "--quiet"}

func TestARunKilledAtAnyMomentLeavesTheLastGoodOutputAndTheNextOneCompletes(t *testing.T) {
	d := newDwarf(t)
	began := time.Now()
	d.must(runDwarf...)
	usual := time.Since(began)
	old, kept := d.seen(), 0
	n := kills(t)
	for i := range n {
		d.turn(i)
		d.killed(i, usual, "out/.runs/.staging-*", runDwarf...)
		after := d.seen()
		d.must(runDwarf...)
		now := d.seen()
		switch after {
		case old:
			kept++
		case now: // killed after its last step
		default:
			t.Fatalf("kill %d has left neither the old output nor the new one:\n%s", i, after)
		}
		old = now
	}
	// The store that has gone through all this and one made anew give the same, and nothing lies about.
	clean := d.results("out")
	d.must(append(runDwarf, "--rebuild")...)
	if got := d.results("out"); got != clean {
		t.Errorf("a store made anew gives\n%s\nthe old one gave\n%s", got, clean)
	}
	if strings.Count(clean, ".runs/") != strings.Count(d.seen(), "\n")+2 { // and the link, and what the run has noted
		t.Errorf("killed runs have left something behind:\n%s", clean)
	}
	t.Logf("%d kills: %d left the old output, %d the new one", n, kept, n-kept)
}

func TestAPublishKilledAtAnyMomentLeavesTheRegisterWholeAndTheNextOneCompletes(t *testing.T) {
	d := newDwarf(t)
	publish := []string{"publish", "kurz", "--as-of", "2018-10-30", "--by", "projektleitung"}
	d.must(runDwarf...)
	began := time.Now()
	d.must(publish...)
	usual := time.Since(began)
	n, entered := kills(t), 0
	for i := range n {
		d.say(fmt.Sprintf("Fassung %d.", i))
		d.must(runDwarf...) // reads the register: a broken one would stop it
		old := d.results("register")
		publish := append(publish, "--supersedes", fmt.Sprint(strings.Count(old, ".jsonl ")), "--reason", "neue Fassung")
		d.killed(i, usual, "register/*.neu", publish...)
		after := d.results("register")
		if !strings.HasPrefix(after, old) {
			t.Fatalf("kill %d has changed what was entered before:\n%s\nbefore\n%s", i, after, old)
		}
		if strings.Count(after, ".jsonl ") > strings.Count(old, ".jsonl ") {
			entered++
			continue // the whole entry is there; the run that follows reads it
		}
		d.must(publish...)
	}
	d.must(runDwarf...)
	t.Logf("%d kills: %d before the entry, %d after it", n, n-entered, entered)
}

// apart runs the test in a process of its own, and reports whether this is it: the limit would also hold for the log that go test keeps.
func apart(t *testing.T) bool {
	t.Helper()
	const mark = "WIRKBERICHT_TEST_ALONE"
	if os.Getenv(mark) != "" {
		return true
	}
	cmd := exec.Command(os.Args[0], "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mark+"=1")
	words, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(words), "--- PASS: "+t.Name()) {
		t.Fatalf("%v\n%s", err, words)
	}
	return false
}

// limited runs do with files of this process limited to so many bytes: as if the disk were full from there on.
func limited(t *testing.T, bytes uint64, do func()) {
	t.Helper()
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: was.Max}); err != nil {
		t.Fatal(err)
	}
	do()
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
}

func TestADiskThatIsFullAtAnyWriteOfTheProductsLeavesTheLastGoodOutput(t *testing.T) {
	if !apart(t) {
		return
	}
	out := filepath.Join(t.TempDir(), "out")
	good := []product{{"a.pdf", []byte("gut")}}
	if err := writeProducts(out, "2018-10-30", good); err != nil {
		t.Fatal(err)
	}
	want := tree(t, out)
	// File n has n bytes: a limit of n bytes fails at file n+1, and all writes have their turn.
	var products []product
	for n := 1; n <= 20; n++ {
		products = append(products, product{fmt.Sprintf("intern/%d/%d.csv", n%3, n), make([]byte, n)})
	}
	for n := range len(products) {
		var err error
		limited(t, uint64(n), func() { err = writeProducts(out, "2018-10-30", products) })
		if found := diskTroubles(err); len(found) != 1 || found[0].Rule != "platz" {
			t.Fatalf("full at file %d: %v, told as %v", n+1, err, found)
		}
		if got := tree(t, out); got != want {
			t.Fatalf("full at file %d: out holds\n%s\nwant\n%s", n+1, got, want)
		}
	}
	if err := writeProducts(out, "2018-10-30", products); err != nil {
		t.Error(err)
	}
}

func TestADiskThatIsFullIsToldAndHarmsNeitherOutputNorStore(t *testing.T) {
	if !apart(t) {
		return
	}
	d := newDwarf(t)
	d.must(runDwarf...)
	want := d.results("out")
	told := regexp.MustCompile(`Stopp: Auf dem Datenträger ist kein Platz mehr\. Bitte Platz schaffen`)
	// In bytes of a file: from no write at all, over the log and the file of the store, to the larger products.
	for i, bytes := range []uint64{0, 20_000, 150_000, 600_000} {
		d.turn(i)
		cmd := d.start(runDwarf...)
		var words []byte
		var err error
		limited(t, bytes, func() { words, err = cmd.CombinedOutput() }) // it inherits the limit
		if err == nil {
			want = d.results("out")
			t.Logf("%d bytes are enough", bytes)
			continue
		}
		if code := cmd.ProcessState.ExitCode(); code != exitFindings || !told.Match(words) {
			t.Errorf("%d bytes: exit code %d:\n%s", bytes, code, words)
		}
		if got := d.results("out"); got != want {
			t.Errorf("%d bytes: out holds\n%s\nwant\n%s", bytes, got, want)
		}
	}
	d.must(runDwarf...)
	clean := d.results("out")
	d.must(append(runDwarf, "--rebuild")...)
	if got := d.results("out"); got != clean {
		t.Errorf("a store made anew gives\n%s\nthe old one gave\n%s", got, clean)
	}
}

func TestAnOutFolderThatCannotBeWrittenIsToldBeforeAnythingIsComputed(t *testing.T) {
	d := newDwarf(t)
	d.write("datei", "kein Ordner")
	code, words := d.run(append(runDwarf, "--out", "datei")...)
	if want := "datei: Stopp: Hier steht eine Datei, wo ein Ordner gebraucht wird. Bitte einen anderen Ordner angeben oder die Datei wegräumen; die letzten Ergebnisse sind unverändert.\n"; code != exitFindings || !strings.HasPrefix(words, want) {
		t.Errorf("exit code %d:\n%s", code, words)
	}
	if _, err := os.Stat(d.path(".store")); !os.IsNotExist(err) {
		t.Errorf("a store was made: %v", err)
	}
}

// TestAFolderWithoutTheRightToWriteIsTold lays down root's rights for the time, since root may write everywhere.
func TestAFolderWithoutTheRightToWriteIsTold(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	good := []product{{"a.pdf", []byte("gut")}}
	if err := writeProducts(out, "2018-10-30", good); err != nil {
		t.Fatal(err)
	}
	want := tree(t, out)
	for _, folder := range []string{filepath.Join(out, runsFolder), out} {
		if err := os.Chmod(folder, 0o500); err != nil {
			t.Fatal(err)
		}
	}
	var written, held error
	asNobody(t, out, func() {
		written = writeProducts(out, "2018-10-30", []product{{"b.pdf", []byte("neu")}})
		_, _, held = hold(out, "run")
	})
	for _, err := range []error{written, held} {
		if found := diskTroubles(err); len(found) != 1 || found[0].Rule != "rechte" {
			t.Errorf("%v is told as %v", err, found)
		}
	}
	if got := tree(t, out); got != want {
		t.Errorf("out holds\n%s\nwant\n%s", got, want)
	}
}

// asNobody does something without the rights of root. The folder belongs to whoever does it.
func asNobody(t *testing.T, folder string, do func()) {
	t.Helper()
	if os.Getuid() != 0 {
		do()
		return
	}
	const nobody = 65534
	err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
		if err == nil {
			err = os.Lchown(path, nobody, nobody)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for above := filepath.Dir(folder); strings.HasPrefix(above, os.TempDir()) && above != os.TempDir(); above = filepath.Dir(above) {
		if err := os.Chmod(above, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	runtime.LockOSThread() // the right is that of a thread
	defer runtime.UnlockOSThread()
	if err := syscall.Setfsuid(nobody); err != nil {
		t.Fatal(err)
	}
	do()
	if err := syscall.Setfsuid(0); err != nil {
		t.Fatal(err)
	}
}

func TestATouchedFileOfAnEarlierRunIsWrittenAnew(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	products := []product{{"a.pdf", []byte("eins")}, {"intern/b.csv", []byte("zwei")}}
	for _, harm := range []func(folder string) error{
		func(string) error { return nil },
		func(folder string) error { return os.Truncate(filepath.Join(folder, "a.pdf"), 2) },
		func(folder string) error { return os.Remove(filepath.Join(folder, "intern", "b.csv")) },
		func(folder string) error { return os.WriteFile(filepath.Join(folder, "c.csv"), nil, 0o600) },
	} {
		if err := writeProducts(out, "2018-10-30", products); err != nil {
			t.Fatal(err)
		}
		if err := harm(filepath.Join(out, "2018-10-30")); err != nil {
			t.Fatal(err)
		}
	}
	if err := writeProducts(out, "2018-10-30", products); err != nil {
		t.Fatal(err)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Join(out, "2018-10-30")); err != nil || !holds(folder, products) {
		t.Error(err, tree(t, out))
	}
}

func TestASecondRunIsToldWhoHoldsTheFolderOrTheStore(t *testing.T) {
	d := newDwarf(t)
	d.must(runDwarf...)
	first := d.start("run", "--as-of", "2018-10-30", "--watch")
	said, err := first.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	buffer := make([]byte, 1<<16)
	for text := ""; !strings.Contains(text, "Warte auf Änderungen"); {
		n, err := said.Read(buffer)
		if err != nil {
			t.Fatal(err, text)
		}
		text += string(buffer[:n])
	}
	code, words := d.run(runDwarf...)
	if want := fmt.Sprintf("out: Stopp: Der Ordner wird gerade benutzt, von wirkbericht run (PID %d). Bitte warten, bis der andere Lauf fertig ist, oder einen anderen Ordner angeben.\n", first.Process.Pid); code != exitFindings || !strings.HasPrefix(words, want) {
		t.Errorf("exit code %d:\n%s", code, words)
	}
	if err := first.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := first.Wait(); err != nil {
		t.Error(err)
	}
	d.must(runDwarf...) // the lock has gone with the process
}

func TestAStoreThatIsDamagedOrNoneIsNamedAndMadeAnewOnDemand(t *testing.T) {
	d := newDwarf(t)
	d.must(runDwarf...)
	want := d.results("out")
	whole, err := os.ReadFile(d.path(".store/wirkbericht.duckdb"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, says, stays string
		content           []byte
	}{
		{"cut off", "Der Speicher ist beschädigt. Bitte »run --rebuild« ausführen", "", whole[:len(whole)/2]},
		{"no DuckDB file", "Die Datei ist kein Speicher dieses Programms. Bitte mit --store eine andere Datei angeben oder »run --rebuild« ausführen", ".fremd1", []byte("Briefe")},
		{"an empty file", "Die Datei ist kein Speicher dieses Programms.", ".fremd2", []byte{}},
	} {
		d.write(".store/wirkbericht.duckdb", string(c.content))
		code, words := d.run(runDwarf...)
		if code != exitFindings || !strings.HasPrefix(words, ".store/wirkbericht.duckdb: Stopp: "+c.says) {
			t.Errorf("%s: exit code %d:\n%s", c.name, code, words)
		}
		d.must(append(runDwarf, "--rebuild")...)
		if got := d.results("out"); got != want {
			t.Errorf("%s: out holds\n%s\nwant\n%s", c.name, got, want)
		}
		if _, err := os.Stat(d.path(".store/wirkbericht.duckdb" + c.stays)); err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		d.must(runDwarf...)
	}
	// A rebuild that is stopped puts the old store back.
	d.write("reports/kurz.md", "kein Kopf")
	if code, words := d.run(append(runDwarf, "--rebuild")...); code != exitFindings {
		t.Errorf("exit code %d:\n%s", code, words)
	}
	d.say("Begleitet {{ gibt_es_nicht }}.")
	if code, words := d.run(append(runDwarf, "--rebuild")...); code != exitFindings {
		t.Errorf("exit code %d:\n%s", code, words)
	}
	d.say("Erste Fassung.")
	if _, words := d.run("run", "--as-of", "2018-10-30"); !strings.Contains(words, "Lieferungen, die schon geladen sind und unverändert bleiben: 2.") {
		t.Errorf("the old store is not there any more:\n%s", words)
	}
}

func TestAClockThatJumpsChangesNothing(t *testing.T) {
	d := newDwarf(t)
	d.must(runDwarf...)
	want := d.results("out")
	for _, when := range []time.Time{time.Unix(0, 0), time.Date(2099, 1, 1, 0, 0, 0, 0, time.UTC)} {
		for _, folder := range []string{"testdata", "config", "reports", ".store", "out"} {
			err := filepath.WalkDir(d.path(folder), func(path string, e os.DirEntry, err error) error {
				if err == nil && e.Type()&os.ModeSymlink == 0 {
					err = os.Chtimes(path, when, when)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		d.must(runDwarf...)
		if got := d.results("out"); got != want {
			t.Errorf("files from %v give\n%s\nwant\n%s", when, got, want)
		}
	}
}

// TestNobodyAsksTheClock looks at the source: the time of everything is the cut-off of the data. Only the end of storage comes by itself.
func TestNobodyAsksTheClock(t *testing.T) {
	asks := regexp.MustCompile(`\btime\.(Now|Since|Until)\b|\bcurrent_(date|timestamp|time)\b|\b(now|today)\(\)`)
	for _, folder := range []string{".", "../queries"} {
		err := filepath.WalkDir(folder, func(path string, e os.DirEntry, err error) error {
			if err == nil && e.IsDir() && e.Name() == "node_modules" {
				return filepath.SkipDir
			}
			if err != nil || !strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, ".sql") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			text, err := os.ReadFile(path)
			if at := asks.FindIndex(text); at != nil && path != "clock.go" {
				t.Errorf("%s:%d asks the clock: %s", path, 1+strings.Count(string(text[:at[0]]), "\n"), text[at[0]:at[1]])
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
