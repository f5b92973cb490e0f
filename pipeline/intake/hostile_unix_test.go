//go:build unix

package intake

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestNothingOutsideTheDataFolderIsRead(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	snapshot := filepath.Join(dir, "2018-10-30")
	must(os.MkdirAll(filepath.Join(snapshot, "sub"), 0o755))
	must(os.WriteFile(filepath.Join(outside, "x.csv"), []byte("Familie;Aufnahme\nF01;05/2017\n"), 0o600))
	must(os.Symlink(filepath.Join(outside, "x.csv"), filepath.Join(snapshot, "Familien_1.csv")))
	must(os.Symlink("../../etc/passwd", filepath.Join(snapshot, "Familien_2.csv")))
	must(os.Symlink("nirgends", filepath.Join(snapshot, "Familien_3.csv")))
	must(os.Symlink("sub", filepath.Join(snapshot, "Familien_4.csv")))
	must(os.Symlink("Familien.txt", filepath.Join(snapshot, "Familien_5.csv")))
	must(os.WriteFile(filepath.Join(snapshot, "Familien.txt"), []byte("Familie;Aufnahme\nF05;05/2017\n"), 0o600))
	must(os.WriteFile(filepath.Join(snapshot, ".~lock.Familien_5.csv#"), []byte("x"), 0o600))
	must(os.Symlink(outside, filepath.Join(dir, "2018-12-31")))
	must(syscall.Mkfifo(filepath.Join(snapshot, "Familien_6.csv"), 0o600))
	root, err := os.OpenRoot(dir)
	must(err)
	defer root.Close()
	want := `datei_offen .~lock.Familien_5.csv#: Warnung: Die Datei dazu ist gerade in einem anderen Programm geöffnet. Bitte dort speichern und schließen und den Lauf wiederholen, damit nichts fehlt.
datei_unbekannt Familien.txt: Warnung: Keine Quelle nimmt diese Datei an, sie wird nicht gelesen. Bitte den Namen berichtigen oder eine Quelle in config/sources anlegen.
verweis Familien_1.csv: Stopp: Die Datei ist ein Verweis, der aus dem Datenordner hinausführt oder ins Leere; er wird nicht gelesen. Bitte die Datei selbst in den Lieferordner legen.
verweis Familien_2.csv: Stopp: Die Datei ist ein Verweis, der aus dem Datenordner hinausführt oder ins Leere; er wird nicht gelesen. Bitte die Datei selbst in den Lieferordner legen.
verweis Familien_3.csv: Stopp: Die Datei ist ein Verweis, der aus dem Datenordner hinausführt oder ins Leere; er wird nicht gelesen. Bitte die Datei selbst in den Lieferordner legen.
verweis Familien_4.csv: Stopp: Das ist keine gewöhnliche Datei; sie wird nicht gelesen. Bitte die Datei selbst in den Lieferordner legen.
verweis Familien_6.csv: Stopp: Das ist keine gewöhnliche Datei; sie wird nicht gelesen. Bitte die Datei selbst in den Lieferordner legen.
unterordner sub: Warnung: Unterordner werden nicht gelesen. Bitte die Dateien in den Lieferordner legen.
verweis 2018-12-31: Stopp: Das ist ein Verweis und kein Lieferordner; er wird nicht gelesen. Bitte die Dateien selbst in den Datenordner legen.
familie < familien Familien_5.csv: read 2 = accepted 1 + rejected 0 + duplicate 0 + outside 0 + no data 1
    2 | "F05" | 2017-05-01 | ∅ | ∅ | ∅ | ∅
`
	if diff := cmp.Diff(want, takeFrom(t, root.FS())); diff != "" {
		t.Error(diff)
	}
}
