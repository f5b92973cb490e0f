package layout

import "wirkbericht/pipeline/report"

const (
	unit       = 0.75 * mm // one unit of a drawing in millimetres
	dataRows   = 6         // a data table of so many rows is printed below its chart
	figureGap  = 2.0       // between chart, table and notes
	figurePart = 0.6       // of the type area: no chart is higher
)

// figure sets a chart: the statement above it, the data below it where they are few, then the notes. All of it stays together.
func (s *setter) figure(f report.Figure) error {
	defer func(at *Element) { s.at = at }(s.at)
	s.at = s.at.add("Div") // Note: a Caption within the Figure is not read aloud, its Alt is
	s.after = max(s.after, s.style.caption.before)
	s.caption(f.Number, f.Caption, s.at.add("Caption"), f.ID)
	if f.Chart != nil {
		s.picture(f)
	}
	isTable := f.Chart != nil && f.Chart.Spec.Kind == "heatmap" // every figure stands in its tile
	if n := len(f.Data.Rows); n > 0 && n <= dataRows && len(f.Data.Columns) > 0 && !isTable {
		s.tieLast(wished)
		s.after = figureGap
		g, err := s.grid(f.Data, s.at.add("Table"), s.style.data)
		if err != nil {
			return err
		}
		s.rows(f.Data, g, s.style.data)
	}
	if len(f.Notes) > 0 {
		s.tieLast(firm)
	}
	s.notes(f.Notes)
	s.after = tableAfter
	return nil
}

// picture places the chart, made smaller where it is too wide or too high.
func (s *setter) picture(f report.Figure) {
	d := s.cleanDrawing(&f.Chart.Drawing)
	if d.Width <= 0 || d.Height <= 0 {
		return
	}
	e := s.at.add("Figure")
	e.Alt = f.Chart.Alt
	scale := min(unit, (s.wide-s.left)/d.Width, figurePart*(s.sheet.bottom-s.sheet.top)/d.Height)
	s.put(box{height: d.Height * scale, items: []Item{Picture{X: s.left, Scale: scale, Drawing: d, Slot: s.tree.slot(e)}}})
	s.after = figureGap
}
