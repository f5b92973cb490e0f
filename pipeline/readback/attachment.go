package readback

import (
	"bytes"
	"crypto/md5" // PDF wants this sum; it protects nothing
	"encoding/csv"
	"maps"
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
)

// attachmentNames are the file name and the description of the one attachment that a PDF may have.
func attachmentNames(doc *report.Document) []string {
	about := notation.Text{DE: "Alle Angaben dieses Berichts als Tabelle", EN: "All figures of this report as a table"}
	return []string{doc.Name + ".csv", about.In(doc.Lang)}
}

// attachments reads what is attached under the name of the report: all its figures as a table. Whatever else is attached, streams finds.
func (r *paperReader) attachments(doc *report.Document) {
	for _, number := range slices.Sorted(maps.Keys(r.objects)) {
		d := r.dict(r.objects[number])
		if r.name(d["Type"]) != "Filespec" || r.text(d["UF"]) != doc.Name+".csv" {
			continue
		}
		file := r.dict(d["EF"])["F"]
		data := r.take(file)
		sum := md5.Sum(data)
		if said, ok := r.value(r.dict(r.dict(file)["Params"])["CheckSum"]).(types.HexLiteral); ok {
			if got, err := said.Bytes(); err != nil || !bytes.Equal(got, sum[:]) {
				r.leak("Anhang", "Seine Prüfsumme ist nicht die seines Inhalts.")
			}
		}
		r.attached(doc, data)
	}
}

// attached compares the table with the tree: place, row, column, figure and id, in reading order.
func (r *paperReader) attached(doc *report.Document, data []byte) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	want := attachable(doc.Blocks, nil)
	if err != nil || len(rows) != len(want)+1 {
		r.leak("Anhang", "%d Zeilen statt %d (%v).", len(rows)-1, len(want), err)
		return
	}
	said := squeezed(ofPage(doc).String())
	for i, row := range rows[1:] {
		for n, w := range want[i].cells {
			if got := strings.TrimPrefix(row[3+n], "'"); got != w {
				r.leak("Anhang", "»%s« statt »%s«.", got, w)
			}
		}
		column := squeezed(row[2])
		for _, over := range want[i].over {
			column = strings.TrimPrefix(column, squeezed(over))
		}
		for _, text := range []string{squeezed(row[0]), squeezed(row[1]), column} {
			if !strings.Contains(said, strings.TrimPrefix(text, "'")) {
				r.leak("Anhang", "»%s« steht nicht im Bericht.", text)
			}
		}
	}
}

// entry is a figure of the tree with its id, and the heads over several columns of its table.
type entry struct {
	cells [2]string
	over  []string
}

// attachable are the figures of sentences, and all cells of tables but the first of a row.
func attachable(blocks []report.Block, out []entry) []entry {
	for _, b := range blocks {
		switch b := b.(type) {
		case report.Heading:
			out = sentence(b.Text, out)
		case report.Paragraph:
			out = sentence(b.Text, out)
		case report.List:
			for _, it := range b.Items {
				out = attachable(it.Blocks, out)
			}
		case report.Callout:
			out = attachable(b.Blocks, out)
		case report.Table:
			out = cellsOf(b, out)
		case report.Figure:
			out = cellsOf(b.Data, out)
		}
	}
	return out
}

func sentence(text []report.Inline, out []entry) []entry {
	for _, in := range text {
		if in.Figure != "" {
			out = append(out, entry{cells: [2]string{in.Text, in.Figure}})
		}
		if in.Note != nil {
			out = sentence(in.Note.Text, out)
		}
	}
	return out
}

func cellsOf(t report.Table, out []entry) []entry {
	var over []string
	for _, o := range t.Over {
		over = append(over, plain(o.Text))
	}
	for _, row := range t.Rows {
		if row.Kind == report.Group || len(row.Cells) == 0 {
			continue
		}
		for _, c := range row.Cells[1:] {
			id := ""
			for _, in := range c.Text {
				if id == "" {
					id = in.Figure
				}
			}
			out = append(out, entry{[2]string{plain(c.Text), id}, over})
		}
	}
	return out
}
