package store

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
)

// benchmarkAll observes all indicators of the project over so many persons and eleven quarters: the sample project again and again, each copy with keys
// of its own. Metrics:
//
//	x/bare    its time divided by that of the bare SQL of every indicator in the same run, on the same tables
//	x/linear  growth: time per person divided by that of the size before
//	MB/peak   of the whole process, DuckDB included (Linux)
//
// The log names the three indicators that take longest.
func benchmarkAll(b *testing.B) {
	var perPerson float64
	for _, persons := range []int{10_000, 100_000} {
		b.Run(fmt.Sprintf("%dk_persons", persons/1000), func(b *testing.B) {
			project := readCaseProject(b)
			s := project.crowd(b, persons)
			var whole, bare time.Duration
			for b.Loop() {
				start := time.Now()
				observations, found, err := s.Observe(b.Context(), project.indicators)
				failOn(b, must(found, err)(b))
				whole += time.Since(start)
				if len(observations) == 0 {
					b.Fatal("no observations")
				}
				bare += bareAll(b, s, project.indicators)
			}
			b.ReportMetric(float64(whole)/float64(bare), "x/bare")
			per := float64(whole) / float64(b.N) / float64(persons)
			if perPerson > 0 {
				b.ReportMetric(per/perPerson, "x/linear")
			}
			perPerson = per
			b.ReportMetric(peakMB(), "MB/peak")
			b.Log(slowest(b, s, project.indicators))
		})
		runtime.GC()
	}
}

// crowd is a prepared store with so many persons of the sample project.
func (p caseProject) crowd(b *testing.B, persons int) *Store {
	b.Helper()
	fsys := os.DirFS(root)
	contract, found, err := intake.Read(fsys)
	failOn(b, must(found, err)(b))
	const stand = "2019-12-31"
	data, err := fs.Sub(fsys, "testdata/muenster")
	if err != nil {
		b.Fatal(err)
	}
	batches, _, err := intake.Take(only{data, stand}, contract) // with the faults that offices make
	if err != nil {
		b.Fatal(err)
	}
	i := slices.IndexFunc(batches, func(x intake.Batch) bool { return x.Table == "person" })
	copies := (persons + len(batches[i].Rows) - 1) / len(batches[i].Rows)
	rows := make([][]intake.Row, len(batches))
	for i := range batches {
		rows[i] = batches[i].Rows
		if keys := peopleKeys(batches[i]); keys != nil {
			batches[i].Account.Read += (copies - 1) * batches[i].Account.Accepted
			batches[i].Account.Accepted *= copies
		}
	}
	s := must(Open(b.Context(), "", p.Project, Options{Threads: 2, Memory: "1GB"}))(b)
	b.Cleanup(func() { s.Close() })
	s.project.Term = intake.Term{Start: parseDay(b, "2017-05-01"), Ends: []intake.TermEnd{{Until: parseDay(b, stand), Status: "BEWILLIGT"}}}
	failOn(b, must(s.Load(b.Context(), batches, func(i int, each func(intake.Chunk) error) error {
		keys := peopleKeys(batches[i])
		if keys == nil {
			return each(intake.Chunk{Rows: rows[i]})
		}
		for n := range copies {
			if err := each(intake.Chunk{Rows: copyOf(rows[i], keys, n)}); err != nil {
				return err
			}
		}
		return nil
	}))(b))
	failOn(b, must(s.Prepare(b.Context(), parseDay(b, stand)))(b))
	return s
}

// only is a data folder with one snapshot.
type only struct {
	fs.FS
	snapshot string
}

func (o only) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(o.FS, name)
	if name == "." {
		entries = slices.DeleteFunc(entries, func(e fs.DirEntry) bool { return e.Name() != o.snapshot })
	}
	return entries, err
}

// peopleKeys are the columns of a batch that name people or what belongs to them; none for facts without people.
func peopleKeys(b intake.Batch) []int {
	people := slices.ContainsFunc(b.Columns, func(c intake.Column) bool {
		return slices.Contains([]string{"familie_id", "person_id", "fk_id", "ziel_id"}, c.Name)
	})
	var keys []int
	for i, c := range b.Columns {
		if people && c.Class == "key" && c.Type == intake.TypeText {
			keys = append(keys, i)
		}
	}
	return keys
}

func copyOf(rows []intake.Row, keys []int, n int) []intake.Row {
	out := make([]intake.Row, len(rows))
	for i, r := range rows {
		out[i] = r
		out[i].Values = slices.Clone(r.Values)
		for _, k := range keys {
			if id, ok := r.Values[k].(string); ok {
				out[i].Values[k] = id + "_" + strconv.Itoa(n)
			}
		}
	}
	return out
}

// bareAll is the time of every indicator's SQL and one statement with grouping sets and distinct counts.
func bareAll(b *testing.B, s *Store, indicators []*indicator.Indicator) time.Duration {
	start := time.Now()
	for _, ind := range indicators {
		if err := bareOne(b.Context(), s, ind); err != nil {
			b.Fatal(ind.ID, err)
		}
	}
	return time.Since(start)
}

func bareOne(ctx context.Context, s *Store, ind *indicator.Indicator) error {
	if err := s.exec(ctx, "create or replace temp table bare as "+ind.SQL); err != nil {
		return err
	}
	period := "freq, time_period"
	if ind.Law {
		period += ", legal_state"
	}
	sets := []string{"(" + period + ")"}
	for _, by := range ind.By {
		sets = append(sets, "("+period+", "+strings.Join(names(by), ", ")+")")
	}
	dims := ""
	for _, d := range dimensions(ind) {
		dims += ", " + name(d)
	}
	value := "sum(numerator), sum(denominator)"
	if ind.Measure == indicator.Median {
		value = "median(numerator), count(numerator)"
	}
	return s.exec(ctx, fmt.Sprintf("select %s%s, %s, count(distinct unit_id), count(distinct person_id), count(distinct family_id) from bare group by grouping sets (%s)",
		period, dims, value, strings.Join(sets, ", ")))
}

// slowest observes each indicator for itself and names the three that take longest.
func slowest(b *testing.B, s *Store, indicators []*indicator.Indicator) string {
	type timed struct {
		id   string
		took time.Duration
	}
	var all []timed
	for _, ind := range indicators {
		start := time.Now()
		_, found, err := s.Observe(b.Context(), []*indicator.Indicator{ind})
		failOn(b, must(found, err)(b))
		all = append(all, timed{ind.ID, time.Since(start)})
	}
	slices.SortFunc(all, func(x, y timed) int { return cmp.Compare(y.took, x.took) })
	var out []string
	for _, t := range all[:3] {
		out = append(out, fmt.Sprintf("%s %.2f s", t.id, t.took.Seconds()))
	}
	return strings.Join(out, ", ")
}

// peakMB is the largest resident set of the process so far; 0 where the system does not tell.
func peakMB() float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kB, _ := strconv.Atoi(strings.Fields(rest)[0])
			return float64(kB) / 1000
		}
	}
	return 0
}
