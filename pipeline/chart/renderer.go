package chart

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/typeface"
)

// Renderer draws options with ECharts in a JavaScript engine of its own, without browser and network. It serves one goroutine
// at a time.
type Renderer struct {
	family *typeface.Family
	vm     *goja.Runtime
	draw   goja.Callable
	drawn  map[[sha256.Size]byte]picked // by option, size and alt text: reports share charts, and a changed report redraws few
}

// picked is a chart that was drawn before.
type picked struct {
	svg     string
	drawing Drawing
}

//go:embed runtime.js
var runtime string

// NewRenderer compiles the ECharts bundle of fsys, which is assets.Files() in the program. Texts are measured with the family, so
// that what is drawn is as wide as ECharts thinks.
func NewRenderer(fsys fs.FS, family *typeface.Family) (*Renderer, error) {
	bundle, err := fs.ReadFile(fsys, assets.ECharts)
	if err != nil {
		return nil, fmt.Errorf("read chart bundle: %w", err)
	}
	r := &Renderer{family: family, vm: goja.New(), drawn: map[[sha256.Size]byte]picked{}}
	if err := r.prepare(); err != nil {
		return nil, fmt.Errorf("prepare chart runtime: %w", err)
	}
	for _, script := range []struct{ name, text string }{{assets.ECharts, string(bundle)}, {"runtime.js", runtime}} {
		if _, err := r.vm.RunScript(script.name, script.text); err != nil {
			return nil, fmt.Errorf("run %s: %w", script.name, err)
		}
	}
	if _, err := r.vm.RunString("echarts.setPlatformAPI({measureText})"); err != nil {
		return nil, fmt.Errorf("set text metrics: %w", err)
	}
	r.draw, _ = goja.AssertFunction(r.vm.Get("draw"))
	return r, nil
}

// prepare gives the engine what ECharts expects of a browser. There is no chance in it and no time passes, no event ever fires, and
// whatever ECharts would tell a console is an error here: a wrong option must not draw a wrong chart in silence.
//
// Note: with a clock that runs, ECharts stops measuring letters when that took it long, and breaks lines elsewhere on a busy machine.
func (r *Renderer) prepare() error {
	r.vm.SetRandSource(func() float64 { return 0.5 })
	r.vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	complain := func(call goja.FunctionCall) goja.Value {
		panic(r.vm.NewGoError(errors.New("echarts: " + call.Argument(0).String())))
	}
	nothing := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	return errors.Join(
		r.vm.Set("console", map[string]any{"log": complain, "warn": complain, "error": complain}),
		r.vm.Set("setTimeout", nothing),
		r.vm.Set("clearTimeout", nothing),
		r.vm.Set("measureText", func(text, font string) map[string]float64 {
			size, style := readFont(font)
			if text == lineProbe {
				return map[string]float64{"width": lineHeight * size}
			}
			return map[string]float64{"width": r.family.Width(style, size, text)}
		}),
	)
}

// ECharts asks for the width of this character to learn how high a line is; its lines are as high as it is wide.
const (
	lineProbe  = "国"
	lineHeight = 1.2 // em
)

// readFont reads the CSS shorthand that ECharts measures with: "normal bold 12px 'Source Sans 3'".
func readFont(css string) (size float64, style typeface.Style) {
	size = 12
	for _, word := range strings.Fields(css) {
		if px, ok := strings.CutSuffix(word, "px"); ok {
			if v, err := strconv.ParseFloat(px, 64); err == nil {
				size = v
			}
		}
		if word == "bold" {
			style = typeface.Bold
		}
	}
	return size, style
}

// Render draws an option at a size in units of 0.75 pt. The SVG is self-contained, can stand in HTML beside others, and carries alt
// as its accessible name; the Drawing shows the same. Neither depends on what was drawn before. What ECharts may write but this
// package does not read is an error.
func (r *Renderer) Render(option []byte, width, height float64, alt string) (string, Drawing, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s\x00%v %v\x00%s", option, width, height, alt))
	if before, ok := r.drawn[key]; ok {
		return before.svg, before.drawing, nil
	}
	out, err := r.draw(goja.Undefined(), r.vm.ToValue(string(option)), r.vm.ToValue(width), r.vm.ToValue(height))
	if err != nil {
		return "", Drawing{}, fmt.Errorf("draw chart: %w", err)
	}
	root, err := parseSVG(out.String())
	if err != nil {
		return "", Drawing{}, fmt.Errorf("read chart: %w", err)
	}
	hash := sha256.Sum256(fmt.Appendf(option, "%v %v", width, height))
	root.nameIDs("c" + hex.EncodeToString(hash[:4]))
	drawing, err := read(root, r.family)
	if err != nil {
		return "", Drawing{}, fmt.Errorf("read chart: %w", err)
	}
	drawing.Width, drawing.Height = width, height
	r.drawn[key] = picked{root.write(width, height, alt), drawing}
	return r.drawn[key].svg, drawing, nil
}
