package store

import (
	"slices"
	"strings"

	"wirkbericht/pipeline/intake"
)

// Sources are the tables of the contract that a query reads, directly or through what queries/schema makes, sorted. It goes by the names
// mentioned, so it may name too many, never too few.
func (p Project) Sources(sql string) []string {
	return slices.DeleteFunc(newReaders(steps(p.Schema)).of(sql), func(name string) bool {
		return !slices.ContainsFunc(p.Tables, func(t intake.Table) bool { return strings.EqualFold(t.Name, name) })
	})
}
