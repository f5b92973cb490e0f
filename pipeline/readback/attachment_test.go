package readback

import (
	"bytes"
	"strings"
	"testing"

	"wirkbericht/pipeline/report"
)

func TestAForgedAttachmentIsFound(t *testing.T) {
	rel := released(2)
	honest := tree(t, rel.Copy())
	for name, change := range map[string]func(string) string{
		"another figure":   func(s string) string { return strings.Replace(s, ",.,", ",2,", 1) },
		"one figure more":  func(s string) string { return s + "Tabelle 1,Grundschule,Anzahl,2,\n" },
		"one figure less":  func(s string) string { return s[:strings.LastIndexByte(s[:len(s)-1], '\n')+1] },
		"something behind": func(s string) string { return s + "2\n" },
	} {
		p := forged(t, honest, func(data []byte) []byte { return []byte(change(string(data))) })
		p.Release = rel.Copy()
		if found := Document(p); len(found) == 0 {
			t.Errorf("%s is not found", name)
		}
	}
}

// forged are the files of a tree whose PDF carries other data than it shows.
func forged(t *testing.T, doc *report.Document, change func([]byte) []byte) Product {
	t.Helper()
	data := doc.CSV()
	if bytes.Equal(change(data), data) {
		t.Fatalf("nothing is changed in\n%s", data)
	}
	return printedWith(t, doc, change)
}
