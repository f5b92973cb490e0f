package store

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"wirkbericht/pipeline/intake"
)

func TestRowsAreReadOnlyOfNewDeliveriesAndAFileThatBreaksOffChangesNothing(t *testing.T) {
	p := smallProject()
	s := openTest(t, p)
	old := deliver(t, p, "2018-10-30", "familie", "familie_id", "F1")
	load(t, s, old)
	many := deliver(t, p, "2019-12-31", "familie", "familie_id")
	for i := range 3 * flushRows {
		many.Rows = append(many.Rows, intake.Row{Line: i + 2, Values: []any{fmt.Sprintf("F%d", i), nil, true}})
	}
	many.Account = intake.Account{Read: len(many.Rows) + 1, Accepted: len(many.Rows), NoData: 1}
	many.Digest = "many"
	batches := []intake.Batch{old, many}
	batches[0].Digest = digest(old)
	broken := errors.New("file is gone")
	read := func(after int, end error) Read {
		return func(i int, each func(intake.Chunk) error) error {
			if i == 0 {
				t.Error("a known delivery is read")
			}
			for c := range slices.Chunk(batches[i].Rows[:after], 1000) {
				if err := each(intake.Chunk{Rows: c}); err != nil {
					return err
				}
			}
			return end
		}
	}
	const count = "select _file, count(*) as n, count(distinct familie_id) as f from raw.familie group by 1 order by 1"
	if _, err := s.Load(t.Context(), batches, read(2*flushRows, broken)); !errors.Is(err, broken) {
		t.Fatal(err)
	}
	compareText(t, "_file                   n  f\n2018-10-30/familie.csv  1  1", printQuery(t, s, count))
	failOn(t, must(s.Load(t.Context(), batches, read(len(many.Rows), nil)))(t))
	compareText(t, `
_file                   n      f
2018-10-30/familie.csv  1      1
2019-12-31/familie.csv  24576  24576
`, printQuery(t, s, count))
}
