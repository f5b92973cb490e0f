package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
)

// Blank is the workbook with some rows of its sheets emptied: their cells are gone, with their comments and every shared text that no other cell shows. Everything else,
// the numbers of the rows too, stays as it is. Rows are named by sheet and number, from 1.
func (b *Book) Blank(rows map[string]map[int]bool) ([]byte, error) {
	changed := map[string][]byte{} // part → new content
	used, dropped := map[int]bool{}, map[int]bool{}
	for _, s := range b.Sheets {
		raw, err := b.part(s.part)
		if err != nil {
			return nil, err
		}
		out, err := blankRows(raw, rows[s.Name], used, dropped)
		if err != nil {
			return nil, broken(s.part, "%v", err)
		}
		if len(rows[s.Name]) == 0 {
			continue
		}
		changed[strings.ToLower(s.part)] = out
		if err := b.blankComments(s.part, rows[s.Name], changed); err != nil {
			return nil, err
		}
	}
	if b.files[strings.ToLower(b.textsPart)] != nil {
		raw, err := b.part(b.textsPart)
		if err != nil {
			return nil, err
		}
		out, err := blankTexts(raw, func(i int) bool { return dropped[i] && !used[i] })
		if err != nil {
			return nil, broken(b.textsPart, "%v", err)
		}
		changed[strings.ToLower(b.textsPart)] = out
	}
	return b.repack(changed)
}

// part is the whole content of a part.
func (b *Book) part(name string) ([]byte, error) {
	r, err := b.open(name)
	if err != nil {
		return nil, err
	}
	defer shut(r)
	return io.ReadAll(r)
}

// repack writes the archive with new content for some parts; the others are copied as they are packed.
func (b *Book) repack(changed map[string][]byte) ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range b.archive.File {
		content, ok := changed[strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/"))]
		if !ok {
			if err := w.Copy(f); err != nil {
				return nil, err
			}
			continue
		}
		part, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: f.Modified})
		if err != nil {
			return nil, err
		}
		if _, err := part.Write(content); err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

// cutter copies XML byte by byte, without some of its elements.
type cutter struct {
	raw  []byte
	x    *xml.Decoder
	out  bytes.Buffer
	done int // up to where raw is copied or cut
}

func newCutter(raw []byte) *cutter { return &cutter{raw: raw, x: xml.NewDecoder(bytes.NewReader(raw))} }

// next is the next token and where it begins.
func (c *cutter) next() (xml.Token, int, error) {
	begin := int(c.x.InputOffset())
	t, err := c.x.RawToken()
	return t, begin, err
}

// cut leaves out what stands from there to here and puts something in its place.
func (c *cutter) cut(from int, instead string) {
	c.out.Write(c.raw[c.done:from])
	c.out.WriteString(instead)
	c.done = int(c.x.InputOffset())
}

// rest is everything, once the end is reached.
func (c *cutter) rest() []byte {
	c.out.Write(c.raw[c.done:])
	return c.out.Bytes()
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// blankRows takes rows out of a sheet and notes which shared texts are still used, and which were in what is gone.
func blankRows(raw []byte, rows map[int]bool, used, dropped map[int]bool) ([]byte, error) {
	c := newCutter(raw)
	number, begin, shared, value := 0, 0, false, false
	for {
		t, at, err := c.next()
		if errors.Is(err, io.EOF) {
			return c.rest(), nil
		}
		if err != nil {
			return nil, err
		}
		switch e := t.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "row":
				begin, number = at, number+1
				if n, err := strconv.Atoi(attribute(e, "r")); err == nil {
					number = n
				}
			case "c":
				shared = attribute(e, "t") == "s"
			case "v":
				value = true
			}
		case xml.CharData:
			if i, err := strconv.Atoi(strings.TrimSpace(string(e))); value && shared && err == nil {
				if rows[number] {
					dropped[i] = true
				} else {
					used[i] = true
				}
			}
		case xml.EndElement:
			value = value && e.Name.Local != "v"
			if e.Name.Local == "row" && rows[number] {
				c.cut(begin, "")
			}
		}
	}
}

// blankTexts empties shared texts; their numbers stay.
func blankTexts(raw []byte, gone func(int) bool) ([]byte, error) {
	c := newCutter(raw)
	n, begin, name := -1, 0, ""
	for {
		t, at, err := c.next()
		if errors.Is(err, io.EOF) {
			return c.rest(), nil
		}
		if err != nil {
			return nil, err
		}
		switch e := t.(type) {
		case xml.StartElement:
			if e.Name.Local == "si" {
				n, begin, name = n+1, at, qualified(e.Name, "si")
			}
		case xml.EndElement:
			if e.Name.Local == "si" && gone(n) {
				t := qualified(e.Name, "t")
				c.cut(begin, "<"+name+"><"+t+"></"+t+"></"+name+">")
			}
		}
	}
}

// qualified is a name with the prefix of another one.
func qualified(like xml.Name, name string) string {
	if like.Space == "" {
		return name
	}
	return like.Space + ":" + name
}

// blankComments takes the comments on emptied rows out of the parts that belong to a sheet.
func (b *Book) blankComments(sheet string, rows map[int]bool, changed map[string][]byte) error {
	targets, err := b.relations(sheet)
	if err != nil {
		return err
	}
	for _, r := range targets {
		if r.kind != "comments" && r.kind != "threadedComment" || b.files[strings.ToLower(r.target)] == nil {
			continue
		}
		raw, err := b.part(r.target)
		if err != nil {
			return err
		}
		out, err := cutComments(raw, rows)
		if err != nil {
			return broken(path.Base(r.target), "%v", err)
		}
		changed[strings.ToLower(r.target)] = out
	}
	return nil
}

func cutComments(raw []byte, rows map[int]bool) ([]byte, error) {
	c := newCutter(raw)
	begin, row := 0, 0
	for {
		t, at, err := c.next()
		if errors.Is(err, io.EOF) {
			return c.rest(), nil
		}
		if err != nil {
			return nil, err
		}
		switch e := t.(type) {
		case xml.StartElement:
			if name := e.Name.Local; name == "comment" || name == "threadedComment" {
				begin = at
				row, _ = strconv.Atoi(strings.TrimLeft(attribute(e, "ref"), "ABCDEFGHIJKLMNOPQRSTUVWXYZ$"))
			}
		case xml.EndElement:
			if name := e.Name.Local; (name == "comment" || name == "threadedComment") && rows[row] {
				c.cut(begin, "")
			}
		}
	}
}
