package chart

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/typeface"
)

func family(t *testing.T) *typeface.Family {
	t.Helper()
	f, err := typeface.Load(assets.Files())
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestElementsBecomeOperations(t *testing.T) {
	f := family(t)
	for _, c := range []struct{ name, svg, want string }{
		{"a filled path", `<path d="M1 2L3 4Z" fill="#ff0000"/>`, "paint M1 2L3 4Z fill 1.000/0.000/0.000/1.00\n"},
		{"a fill without a name is black", `<path d="M1 2L3 4Z"/>`, "paint M1 2L3 4Z fill 0.000/0.000/0.000/1.00\n"},
		{"what nobody sees is gone", `<path d="M1 2L3 4Z" fill="none"/><rect width="9" height="9" fill="none"/><path d="M0 0L1 1" fill="none" stroke="#fff" stroke-width="0"/>`, ""},
		{"a rectangle", `<rect x="1" y="2" width="10" height="20" fill="#fff"/>`, "paint M1 2L11 2L11 22L1 22Z fill 1.000/1.000/1.000/1.00\n"},
		{"relative lines", `<path d="M10 10l5 0l0 -5Z" fill="#000"/>`, "paint M10 10L15 10L15 5Z fill 0.000/0.000/0.000/1.00\n"},
		{"a dashed pen", `<path d="M0 0L9 0" fill="none" stroke="rgba(0,0,0,0.5)" stroke-dasharray="4,2" stroke-linecap="round" stroke-linejoin="bevel"/>`,
			"paint M0 0L9 0 stroke 0.000/0.000/0.000/0.50 1 round bevel [4 2]\n"},
		{"a transform moves points and scales the pen", `<path d="M1 0L2 0" transform="matrix(3,0,0,3,10,20)" fill="none" stroke="#000" stroke-width="2"/>`,
			"paint M13 20L16 20 stroke 0.000/0.000/0.000/1.00 6 butt miter []\n"},
		{"the last transform of a list comes first", `<path d="M1 0L2 0" transform="translate(10 0) scale(2)" fill="#000"/>`, "paint M12 0L14 0 fill 0.000/0.000/0.000/1.00\n"},
		{"a quadratic curve", `<path d="M0 0Q3 3 6 0" fill="#000"/>`, "paint M0 0C2 2 4 2 6 0 fill 0.000/0.000/0.000/1.00\n"},
		{"half a circle in two quarters", `<path d="M1 0A1 1 0 0 1 -1 0" fill="#000"/>`, "paint M1 0C1 0.552 0.552 1 0 1C-0.552 1 -1 0.552 -1 0 fill 0.000/0.000/0.000/1.00\n"},
		{"the short way round", `<path d="M1 0A1 1 0 0 0 0 -1" fill="#000"/>`, "paint M1 0C1 -0.552 0.552 -1 0 -1 fill 0.000/0.000/0.000/1.00\n"},
		{"a radius too short grows", `<path d="M0 0A1 1 0 0 1 4 0" fill="#000"/>`, "paint M0 0C0 -1.105 0.895 -2 2 -2C3.105 -2 4 -1.105 4 0 fill 0.000/0.000/0.000/1.00\n"},
		{"a clip with a transform of its own", `<defs><clipPath id="a"><path d="M0 0L1 0L1 1Z" transform="translate(5 5)"/></clipPath></defs><g clip-path="url(#a)"><path d="M0 0L9 9" fill="#000"/></g>`,
			"save\nclip M5 5L6 5L6 6Z\npaint M0 0L9 9 fill 0.000/0.000/0.000/1.00\nrestore\n"},
		{"hatching", `<defs><pattern id="p" width="4" height="2" patternUnits="userSpaceOnUse" patternTransform="rotate(90)"><g><rect width="2" height="2" fill="#fff" fill-opacity="0.5"/></g></pattern></defs><path d="M0 0L1 1Z" transform="translate(7 8)" fill="url(#p)"/>`,
			"paint M7 8L8 9Z pattern 4 × 2 [0.000 1.000 -1.000 0.000 7.000 8.000]\n  paint M0 0L2 0L2 2L0 2Z fill 1.000/1.000/1.000/0.50\n"},
		{"a text at its start", `<text transform="translate(10 20)" style="font-size:10px;font-family:'Source Sans 3';" fill="#000">nn</text>`, "label 10 20 size 10 style 0 0.000/0.000/0.000/1.00 \"nn\"\n"},
		{"a text around its middle", `<text x="1" y="2" dominant-baseline="central" text-anchor="middle" transform="translate(10 20)" style="font-size:10px;font-weight:bold" fill="#000">nn</text>`,
			"label 5.28 25.3 size 10 style 1 0.000/0.000/0.000/1.00 \"nn\"\n"},
		{"a turned text", `<text transform="rotate(90)" style="font-size:10px" fill="#000">n</text>`, "save\ntransform [6.123233995736757e-17 1 -1 6.123233995736757e-17 0 0]\nlabel 0 0 size 10 style 0 0.000/0.000/0.000/1.00 \"n\"\nrestore\n"},
		{"hovering is dropped", `<g class="zr0-cls-1"><path d="M0 0L1 1" fill="#000" pointer-events="visible" ecmeta_series_index="0"/></g><style>.zr0-cls-1:hover{fill:red}</style>`, "paint M0 0L1 1 fill 0.000/0.000/0.000/1.00\n"},
	} {
		root, err := parseSVG(`<svg xmlns="http://www.w3.org/2000/svg">` + c.svg + `</svg>`)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		d, err := read(root, f)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if diff := cmp.Diff(c.want, describeOps(d.Ops, "")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestWhatIsNotUnderstoodIsAnError(t *testing.T) {
	f := family(t)
	for name, svg := range map[string]string{
		"an element":          `<circle r="1"/>`,
		"an attribute":        `<path d="M0 0L1 1" filter="url(#f)"/>`,
		"a halo":              `<text fill="#000" stroke="#fff" paint-order="stroke">n</text>`,
		"another base line":   `<text dominant-baseline="hanging">n</text>`,
		"a style":             `<text style="letter-spacing:2px">n</text>`,
		"a path command":      `<path d="M0 0T1 1" fill="#000"/>`,
		"too few numbers":     `<path d="M0 0L1" fill="#000"/>`,
		"no number":           `<rect x="a" width="1" height="1"/>`,
		"a colour":            `<path d="M0 0L1 1" fill="hsl(1,2,3)"/>`,
		"a colour's length":   `<path d="M0 0L1 1" fill="#12345"/>`,
		"a transform":         `<path d="M0 0L1 1" transform="skewX(3)"/>`,
		"a transform's shape": `<path d="M0 0L1 1" transform="scale"/>`,
		"a missing clip":      `<g clip-path="url(#none)"><path d="M0 0L1 1"/></g>`,
		"a missing pattern":   `<path d="M0 0L1 1" fill="url(#none)"/>`,
		"no XML":              `<path`,
	} {
		root, err := parseSVG(`<svg>` + svg + `</svg>`)
		if err == nil {
			_, err = read(root, f)
		}
		if err == nil {
			t.Errorf("%s is no error", name)
		}
	}
}

func TestIDsGetNamesOfTheirOwn(t *testing.T) {
	root, err := parseSVG(`<svg><defs><clipPath id="zr7-c0"><path d="M0 0L1 1"/></clipPath><clipPath id="zr7-c1"><path d="M0 0L2 2"/></clipPath></defs><g clip-path="url(#zr7-c1)"><text fill="#000">a &lt; b &amp; "c"</text></g></svg>`)
	if err != nil {
		t.Fatal(err)
	}
	root.nameIDs("c1")
	got := root.write(4, 3, `1 < 2`)
	want := strings.Join([]string{
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3" width="4" height="3" role="img" aria-label="1 &lt; 2" font-family="'Source Sans 3',sans-serif">`,
		`<defs><clipPath id="c1-0"><path d="M0 0L1 1"/></clipPath><clipPath id="c1-1"><path d="M0 0L2 2"/></clipPath></defs>`,
		`<g clip-path="url(#c1-1)"><text fill="#000">a &lt; b &amp; &quot;c&quot;</text></g></svg>`,
	}, "")
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
