package main

import (
	"bytes"
	"flag"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the goldens in testdata/scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"wirkbericht": offline})
}

// TestTheProgramDoesWhatItsScriptsSay runs testdata/scripts: the whole program on the sample project, one user story a file.
// A script finds the repository in $PROJEKT and a copy of the sample's deliveries in daten/. "ran OUT STORE" stands for
// "exec wirkbericht run --project $PROJEKT --data daten --as-of 2018-10-30 --out OUT --store STORE --quiet", which is run once for all.
func TestTheProgramDoesWhatItsScriptsSay(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	shared := t.TempDir()
	var said bytes.Buffer
	run := sync.OnceValue(func() int {
		return command([]string{"run", "--project", root, "--as-of", "2018-10-30", "--quiet",
			"--store", filepath.Join(shared, "store"), "--out", filepath.Join(shared, "out")}, io.Discard, &said)
	})
	testscript.Run(t, testscript.Params{
		Dir:           filepath.Join(root, "testdata", "scripts"),
		UpdateScripts: *update,
		Setup: func(e *testscript.Env) error {
			e.Setenv("PROJEKT", root)
			return os.CopyFS(filepath.Join(e.WorkDir, "daten"), os.DirFS(filepath.Join(root, "testdata", "muenster")))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"fill": fill,
			"ran": func(ts *testscript.TestScript, _ bool, args []string) {
				if code := run(); code != exitDone {
					ts.Fatalf("exit code %d\n%s", code, said.String())
				}
				for n, what := range []string{"out", "store"} {
					if n < len(args) {
						ts.Check(exec.Command("cp", "-a", filepath.Join(shared, what), ts.MkAbs(args[n])).Run())
					}
				}
			},
			"holds":    holdsWords,
			"replace":  replace,
			"sameTree": sameTree,
		},
	})
}

// replace FILE OLD NEW changes the first occurrence of OLD in FILE, byte by byte whatever its encoding, and fails if there
// is none.
func replace(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: replace FILE OLD NEW")
	}
	file := ts.MkAbs(args[0])
	raw, err := os.ReadFile(file)
	ts.Check(err)
	if !bytes.Contains(raw, []byte(args[1])) {
		ts.Fatalf("%s does not contain %q", args[0], args[1])
	}
	ts.Check(os.WriteFile(file, bytes.Replace(raw, []byte(args[1]), []byte(args[2]), 1), 0o600))
}

// sameTree A B fails unless both folders hold the same files with the same bytes.
func sameTree(ts *testscript.TestScript, neg bool, args []string) {
	a, b := readTree(ts, args[0]), readTree(ts, args[1])
	same := len(a) == len(b) && len(a) > 0
	for name, data := range a {
		if !bytes.Equal(data, b[name]) {
			same = false
			if !neg {
				ts.Logf("%s differs", name)
			}
		}
	}
	if same == neg {
		ts.Fatalf("sameTree %v: same is %v", args, same)
	}
}

func readTree(ts *testscript.TestScript, dir string) map[string][]byte {
	out := map[string][]byte{}
	// The folder of a run is a link; its files are read through it.
	dir, err := filepath.EvalSymlinks(ts.MkAbs(dir))
	ts.Check(err)
	ts.Check(filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		out[rel], err = os.ReadFile(path)
		return err
	}))
	return out
}
