package chart

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"runtime"
	"sync"

	"github.com/dop251/goja"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/typeface"
)

// Renderer draws options with ECharts in JavaScript engines of its own, without browser and network. It may serve many goroutines.
type Renderer struct {
	family   *typeface.Family
	programs []*goja.Program
	idle     chan *engine  // engines that draw nothing now
	room     chan struct{} // for engines not made yet

	lock  sync.Mutex
	drawn map[[sha256.Size]byte]picked // by option, size and alt text: reports share charts, and a changed report redraws few
}

// picked is a chart that was drawn before.
type picked struct {
	svg     string
	drawing Drawing
}

// NewRenderer compiles the ECharts bundle of fsys, which is assets.Files() in the program. Texts are measured with the family, so
// that what is drawn is as wide as ECharts thinks.
func NewRenderer(fsys fs.FS, family *typeface.Family) (*Renderer, error) {
	bundle, err := fs.ReadFile(fsys, assets.ECharts)
	if err != nil {
		return nil, fmt.Errorf("read chart bundle: %w", err)
	}
	engines := runtime.GOMAXPROCS(0)
	r := &Renderer{
		family: family, drawn: map[[sha256.Size]byte]picked{},
		idle: make(chan *engine, engines), room: make(chan struct{}, engines),
	}
	for _, script := range []struct{ name, text string }{{assets.ECharts, string(bundle)}, {"runtime.js", helpers}} {
		p, err := goja.Compile(script.name, script.text, false)
		if err != nil {
			return nil, fmt.Errorf("compile %s: %w", script.name, err)
		}
		r.programs = append(r.programs, p)
	}
	for range engines {
		r.room <- struct{}{}
	}
	e, err := r.engine() // one will be needed, and a wrong bundle tells itself now
	if err != nil {
		return nil, err
	}
	r.idle <- e
	return r, nil
}

// engine is one that draws nothing now: the next that becomes idle, or a new one while there is a processor for it. Who takes it puts it
// back into idle.
func (r *Renderer) engine() (*engine, error) {
	select {
	case e := <-r.idle:
		return e, nil
	default:
	}
	select {
	case e := <-r.idle:
		return e, nil
	case <-r.room:
		return newEngine(r.programs, r.family)
	}
}

// Render draws an option at a size in units of 0.75 pt. The SVG is self-contained, can stand in HTML beside others, and carries alt
// as its accessible name; the Drawing shows the same. Neither depends on what was drawn before. What ECharts may write but this
// package does not read is an error.
func (r *Renderer) Render(option []byte, width, height float64, alt string) (string, Drawing, error) {
	key := sha256.Sum256(fmt.Appendf(nil, "%s\x00%v %v\x00%s", option, width, height, alt))
	r.lock.Lock()
	before, known := r.drawn[key]
	r.lock.Unlock()
	if known {
		return before.svg, before.drawing, nil
	}
	e, err := r.engine()
	if err != nil {
		return "", Drawing{}, err
	}
	svg, err := e.draw(option, width, height)
	r.idle <- e
	if err != nil {
		return "", Drawing{}, fmt.Errorf("draw chart: %w", err)
	}
	root, err := parseSVG(svg)
	if err != nil {
		return "", Drawing{}, fmt.Errorf("read chart: %w", err)
	}
	hash := sha256.Sum256(fmt.Appendf(nil, "%s%v %v", option, width, height))
	root.nameIDs("c" + hex.EncodeToString(hash[:4]))
	drawing, err := read(root, r.family)
	if err != nil {
		return "", Drawing{}, fmt.Errorf("read chart: %w", err)
	}
	drawing.Width, drawing.Height = width, height
	made := picked{root.write(width, height, alt), drawing}
	r.lock.Lock()
	r.drawn[key] = made
	r.lock.Unlock()
	return made.svg, made.drawing, nil
}
