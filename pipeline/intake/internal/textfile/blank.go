package textfile

// Blank is a file with some of its lines emptied, from 1; every other byte, the line ends and so the numbers of all lines stay as they are.
func (e Evidence) Blank(raw []byte, lines map[int]bool) []byte {
	unit, low := 1, 0
	switch e.Encoding {
	case UTF16LE:
		unit = 2
	case UTF16BE:
		unit, low = 2, 1
	}
	end := byte('\n')
	if e.CR {
		end = '\r'
	}
	is := func(i int, c byte) bool { return raw[i+low] == c && (unit == 1 || raw[i+1-low] == 0) }
	out := make([]byte, 0, len(raw))
	for start, line := 0, 1; start < len(raw); line++ {
		stop := start // of the line, before its end
		for stop+unit <= len(raw) && !is(stop, end) {
			stop += unit
		}
		next := min(stop+unit, len(raw))
		if stop > start && stop < len(raw) && end == '\n' && is(stop-unit, '\r') {
			stop -= unit
		}
		if lines[line] {
			start = stop
		}
		out = append(out, raw[start:next]...)
		start = next
	}
	return out
}
