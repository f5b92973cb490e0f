package fillin

import (
	"bytes"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// TestAnotherProgramShowsWhatWasWritten opens every workbook that we write in Gnumeric and looks at what it saves: the same cells, and drop-downs
// for the same cells with the same choices. What Gnumeric drops, a person there would not see.
func TestAnotherProgramShowsWhatWasWritten(t *testing.T) {
	program, err := exec.LookPath("ssconvert")
	if err != nil {
		t.Skip("ssconvert (gnumeric) is missing")
	}
	c := sampleContract(t)
	books := map[string][]byte{}
	for _, o := range c.Offices() {
		books[TemplateFile(o)] = template(t, c, o.Code)
	}
	books["rueckfrage.xlsx"] = questionBook(t)
	lists := 0
	for name, raw := range books {
		ours := described(t, raw)
		if diff := cmp.Diff(ours, described(t, resaved(t, program, raw))); diff != "" {
			t.Errorf("%s: -ours +theirs\n%s", name, diff)
		}
		lists += strings.Count(ours, "choice of ")
	}
	if lists < 30 {
		t.Errorf("only %d drop-downs in all workbooks", lists)
	}
}

// resaved is a workbook as the program saves it again.
func resaved(t *testing.T, program string, raw []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	from, to := filepath.Join(dir, "ours.xlsx"), filepath.Join(dir, "theirs.xlsx")
	if err := os.WriteFile(from, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program, from, to)
	cmd.Env = append(os.Environ(), "HOME="+dir)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	raw, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// described are the cells of a workbook and its drop-downs.
func described(t *testing.T, raw []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var b strings.Builder
	for _, sheet := range f.GetSheetList() {
		fmt.Fprintf(&b, "== %s\n", sheet)
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j, cell := range row {
				if cell != "" {
					fmt.Fprintf(&b, "%s %q\n", cellName(j+1, i+1), cell)
				}
			}
		}
		validations, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range validations {
			if v.Type == "list" {
				fmt.Fprintf(&b, "%s choice of %s\n", v.Sqref, strings.NewReplacer("$", "", "'", "").Replace(html.UnescapeString(v.Formula1)))
			}
		}
	}
	return b.String()
}
