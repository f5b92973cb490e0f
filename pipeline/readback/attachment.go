package readback

import (
	"bytes"
	"crypto/md5"
	"encoding/csv"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/report"
)

// attachment compares the table of figures that a PDF may carry with the tree, record by record. Any other attachment is a leak, which
// streams and strings tell of.
func (r *paperReader) attachment(doc *report.Document) {
	names := r.array(r.dict(r.dict(r.catalog["Names"])["EmbeddedFiles"])["Names"])
	if len(names) == 0 {
		return
	}
	inner := r.dict(r.dict(names[1])["EF"])
	data := r.take(inner["F"])
	if len(names) > 2 || objectOf(inner["UF"]) != objectOf(inner["F"]) {
		r.leak("Anhang", "Es gibt mehr als einen.")
	}
	sum := md5.Sum(data)
	r.checksum = strings.ToUpper(hex.EncodeToString(sum[:]))
	got, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		r.leak("Anhang", "Er lässt sich nicht lesen: %v.", err)
		return
	}
	want := attached(doc)
	for i, record := range got {
		if i >= len(want) || !slices.Equal(record, want[i]) {
			r.leak("Anhang", "Zeile %d, »%s«, steht nicht im Bericht.", i+1, strings.Join(record, ", "))
			return
		}
	}
	if len(got) < len(want) {
		r.leak("Anhang", "Es fehlen %d Zeilen.", len(want)-len(got))
	}
}

// isChecksum reports whether an entry is the checksum of the attachment that was compared, and no other sixteen bytes.
func (r *paperReader) isChecksum(key string, o types.Object) bool {
	h, ok := o.(types.HexLiteral)
	return ok && key == "CheckSum" && r.checksum != "" && strings.EqualFold(string(h), r.checksum)
}

// attached is what the table of a tree's figures has to say.
func attached(doc *report.Document) [][]string {
	var out [][]string
	add := func(cells ...string) {
		for i := range cells {
			if cells[i] != "" && strings.ContainsRune("=+-@", rune(cells[i][0])) {
				cells[i] = "'" + cells[i]
			}
		}
		out = append(out, cells)
	}
	if doc.Lang == "en" {
		add("place", "row", "column", "figure", "id")
	} else {
		add("stelle", "zeile", "spalte", "angabe", "kennung")
	}
	section := ""
	var prose func(text []report.Inline)
	prose = func(text []report.Inline) {
		for _, in := range text {
			if in.Figure != "" {
				add(section, "", "", in.Text, in.Figure)
			}
			if in.Note != nil {
				prose(in.Note.Text)
			}
		}
	}
	var blocks func(all []report.Block)
	blocks = func(all []report.Block) {
		for _, b := range all {
			switch b := b.(type) {
			case report.Heading:
				section = strings.TrimSpace(fmt.Sprintf("%s %s", b.Number, plain(b.Text)))
				prose(b.Text)
			case report.Paragraph:
				prose(b.Text)
			case report.List:
				for _, it := range b.Items {
					blocks(it.Blocks)
				}
			case report.Callout:
				blocks(b.Blocks)
			case report.Table:
				attachedRows(b.Number, b, add)
			case report.Figure:
				attachedRows(b.Number, b.Data, add)
			}
		}
	}
	blocks(doc.Blocks)
	return out
}

// attachedRows are those of a table: each cell by the first cell of its row and the heads above it.
func attachedRows(place string, t report.Table, add func(...string)) {
	var over []string
	for _, o := range t.Over {
		over = append(over, slices.Repeat([]string{plain(o.Text)}, o.Span)...)
	}
	for _, row := range t.Rows {
		if row.Kind == report.Group {
			continue
		}
		column := 0
		for i, cell := range row.Cells {
			head, id := "", ""
			if column < len(t.Columns) {
				head = plain(t.Columns[column].Head)
			}
			if column < len(over) {
				head = over[column] + " " + head
			}
			for _, in := range slices.Backward(cell.Text) {
				if in.Figure != "" {
					id = in.Figure
				}
			}
			if i > 0 {
				add(place, plain(row.Cells[0].Text), strings.TrimSpace(head), plain(cell.Text), id)
			}
			column++
			if row.Spans != nil {
				column += row.Spans[i] - 1
			}
		}
	}
}
