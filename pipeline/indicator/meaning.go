package indicator

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
)

var (
	sqlComment = regexp.MustCompile(`--[^\n]*|(?s:/\*.*?\*/)`)
	sqlSpace   = regexp.MustCompile(`\s+`)
)

// Meaning is the hash of what can move values: the query without comments and layout, and the words of the header that the store computes
// by. Titles, notes and protection are not part of it, and neither are the shared views that the query reads.
func (ind *Indicator) Meaning() string {
	var by []string
	for _, b := range ind.By {
		by = append(by, b.Name())
	}
	sum := sha256.Sum256([]byte(strings.Join([]string{
		string(ind.Measure), string(ind.Unit), string(ind.Counts), strings.Join(ind.Period, " "), strings.Join(by, " "), fmt.Sprint(ind.Law), Bare(ind.SQL),
	}, "\n")))
	return hex.EncodeToString(sum[:])
}

// Bare is SQL without comments and layout: what stays the same as long as it means the same.
func Bare(sql string) string {
	return strings.TrimSpace(sqlSpace.ReplaceAllString(sqlComment.ReplaceAllString(sql, " "), " "))
}
