// Package pdf makes a file from a Layout: maroto sets the pages with embedded subsets of the typeface, a finishing pass takes
// maroto's pages and fonts apart and builds the file anew, with charts as vector drawings, kerning, bookmarks, links and metadata.
//
// The package decides nothing about looks or places, which is package layout's business, and it knows no clock: the same Layout
// gives the same bytes.
//
// The file is tagged: PDF/UA-1 for those who cannot see it, PDF/A-3a for archives. Whether it is so in truth, Check finds out.
//
// The way of a page: draw.go hands it to maroto, stream.go reads maroto's content stream back as marks, page.go paints the
// marks and the charts (form.go) as marked content, and structure.go makes the tags. fonts.go finishes the fonts, metadata.go,
// intent.go and attachments.go say what the file is, document.go puts everything under a catalog, writer.go writes.
package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"time"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"

	"wirkbericht/pipeline/layout"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/typeface"
)

// Meta is what a file says about itself.
type Meta struct {
	Title   string
	Author  string
	Subject string
	Lang    notation.Lang
	Time    time.Time // the data cut-off: creation and modification date

	Attachments []Attachment // data that the file carries, each under a name of its own
}

// Attachment is a CSV file that lies in the PDF beside its pages: the figures that they show.
type Attachment struct {
	Name        string // file name, "kennzahlen.csv"
	Description string // what it is, one line
	Data        []byte
}

// MetaOf is the Meta of a report, with all its figures attached.
func MetaOf(doc *report.Document) Meta {
	m := Meta{Title: doc.Title, Author: doc.Author, Subject: doc.Subtitle, Lang: cmp.Or(doc.Prose, doc.Lang), Time: doc.AsOf}
	if data := doc.CSV(); data != nil {
		about := notation.Text{DE: "Alle Angaben dieses Berichts als Tabelle", EN: "All figures of this report as a table"}
		m.Attachments = []Attachment{{Name: doc.Name + ".csv", Description: about.In(doc.Lang), Data: data}}
	}
	return m
}

// Write is the PDF file of a Layout that was set with the same faces. Errors are faults of the program, never of the input.
func Write(l *layout.Layout, faces *typeface.Family, meta Meta) ([]byte, error) {
	catalog, info, err := build(l, faces, meta)
	if err != nil {
		return nil, err
	}
	return write(catalog, info)
}

// build makes the objects of the file: all that catalog and info lead to.
func build(l *layout.Layout, faces *typeface.Family, meta Meta) (catalog, info *indirect, err error) {
	raw, err := draw(l, faces)
	if err != nil {
		return nil, nil, fmt.Errorf("draw pages: %w", err)
	}
	read, err := pdfcpu.Read(bytes.NewReader(raw), readOnly())
	if err != nil {
		return nil, nil, fmt.Errorf("read maroto's pages: %w", err)
	}
	f := &finisher{raw: read, layout: l, faces: faces, meta: meta}
	if catalog, info, err = f.finish(); err != nil {
		return nil, nil, fmt.Errorf("finish pages: %w", err)
	}
	return catalog, info, nil
}

// readOnly is what pdfcpu needs to know to read a file.
//
// Note: model.NewDefaultConfiguration makes folders under the user's home, unless a variable of that package is set before.
func readOnly() *model.Configuration {
	return &model.Configuration{
		Reader15:       true,
		Offline:        true,
		ValidationMode: model.ValidationRelaxed,
		Limits:         model.DefaultResourceLimits(),
	}
}
