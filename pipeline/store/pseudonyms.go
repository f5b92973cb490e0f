package store

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
)

// pseudonymMark stands where a message names somebody by a pseudonym.
const pseudonymMark = "[Kürzel]"

// pseudonymWord is what may be a pseudonym: letters and digits in one word. Numbers alone are counted with, not called by.
var pseudonymWord = regexp.MustCompile(`[\pL\pN]+(?:[-_/.][\pL\pN]+)*`)

// Unnamed is the list with messages in which nobody is named: a word that stands in a key column of the store is replaced by a mark. A rule
// of the project may name a person's pseudonym so that the row is found; in a product the place has to do.
func (s *Store) Unnamed(ctx context.Context, found finding.List) (finding.List, error) {
	words := map[string]bool{}
	for _, f := range found {
		for _, w := range pseudonymWord.FindAllString(f.Message, -1) {
			if strings.ContainsAny(w, "0123456789") && strings.Trim(w, "0123456789.-/_") != "" {
				words[w] = true
			}
		}
	}
	keys, err := s.keysAmong(ctx, slices.Sorted(maps.Keys(words)))
	if err != nil {
		return nil, fmt.Errorf("look for pseudonyms in messages: %w", err)
	}
	mask := func(text string) string {
		return pseudonymWord.ReplaceAllStringFunc(text, func(w string) string {
			if keys[w] {
				return pseudonymMark
			}
			return w
		})
	}
	out := slices.Clone(found)
	for i := range out {
		out[i].Message, out[i].General = mask(out[i].Message), mask(out[i].General)
	}
	return out, nil
}

// Rejected are the rows in quarantine, one error for each rule that a row has broken, in the order of file, sheet and line. They name nobody.
func (s *Store) Rejected(ctx context.Context) (finding.List, error) {
	_, found, err := s.quarantined(ctx)
	if err != nil {
		return nil, fmt.Errorf("read quarantine: %w", err)
	}
	return s.Unnamed(ctx, found.Sorted())
}

// keysAmong are the words that stand in a key column of any table.
func (s *Store) keysAmong(ctx context.Context, words []string) (map[string]bool, error) {
	keys := map[string]bool{}
	if len(words) == 0 {
		return keys, nil
	}
	var all []string
	for _, t := range s.project.Tables {
		for _, c := range t.Columns {
			if c.Class == "key" && c.Type == intake.TypeText {
				all = append(all, fmt.Sprintf("select %s as k from raw.%s", name(c.Name), name(t.Name)))
			}
		}
	}
	if len(all) == 0 {
		return keys, nil
	}
	query := fmt.Sprintf("select distinct k from (%s) where k in (%s)", strings.Join(all, " union all "), quoteAll(words))
	err := s.each(ctx, query, nil, func(rows *sql.Rows) error {
		var k string
		err := rows.Scan(&k)
		keys[k] = true
		return err
	})
	return keys, err
}
