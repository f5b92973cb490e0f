package intake

import (
	"fmt"

	"wirkbericht/pipeline/finding"
)

// The limits of what is read. They are far above what an office has; a file that breaks one is damaged, no table, or meant to do harm. Those of
// workbooks stand in internal/workbook, that of a line in internal/textfile.
const (
	maxTextFile = 8 << 30       // bytes of a CSV file
	maxBookFile = 512 << 20     // bytes of a workbook, packed
	maxColumns  = 2_000         // delivered columns
	maxCells    = 2_000_000_000 // cells of a CSV file
	maxRows     = 100_000_000   // rows of a CSV file
)

// Limits is what is read at most, in words.
func Limits() string {
	return fmt.Sprintf("CSV bis %d GB und %s Zeilen, Arbeitsmappen bis %d MB", maxTextFile>>30, grouped(maxRows), maxBookFile>>20)
}

// tellLimit says which limit a file breaks and what to do.
func tellLimit(found *finding.List, at finding.Place, what string, limit int64) {
	found.Add(finding.Stop, "grenze", at, fmt.Sprintf("Die Datei ist zu groß: mehr als %s %s.", grouped(limit), what),
		"Bitte prüfen, ob es die richtige Datei ist, und sie in kleinere Dateien teilen.")
}

// grouped is a number with dots between thousands.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return s
}
