package yamlfile

import (
	"testing"

	"wirkbericht/pipeline/finding"
)

func TestLocateFindsWhereAValueBegins(t *testing.T) {
	raw := []byte("title: \"Ein Satz\"\nrows:\n  - eins\n  - {indicator: zwei, by: drei}\ntext: |\n  erste\n  zweite\n")
	for _, c := range []struct {
		path []any
		want string
	}{
		{nil, "r.md:11:1"},
		{[]any{"title"}, "r.md:11:9"},
		{[]any{"rows", 0}, "r.md:13:5"},
		{[]any{"rows", 1, "by"}, "r.md:14:27"},
		{[]any{"rows", 1, "missing"}, "r.md:14:5"},
		{[]any{"rows", 7}, "r.md:13:3"},
		{[]any{"text"}, "r.md:16:3"},
		{[]any{"nowhere", "else"}, "r.md:11:1"},
	} {
		if got := Locate(raw, finding.Place{File: "r.md", Line: 11}, c.path...).String(); got != c.want {
			t.Errorf("%v: got %s, want %s", c.path, got, c.want)
		}
	}
}

func TestLocateOfNoDocumentIsItsBeginning(t *testing.T) {
	for _, raw := range []string{"", "a: [", "# nothing"} {
		if got := Locate([]byte(raw), finding.Place{File: "r.md"}, "a").String(); got != "r.md:1" {
			t.Errorf("%q: got %s", raw, got)
		}
	}
}
