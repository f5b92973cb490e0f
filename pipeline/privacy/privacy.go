// Package privacy is the gate in front of the store: it looks at what was delivered and says whether anybody can be recognised in it.
//
// It has two parts.
//
//   - Direct identifiers. A Judge sees every raw cell of a table once, before anything is loaded, and gives each column a Verdict: red
//     stops the run, amber is told, green passes. It works with the contract of a table and without any, for one file.
//   - Anonymity. Measure counts how many share what is known of a person: k-anonymity, l-diversity, risks of persons and households,
//     sets of columns that single somebody out, courses over time. It grades by Limits and says in one sentence what the data may
//     be called. Project reads the declared columns of a prepared store; File guesses them for a single file.
//
// No value of a cell leaves the package, in no finding, error, JSON or text: only places, counts and names of columns, and the name of
// a column only if it is not itself the name of somebody (a file without a header line).
//
// What it does not do: it reads no file (package intake does), changes nothing, withholds no figure of a report (package release), and
// does not prove anonymity. Who passes the gate is still a pseudonymised person wherever somebody holds the key.
//
// Note: the measures are counted in Go for both ways, over what one plain SELECT per table returns. The statements of sdc.md 3.1
// (GROUP BY ALL, CUBE) were considered: CUBE mixes its own NULL with missing values, households and courses need the single rows anyhow, and
// two implementations would have to be kept equal. The tests compare with those statements on DuckDB.
package privacy

import "math"

// Verdict grades a column or a table.
type Verdict uint8

// The verdicts, from good to bad.
const (
	Green Verdict = iota // nothing found
	Amber                // personal data that may be used, told to the user
	Red                  // stops
)

// String is the word in JSON.
func (v Verdict) String() string { return [...]string{"green", "amber", "red"}[v] }

// MarshalText writes green, amber or red.
func (v Verdict) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// share is a part of a whole, rounded to four decimals so that JSON shows no noise; 0 of nothing.
func share(part, whole int) float64 {
	if whole == 0 {
		return 0
	}
	return round(float64(part) / float64(whole))
}

func round(x float64) float64 { return math.Round(x*10_000) / 10_000 }
