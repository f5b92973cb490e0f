package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"wirkbericht/pipeline/chart"
)

func TestMarksAreReadBack(t *testing.T) {
	content := "BT /Fa1 10.00 Tf ET\nq 0.100 0.200 0.300 rg BT 1.50 2.00 Td (\x00(\x00\\)\x00\\\\\x00\\r\x00\n) Tj ET Q\n" +
		"BT 3 4 Td (AB) Tj ET\n0.57 w\n0.500 G\n1 2 m 3 2 l S\n"
	content = strings.Replace(content, "\x00(", "\x00\\(", 1)
	got, err := readMarks([]byte(content))
	if err != nil {
		t.Fatal(err)
	}
	want := []mark{
		textMark{"/Fa1", 10, "0.1 0.2 0.3 rg", 1.5, 2, "\x00(\x00)\x00\\\x00\r\x00\n"},
		textMark{"/Fa1", 10, "0 g", 3, 4, "AB"},
		lineMark{"0.5 G", 0.57, 1, 2, 3, 2},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(textMark{}, lineMark{})); diff != "" {
		t.Error(diff)
	}
}

func TestAStreamThatMarotoDoesNotWriteIsAnError(t *testing.T) {
	for content, want := range map[string]string{
		"1 2 3 4 re f": `byte 10: unexpected operator "re"`,
		"Q":            "byte 1: operator Q without q",
		"(offen":       "string without end",
		"1 w 2 3 Td x": `byte 12: unexpected operator "x"`,
		"/F1 Tf":       `byte 6: operator Tf with ["/F1"]`,
		"a":            `byte 1: unexpected operator "a"`,
		"<41":          "string without end",
		"> Tj":         `byte 0: unexpected '>'`,
		"<4x> Tj":      "byte 1: encoding/hex: invalid byte: U+0078 'x'",
		"1 w 1 2 3 m":  `byte 11: operands ["1" "2" "3"], want 2`,
	} {
		if _, err := readMarks([]byte(content)); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", content, err, want)
		}
	}
}

func FuzzReadMarks(f *testing.F) {
	f.Add([]byte("BT /F1 10 Tf ET q 1 0 0 rg BT 1 2 Td (a\\)(b)) Tj ET Q 1 w 0 G 1 2 m 3 4 l S"))
	f.Add([]byte("[(a) 1] ( \\"))
	f.Fuzz(func(_ *testing.T, content []byte) {
		_, _ = readMarks(content) // must not panic
	})
}

// plainSketch is what a drawing becomes, without the flip.
func plainSketch(t *testing.T, ops ...chart.Op) string {
	t.Helper()
	s := sketch{finisher: &finisher{}, resources: dict{}, base: chart.Transform{1, 0, 0, 1, 0, 0}}
	if err := s.paint(ops); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(strings.TrimSpace(string(s.out)), "\n", " ")
}

func TestADrawingBecomesPDFOperators(t *testing.T) {
	square := chart.Path{{Kind: 'M'}, {Kind: 'L', P: [6]float64{4, 0}}, {Kind: 'C', P: [6]float64{5, 0, 5, 4, 4, 4}}, {Kind: 'Z'}}
	red, blue := chart.Color{R: 1, A: 1}, chart.Color{B: 1, A: 0.5}
	for _, c := range []struct {
		name string
		op   []chart.Op
		want string
	}{
		{"filled", []chart.Op{chart.Paint{Path: square, Fill: &chart.Fill{Color: red}}}, "1 0 0 rg /A100 gs 0 0 m 4 0 l 5 0 5 4 4 4 c h f"},
		{
			"stroked",
			[]chart.Op{chart.Paint{Path: square, Stroke: &chart.Stroke{Color: blue, Width: 1.5, Dash: []float64{3, 2}, DashPhase: 1, Cap: "round", Join: "bevel"}}},
			"0 0 1 RG 1.5 w 1 J 2 j [3 2 ] 1 d /A050 gs 0 0 m 4 0 l 5 0 5 4 4 4 c h S",
		},
		{
			"both alike",
			[]chart.Op{chart.Paint{Path: square, Fill: &chart.Fill{Color: red}, Stroke: &chart.Stroke{Color: red, Width: 1}}},
			"1 0 0 rg 1 0 0 RG 1 w 0 J 0 j [] 0 d /A100 gs 0 0 m 4 0 l 5 0 5 4 4 4 c h B",
		},
		{
			"both, one translucent",
			[]chart.Op{chart.Paint{Path: square[:2], Fill: &chart.Fill{Color: blue}, Stroke: &chart.Stroke{Color: red, Width: 1}}},
			"0 0 1 rg 1 0 0 RG 1 w 0 J 0 j [] 0 d /A050 gs 0 0 m 4 0 l f /A100 gs 0 0 m 4 0 l S",
		},
		{"invisible", []chart.Op{chart.Paint{Path: square, Fill: &chart.Fill{}, Stroke: &chart.Stroke{Color: red}}}, ""},
		{"hatched", []chart.Op{chart.Paint{Path: square[:2], Fill: &chart.Fill{Pattern: &chart.Pattern{Width: 2, Height: 2}}}}, "/A100 gs /Pattern cs /P0 scn 0 0 m 4 0 l f"},
		{"clipped", []chart.Op{chart.Save{}, chart.Clip{Path: square[:2]}, chart.Transform{0, -1, 1, 0, 7, 8}, chart.Restore{}}, "q 0 0 m 4 0 l W n 0 -1 1 0 7 8 cm Q"},
		{"all clipped", []chart.Op{chart.Clip{}}, "0 0 0 0 re W n"},
	} {
		if diff := cmp.Diff(c.want, plainSketch(t, c.op...)); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

func TestAnUnbalancedDrawingIsAnError(t *testing.T) {
	for _, ops := range [][]chart.Op{{chart.Save{}}, {chart.Restore{}}, {chart.Save{}, chart.Restore{}, chart.Restore{}}} {
		s := sketch{finisher: &finisher{}, resources: dict{}}
		if err := s.paint(ops); err == nil {
			t.Errorf("%T…: no error", ops[0])
		}
	}
}

func TestObjectsAreWrittenAsPDFWantsThem(t *testing.T) {
	for _, c := range []struct {
		o    object
		want string
	}{
		{name("A B#/(ü"), "/A#20B#23#2f#28#c3#bc"},
		{real(-0.0004), "0"},
		{real(12.5), "12.5"},
		{real(100), "100"},
		{real(-1.23456), "-1.235"},
		{textString(`a (b) \`), `(a \(b\) \\)`},
		{textString("ü€"), "<FEFF00FC20AC>"},
		{textString("😀"), "<FEFFD83DDE00>"},
		{dict{"B": integer(1), "A": array{boolean(true), name("x")}}, "<</A [true /x]/B 1>>"},
	} {
		if got := string(c.o.append(nil, nil)); got != c.want {
			t.Errorf("%#v: %s, want %s", c.o, got, c.want)
		}
	}
}

func TestWhatNothingLeadsToIsNotWrittenAndTheIDIsAHash(t *testing.T) {
	shared := &indirect{integer(7)}
	out, err := write(&indirect{dict{"A": shared, "B": shared}}, &indirect{dict{}})
	if err != nil {
		t.Fatal(err)
	}
	want := "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<</A 3 0 R/B 3 0 R>>\nendobj\n2 0 obj\n<<>>\nendobj\n4 0 obj\n<</"
	if !strings.HasPrefix(string(out), want) {
		t.Errorf("it begins with %q, want %q", out[:len(want)], want)
	}
	ctx, err := pdfcpu.Read(bytes.NewReader(out), readOnly())
	if err != nil {
		t.Fatal(err)
	}
	catalog, err := ctx.Catalog()
	if err != nil {
		t.Fatal(err)
	}
	if v, err := ctx.Dereference(catalog["B"]); err != nil || v != types.Object(types.Integer(7)) || catalog["A"] != catalog["B"] {
		t.Errorf("the shared object is %v, %v", v, err)
	}
	if len(ctx.Table) != 6 { // none, catalog, info, the number, its stream, the table
		t.Errorf("%d objects", len(ctx.Table))
	}
	_, end, _ := bytes.Cut(out, []byte("startxref\n"))
	start, _, _ := strings.Cut(string(end), "\n")
	at, err := strconv.Atoi(start)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(out[:at])
	if id := fmt.Sprintf("/ID [<%X> <%[1]X>]", sum[:16]); !strings.Contains(string(out[at:]), id) {
		t.Errorf("no %s in %q", id, out[at:])
	}
}
