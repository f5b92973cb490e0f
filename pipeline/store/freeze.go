package store

import (
	"context"
	"fmt"
	"slices"

	"wirkbericht/pipeline/finding"
)

// freeze turns the views of queries/schema that several of the texts need into tables, because the rows no longer change: a view
// would be planned and computed again for each of them. The next Prepare makes views again. A view that fails is a finding.
func (s *Store) freeze(ctx context.Context, texts []string) (finding.List, error) {
	wanted := s.readers.shared(texts)
	var found finding.List
	err := s.inTransaction(ctx, func() error {
		for _, script := range s.project.Schema {
			for _, st := range statements(script.SQL) {
				view, ok := madeView(st.text)
				if !ok || !slices.Contains(wanted, view) || s.frozen[view] {
					continue
				}
				err := s.exec(ctx, fmt.Sprintf("alter view basis.%[1]s rename to %[2]s; create table basis.%[1]s as from basis.%[2]s; drop view basis.%[2]s",
					name(view), name(view+" als Sicht")))
				if err != nil {
					found, err = sqlFault(script.File, st.line, err)
					return err
				}
				s.frozen[view] = true
			}
		}
		return nil
	})
	return found, err
}
