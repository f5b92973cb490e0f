package chart

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write the golden files of testdata anew")

func TestEveryKindDrawsWhatItDrewBefore(t *testing.T) {
	for name, c := range drawn(t) {
		file := filepath.Join("testdata", name+".txtar")
		got := describe(c)
		if *update {
			if err := os.WriteFile(file, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(string(want), string(got)); d != "" {
			t.Errorf("%s (-want +got; rewrite with -update):\n%s", name, d)
		}
	}
}

// describe is everything of a chart as text.
func describe(c Chart) []byte {
	var option bytes.Buffer
	_ = json.Indent(&option, c.Option, "", " ")
	var data strings.Builder
	for _, h := range c.Data.Head {
		fmt.Fprintf(&data, "| %s ", h.DE)
	}
	for _, row := range c.Data.Rows {
		fmt.Fprintf(&data, "\n| %s", strings.Join(row, " | "))
	}
	return txtar.Format(&txtar.Archive{Files: []txtar.File{
		{Name: "alt", Data: []byte(c.Alt + "\n")},
		{Name: "source", Data: []byte(c.Source + "\n")},
		{Name: "data", Data: []byte(data.String() + "\n")},
		{Name: "drawing", Data: []byte(fmt.Sprintf("%v × %v\n", c.Drawing.Width, c.Drawing.Height) + describeOps(c.Drawing.Ops, ""))},
		{Name: "option.json", Data: append(option.Bytes(), '\n')},
	}})
}

func describeOps(ops []Op, indent string) string {
	var b strings.Builder
	for _, op := range ops {
		b.WriteString(indent)
		switch v := op.(type) {
		case Save:
			b.WriteString("save\n")
		case Restore:
			b.WriteString("restore\n")
		case Transform:
			fmt.Fprintf(&b, "transform %v\n", [6]float64(v))
		case Clip:
			fmt.Fprintf(&b, "clip %s\n", describePath(v.Path))
		case Label:
			fmt.Fprintf(&b, "label %v %v size %v style %d %s %q\n", v.X, v.Y, v.Size, v.Style, describeColor(v.Color), v.Text)
		case Paint:
			fmt.Fprintf(&b, "paint %s%s\n", describePath(v.Path), describePaint(v))
			if v.Fill != nil && v.Fill.Pattern != nil {
				b.WriteString(describeOps(v.Fill.Pattern.Ops, indent+"  "))
			}
		}
	}
	return b.String()
}

func describePaint(p Paint) string {
	out := ""
	if f := p.Fill; f != nil && f.Pattern == nil {
		out += " fill " + describeColor(f.Color)
	} else if f != nil {
		out += fmt.Sprintf(" pattern %v × %v %.3f", f.Pattern.Width, f.Pattern.Height, f.Pattern.Matrix)
	}
	if s := p.Stroke; s != nil {
		out += fmt.Sprintf(" stroke %s %v %s %s %v", describeColor(s.Color), s.Width, s.Cap, s.Join, s.Dash)
	}
	return out
}

func describeColor(c Color) string { return fmt.Sprintf("%.3f/%.3f/%.3f/%.2f", c.R, c.G, c.B, c.A) }

func describePath(p Path) string {
	var b strings.Builder
	for _, s := range p {
		b.WriteByte(s.Kind)
		for i := range map[byte]int{'M': 2, 'L': 2, 'C': 6}[s.Kind] {
			if i > 0 {
				b.WriteByte(' ')
			}
			fmt.Fprintf(&b, "%v", s.P[i])
		}
	}
	return b.String()
}
