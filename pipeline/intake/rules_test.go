package intake

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// ruleInSource is how a rule stands in the source: behind a severity, or as the fault of a row.
var ruleInSource = regexp.MustCompile(`(?:finding\.(?:Note|Warning|Error|Stop),|Fault =) "([a-z_]+)"`)

func TestEveryRuleHasASentenceAndIsUsed(t *testing.T) {
	used := map[string]bool{"zelle": true, "pflichtwert": true} // chosen by what a cell holds
	for _, pattern := range []string{"*.go", "internal/textfile/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range ruleInSource.FindAllSubmatch(raw, -1) {
				used[string(m[1])] = used[string(m[1])] || !strings.HasSuffix(file, "_test.go")
			}
		}
	}
	known := map[string]bool{"vertrag": true} // of a project, not of its deliveries
	for _, r := range Rules() {
		if known[r.ID] || !used[r.ID] || !strings.HasSuffix(r.Title, ".") {
			t.Errorf("rule %s (used: %v) is %q", r.ID, used[r.ID], r.Title)
		}
		known[r.ID] = true
	}
	for id := range used {
		if !known[id] && used[id] {
			t.Errorf("rule %s has no sentence", id)
		}
	}
}
