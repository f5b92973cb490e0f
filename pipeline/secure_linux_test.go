package main

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"html"
	"io"
	"io/fs"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sys/unix"
)

// noSockets names the variable that makes this test program, started as wirkbericht, end at the first socket that anything in it opens.
const noSockets = "WIRKBERICHT_TEST_NO_SOCKETS"

// offline is the program without a network: the kernel ends the process that asks for a socket, whichever library asks.
func offline() {
	if os.Getenv(noSockets) != "" {
		if err := forbidSockets(); err != nil {
			panic(err)
		}
	}
	if os.Getenv(noSockets) == "try" {
		_, _ = net.Dial("tcp", "127.0.0.1:9") // what the test of the test does
	}
	main()
}

// forbidSockets installs a filter of system calls in all threads of this process. It needs no right and no namespace, so it works in every container.
func forbidSockets() error {
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return err
	}
	load := func(offset uint32) unix.SockFilter {
		return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
	}
	filter := []unix.SockFilter{
		load(0), // the number of the call
		{Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K, K: unix.SYS_SOCKET, Jf: 1},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_KILL_PROCESS},
		{Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
	}
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	if _, _, fault := syscall.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, unix.SECCOMP_FILTER_FLAG_TSYNC, uintptr(unsafe.Pointer(&program))); fault != 0 {
		return fault
	}
	return nil
}

func TestNothingAsksForTheNetwork(t *testing.T) {
	d := newDwarf(t)
	ending := func(how string, args ...string) (*os.ProcessState, string) {
		cmd := d.start(args...)
		cmd.Env = append(os.Environ(), noSockets+"="+how)
		words, err := cmd.CombinedOutput()
		if err != nil && cmd.ProcessState == nil {
			t.Fatal(err)
		}
		return cmd.ProcessState, string(words)
	}
	if state, _ := ending("try", "--help"); state.Sys().(syscall.WaitStatus).Signal() != unix.SIGSYS {
		t.Fatalf("a socket was opened all the same: %v", state)
	}
	for _, args := range [][]string{
		runDwarf, {"check", "--as-of", "2018-10-30", "--quiet"}, {"explain", "fam_aktiv", "--as-of", "2018-10-30", "--quiet"}, {"template", "vorlagen"},
		{"publish", "kurz", "--as-of", "2018-10-30", "--by", "projektleitung"}, {"verify", "out/2018-10-30/lieferung_DE_05515000_2018-Q3_r1"},
	} {
		if state, words := ending("yes", args...); state.ExitCode() != exitDone {
			t.Errorf("%v: %v\n%s", args, state, words)
		}
	}
}

func TestEveryFileAndFolderIsForItsUserAlone(t *testing.T) {
	was := syscall.Umask(0) // as open as a machine can be set up; the program inherits it
	defer syscall.Umask(was)
	d := newDwarf(t)
	d.must(runDwarf...)
	d.must("publish", "kurz", "--as-of", "2018-10-30", "--by", "projektleitung")
	d.must("template", "vorlagen")
	for _, folder := range []string{"out", ".store", "register", "vorlagen"} {
		n := 0
		err := filepath.WalkDir(d.path(folder), func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.Type()&fs.ModeSymlink != 0 {
				return err
			}
			n++
			info, err := e.Info()
			if err == nil && info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s: %v", path, info.Mode())
			}
			return err
		})
		if err != nil || n < 2 {
			t.Errorf("%s: %d files, %v", folder, n, err)
		}
	}
}

func TestPathsOfAProjectDoNotLeaveIt(t *testing.T) {
	d := newDwarf(t)
	outside := t.TempDir()
	if err := os.Symlink(outside, d.path("fort")); err != nil {
		t.Fatal(err)
	}
	programme := d.ours("config/programm.yaml")
	for _, c := range []struct{ was, is, says string }{
		{"out: out", "out: ../out", "folders.out: »../out« führt aus dem Projektordner hinaus."},
		{"out: out", "out: /tmp/out", "folders.out: »/tmp/out« führt"},
		{"out: out", "out: fort/out", "folders.out: »fort/out« führt"},
		{"data: testdata/muenster", "data: a/../../b", "folders.data: »a/../../b« führt"},
		{"store: .store/wirkbericht.duckdb", "store: fort", "folders.store: »fort« führt"},
	} {
		d.write("config/programm.yaml", strings.Replace(programme, c.was, c.is, 1))
		if code, words := d.run(runDwarf...); code != exitFindings || !strings.HasPrefix(words, "config/programm.yaml: Stopp: "+c.says) {
			t.Errorf("%s: exit code %d\n%s", c.is, code, words)
		}
	}
	d.write("config/programm.yaml", programme)
	// A file of the project that is a link out of it is not read.
	if err := os.WriteFile(filepath.Join(outside, "fremd.md"), []byte("---\ntitle: Fremd\n---\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(outside, "fremd.md"), d.path("reports/fremd.md")); err != nil {
		t.Fatal(err)
	}
	if code, words := d.run(runDwarf...); code == exitDone || !strings.Contains(words, "reports/fremd.md") {
		t.Errorf("exit code %d\n%s", code, words)
	}
	if files, err := os.ReadDir(outside); err != nil || len(files) != 1 {
		t.Errorf("outside there is now %v, %v", files, err)
	}
}

// What a label, a title or a cell may be made of to do harm, by what it would harm. Each has a word by which it is found again.
var hostile = []string{
	`"><script>boese1()</script><img src=x onerror=boese1()>`,
	`=HYPERLINK("http://boese2.example","boese2")`,
	`@SUM(1+1)*cmd|'/C boese3'!A0`,
	`boese4) Tj ET /JS (app.alert(1)) /S /JavaScript \) << >>`,
	`[boese5](javascript:boese5())`,
	`</style><svg/onload=boese6()>`,
	`boese7'; drop table raw.familie; --`,
	"boese8 \u202egnp.exe\u202c \u200b",
}

// TestHostileLabelsAreTextInEveryProduct puts them where a project or a delivery has text, makes one run of it and reads all products.
func TestHostileLabelsAreTextInEveryProduct(t *testing.T) {
	d := newDwarf(t)
	spoil(t, d)
	code, words := d.run("run", "--as-of", "2018-10-30")
	if code != exitDone {
		t.Fatalf("exit code %d\n%s", code, words)
	}
	folder, err := filepath.EvalSymlinks(d.path("out/2018-10-30"))
	if err != nil {
		t.Fatal(err)
	}
	met := map[string]int{}
	err = filepath.WalkDir(folder, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err == nil {
			disarmed(t, path, raw, met)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for kind, least := range map[string]int{".html": 6, ".pdf": 6, ".xlsx": 1, ".csv": 1, ".zip": 1} {
		if met[kind] < least {
			t.Errorf("in %s only %d hostile texts have come through: the test tests nothing", kind, met[kind])
		}
	}
}

func TestALabelThatASpreadsheetWouldRunStopsTheRun(t *testing.T) {
	d := newDwarf(t)
	d.write("config/reference/codes/geschlecht_2.csv", strings.Replace(d.ours("config/reference/codes/geschlecht_2.csv"), "weiblich", hostile[2], 1))
	code, words := d.run(runDwarf...)
	if want := "config/reference/codes/geschlecht_2.csv: Stopp: »" + hostile[2] + "« kann nicht in die Lieferung"; code != exitFindings || !strings.HasPrefix(words, want) {
		t.Errorf("exit code %d\n%s", code, words)
	}
}

// spoil writes hostile texts into labels, titles, the report and a delivered cell.
func spoil(t *testing.T, d dwarf) {
	t.Helper()
	quoted := func(n int) string { return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(hostile[n]) + `"` }
	edit := func(name, was, is string) {
		text := d.ours(name)
		if own, err := os.ReadFile(d.path(name)); err == nil {
			text = string(own)
		}
		if !strings.Contains(text, was) {
			t.Fatalf("%s does not contain %q", name, was)
		}
		d.write(name, strings.Replace(text, was, is, 1))
	}
	edit("config/programm.yaml", "publisher: Stadt Münster, Sozialamt", "publisher: "+quoted(0))
	edit("config/audiences.yaml", "title: {de: Öffentlichkeit,", "title: {de: "+quoted(5)+",")
	edit("config/reference/codes/geschlecht_2.csv", "weiblich", `"`+strings.ReplaceAll(hostile[3], `"`, `""`)+`"`)
	edit("config/reference/codes/geschlecht_2.csv", "männlich", `"Mann `+strings.ReplaceAll(hostile[0], `"`, `""`)+`"`)
	edit("queries/indicators/pers_aktiv.sql", "-- title: {de: ", "-- title: {de: "+quoted(7)+", en: x} #")
	var b strings.Builder
	b.WriteString("---\n{title: " + quoted(0) + ", subtitle: " + quoted(3) + ", author: " + quoted(5) + ", audience: oeffentlichkeit, due: each_run, period: project}\n---\n\n# Eins\n\n")
	for n, text := range hostile {
		if n != 0 && n != 4 && n != 5 { // HTML and links to programs are faults there
			b.WriteString("Absatz: " + text + "\n\n")
		}
	}
	b.WriteString("```table\ntitle: " + quoted(3) + "\nindicator: pers_aktiv\nby: geschlecht_2\n```\n\n```chart\nkind: bars\nindicator: pers_aktiv\nby: geschlecht_2\nperiod: Q\ntitle: " + quoted(6) + "\nnote: " + quoted(1) + "\n```\n")
	d.write("reports/kurz.md", b.String())
}

// disarmed fails where a product would do something with a hostile text but show it, and counts those it shows.
func disarmed(t *testing.T, path string, raw []byte, met map[string]int) {
	t.Helper()
	count := func(kind, text string) {
		met[kind] += len(regexp.MustCompile(`boese\d`).FindAllString(text, -1))
	}
	switch ext := filepath.Ext(path); ext {
	case ".html":
		text := string(raw)
		for _, bad := range []string{"<script>boese", "<img src=x", "<svg/onload", "javascript:boese", "onerror=\"", "</style><svg"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s contains %s", path, bad)
			}
		}
		count(ext, html.UnescapeString(text))
	case ".pdf":
		for _, name := range regexp.MustCompile(`/(JavaScript|JS|Launch|OpenAction|AA|URI|SubmitForm|GoToR)\b`).FindAllString(structure(raw), -1) {
			t.Errorf("%s contains %s", path, name)
		}
		cmd := exec.Command("pdftotext", "-", "-")
		cmd.Stdin = bytes.NewReader(raw)
		text, err := cmd.Output()
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		count(ext, string(text))
	case ".csv":
		rows, err := csv.NewReader(bytes.NewReader(raw)).ReadAll()
		if err != nil {
			if rows, err = lenient(raw); err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.Contains("=+@\t\r", cell[:1]) || strings.HasPrefix(cell, "-") && !regexp.MustCompile(`^-[0-9.]+$`).MatchString(cell) {
					t.Errorf("%s has the cell %q", path, cell)
				}
				count(ext, cell)
			}
		}
	case ".xlsx":
		f, err := excelize.OpenReader(bytes.NewReader(raw))
		if err != nil {
			t.Fatal(path, err)
		}
		defer f.Close()
		for _, sheet := range f.GetSheetList() {
			rows, err := f.GetRows(sheet)
			if err != nil {
				t.Fatal(path, err)
			}
			for r, row := range rows {
				for c, cell := range row {
					at, _ := excelize.CoordinatesToCellName(c+1, r+1)
					if formula, _ := f.GetCellFormula(sheet, at); formula != "" {
						t.Errorf("%s: %s!%s is a formula: %s", path, sheet, at, formula)
					}
					count(ext, cell)
				}
			}
		}
	case ".zip":
		z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
		if err != nil {
			t.Fatal(path, err)
		}
		for _, f := range z.File {
			if strings.Contains(f.Name, "intern") || strings.Contains(f.Name, "geheimhaltung") || !filepath.IsLocal(f.Name) {
				t.Errorf("%s contains %s", path, f.Name)
			}
			in, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			count(ext, string(text))
		}
	}
}

// structure is a PDF file without the texts and streams in it: what is left is what a reader acts upon.
func structure(raw []byte) string {
	raw = regexp.MustCompile(`(?s)\bstream\r?\n.*?endstream`).ReplaceAll(raw, nil)
	var b strings.Builder
	depth := 0
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case depth > 0 && c == '\\':
			i++
		case c == '(':
			depth++
		case depth > 0 && c == ')':
			depth--
		case depth == 0:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// lenient reads the CSV of people's products, with semicolons.
func lenient(raw []byte) ([][]string, error) {
	r := csv.NewReader(bytes.NewReader(raw))
	r.Comma, r.FieldsPerRecord = ';', -1
	return r.ReadAll()
}

func TestAPasswordStandsNowhere(t *testing.T) {
	const secret = "hunter2-geheim"
	d := newDwarf(t)
	key, err := os.ReadFile("../testdata/peers/test.key")
	if err != nil {
		t.Fatal(err)
	}
	d.write("schluessel", string(key))
	for _, args := range [][]string{append(runDwarf, "--sign-with", "schluessel"), append(runDwarf, "--sign-with", "gibtesnicht"), {"doctor"}} {
		cmd := d.start(args...)
		cmd.Env = append(os.Environ(), passwordName+"="+secret)
		words, _ := cmd.CombinedOutput() // whether the password fits is not asked
		if bytes.Contains(words, []byte(secret)) || bytes.Contains(words, bytes.TrimSpace(key)[len(key)/2:]) {
			t.Errorf("%v tells it:\n%s", args, words)
		}
	}
	err = filepath.WalkDir(d.root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(secret)) {
			t.Errorf("it stands in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
