package chart

import (
	_ "embed"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dop251/goja"

	"wirkbericht/pipeline/typeface"
)

// engine is a JavaScript engine that holds ECharts. It serves one goroutine at a time.
type engine struct {
	family *typeface.Family
	vm     *goja.Runtime
	call   goja.Callable
}

//go:embed runtime.js
var helpers string

func newEngine(programs []*goja.Program, family *typeface.Family) (*engine, error) {
	e := &engine{family: family, vm: goja.New()}
	if err := e.prepare(); err != nil {
		return nil, fmt.Errorf("prepare chart runtime: %w", err)
	}
	for _, p := range programs {
		if _, err := e.vm.RunProgram(p); err != nil {
			return nil, fmt.Errorf("run chart script: %w", err)
		}
	}
	if _, err := e.vm.RunString("echarts.setPlatformAPI({measureText})"); err != nil {
		return nil, fmt.Errorf("set text metrics: %w", err)
	}
	e.call, _ = goja.AssertFunction(e.vm.Get("draw"))
	return e, nil
}

// draw is the option as the SVG that ECharts writes.
func (e *engine) draw(option []byte, width, height float64) (string, error) {
	out, err := e.call(goja.Undefined(), e.vm.ToValue(string(option)), e.vm.ToValue(width), e.vm.ToValue(height))
	if err != nil {
		return "", err
	}
	return out.String(), nil
}

// prepare gives the engine what ECharts expects of a browser. There is no chance in it and no time passes, no event ever fires, and
// whatever ECharts would tell a console is an error here: a wrong option must not draw a wrong chart in silence.
//
// Note: with a clock that runs, ECharts stops measuring letters when that took it long, and breaks lines elsewhere on a busy machine.
func (e *engine) prepare() error {
	e.vm.SetRandSource(func() float64 { return 0.5 })
	e.vm.SetTimeSource(func() time.Time { return time.Unix(0, 0).UTC() })
	complain := func(call goja.FunctionCall) goja.Value {
		panic(e.vm.NewGoError(errors.New("echarts: " + call.Argument(0).String())))
	}
	nothing := func(goja.FunctionCall) goja.Value { return goja.Undefined() }
	return errors.Join(
		e.vm.Set("console", map[string]any{"log": complain, "warn": complain, "error": complain}),
		e.vm.Set("setTimeout", nothing),
		e.vm.Set("clearTimeout", nothing),
		e.vm.Set("measureText", func(text, font string) map[string]float64 {
			size, style := readFont(font)
			if text == lineProbe {
				return map[string]float64{"width": lineHeight * size}
			}
			return map[string]float64{"width": e.family.Width(style, size, text)}
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
