package store

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
)

// cleanRows is from how many rows on a clean file is read by DuckDB itself. At 30,000 rows of 14 columns both ways take the same, 240 ms of one core; of
// 10,000 the Appender needs 97 and DuckDB, which has two statements to plan, 115; of a million, 9.5 s and 4.5.
const cleanRows = 30_000

// copies reports whether DuckDB is to read a delivery. The name of its file must be one: DuckDB takes some characters for patterns.
func (s *Store) copies(d delivery) bool {
	return s.data != "" && d.Clean != nil && d.Account.Accepted >= s.clean && !strings.ContainsAny(d.File, "*?[]")
}

// copyClean lets DuckDB read a clean file: all cells as texts, no sniffing, and of each text what intake has found it to mean. Both read the same
// rows of the same bytes; that the file is still the one intake has seen is looked at before and after.
//
// Note: the bytes come in by read_csv, which is allowed the data folder, and not through the Appender: feeding it a million rows of texts took
// longer than reading, casting and storing them here, since every text crosses to C by itself.
func (s *Store) copyClean(ctx context.Context, d delivery) error {
	if err := s.unchanged(d); err != nil {
		return err
	}
	err := s.copyRows(ctx, d)
	if query := missingQuery(s.texts(d), d); err == nil && query != "" {
		err = s.exec(ctx, query)
	}
	if err == nil {
		err = s.unchanged(d)
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", d.File, err)
	}
	return nil
}

// copyRows fills raw.<table>.
//
// Note: only one thread can count with row_number. Two that read and store the rows in their order, which are given their lines by an update
// afterwards, are faster on an idle machine; but DuckDB then keeps what is out of order in memory, 600 MB for 2 million rows instead of 270.
func (s *Store) copyRows(ctx context.Context, d delivery) error {
	if err := s.leaveOut(ctx, d.Clean.Left); err != nil {
		return err
	}
	result, err := s.conn.ExecContext(ctx, s.rowsQuery(d))
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && int(n) != d.Account.Accepted {
		err = fmt.Errorf("account %+v does not balance with %d rows", d.Account, n)
	}
	return err
}

// unchanged is an error if the file is not the one that intake has read.
func (s *Store) unchanged(d delivery) error {
	info, err := os.Stat(filepath.Join(s.data, d.File))
	if err == nil && (info.Size() != d.Clean.Size || !info.ModTime().Equal(d.Clean.Time)) {
		err = intake.ErrChanged
	}
	return err
}

// leaveOut puts the lines that are not taken where the statements find them.
func (s *Store) leaveOut(ctx context.Context, lines []uint32) error {
	if len(lines) == 0 {
		return nil
	}
	list := strings.Trim(strings.ReplaceAll(fmt.Sprint(lines), " ", ","), "[]")
	return s.exec(ctx, "create or replace temp table ausgelassen as select unnest(string_split("+quote(list)+", ','))::bigint as line")
}

// texts is a query for the taken rows: _line, and t0, t1 … for the delivered columns. The header is line 1.
func (s *Store) texts(d delivery) string {
	c := d.Clean
	var kinds, cells []string
	for i := range c.Width {
		kinds = append(kinds, fmt.Sprintf("'c%d': 'VARCHAR'", i))
		cells = append(cells, fmt.Sprintf("coalesce(c%d, '') as t%[1]d", i))
	}
	end := `\n`
	if c.CRLF {
		end = `\r\n`
	}
	where := ""
	if len(c.Left) > 0 {
		where = " where _line not in (select line from ausgelassen)"
	}
	return fmt.Sprintf(`select * from (select 1 + row_number() over () as _line, %s from read_csv(%s, auto_detect = false, header = true, delim = %s, quote = '"', escape = '"', new_line = %s, columns = {%s}))%s`,
		strings.Join(cells, ", "), quote(filepath.Join(s.data, d.File)), quote(string(rune(c.Comma))), quote(end), strings.Join(kinds, ", "), where)
}

// rowsQuery is the statement that fills raw.<table>.
func (s *Store) rowsQuery(d delivery) string {
	var values []string
	for i, c := range d.Clean.Columns {
		values = append(values, meaning(c, d.Columns[i].Type))
	}
	values = append(values, quote(s.project.Municipality), quote(d.File), quote(d.Sheet), "_line", quote(d.id))
	return fmt.Sprintf("insert into raw.%s select %s\nfrom (%s)", name(d.Table), strings.Join(values, ",\n  "), s.texts(d))
}

// meaning is the SQL for what the texts of a column mean. A text that is neither named nor of the shape is none that intake has seen.
func meaning(c intake.CleanColumn, t intake.Type) string {
	kind := sqlType(t)
	if c.At < 0 {
		return literal(c.Fixed, kind)
	}
	text := fmt.Sprintf("t%d", c.At)
	var cases strings.Builder
	for _, sp := range c.Spellings {
		fmt.Fprintf(&cases, " when %s then %s", quote(sp.Text), literal(sp.Value, kind))
	}
	other := shaped(c.Shape, text)
	if cases.Len() == 0 {
		return other
	}
	return fmt.Sprintf("case %s%s else %s end", text, cases.String(), other)
}

// shaped is the SQL that reads a text of a shape and fails on any other: what intake.column.quick is in Go.
func shaped(shape intake.Shape, text string) string {
	switch shape {
	case intake.ShapeWords, intake.ShapeKey:
		return text
	case intake.ShapeInt:
		return text + "::bigint"
	case intake.ShapeComma:
		return "replace(" + text + ", ',', '.')::decimal(18,4)"
	case intake.ShapePoint:
		return text + "::decimal(18,4)"
	case intake.ShapeDay:
		return "strptime(" + text + ", ['%d.%m.%Y', '%Y-%m-%d'])::date"
	case intake.ShapeISO:
		return "strptime(" + text + ", '%Y-%m-%d')::date"
	case intake.ShapeMonth:
		return "date_trunc('month', strptime(" + text + ", ['%m/%Y', '%d.%m.%Y', '%Y-%m-%d']))::date"
	}
	return "error('unknown text')"
}

// literal is a value of a Row in SQL.
func literal(v any, kind string) string {
	switch v := v.(type) {
	case string:
		return quote(v)
	case time.Time:
		return date(v)
	case int64:
		return fmt.Sprintf("%d::bigint", v)
	case notation.Decimal:
		return fmt.Sprintf("%s::decimal(18,4)", v)
	case bool:
		return fmt.Sprint(v)
	}
	return "null::" + kind
}

// missingQuery is the statement that fills raw.fehlend from the texts of a delivery, "" if nothing is missing. One reading finds the missing cells
// of all columns.
func missingQuery(from string, d delivery) string {
	var absent, cells, conditions []string
	for i, c := range d.Clean.Columns {
		column := d.Columns[i].Name
		if c.Absent {
			absent = append(absent, fmt.Sprintf("(%s, 0, %s, '', %s)", quote(d.id), quote(column), quote(string(intake.ReasonAbsent))))
		}
		var texts, cases []string
		for _, sp := range c.Spellings {
			if sp.Reason != "" && sp.Reason != intake.ReasonEmpty {
				texts = append(texts, sp.Text)
				cases = append(cases, fmt.Sprintf("when %s then %s", quote(sp.Text), quote(string(sp.Reason))))
			}
		}
		if texts != nil {
			condition := fmt.Sprintf("t%d in (%s)", c.At, quoteAll(texts))
			conditions = append(conditions, condition)
			cells = append(cells, fmt.Sprintf("case when %s then {'spalte': %s, 'roh': t%d, 'grund': case t%[3]d %s end} end", condition, quote(column), c.At, strings.Join(cases, " ")))
		}
	}
	var out []string
	if absent != nil {
		out = append(out, "insert into raw.fehlend values "+strings.Join(absent, ", "))
	}
	if cells != nil {
		out = append(out, fmt.Sprintf("insert into raw.fehlend select %s, _line, m.spalte, m.roh, m.grund\nfrom (select _line, unnest([%s]) as m from (%s) where %s)\nwhere m is not null",
			quote(d.id), strings.Join(cells, ",\n  "), from, strings.Join(conditions, " or ")))
	}
	return strings.Join(out, ";\n")
}
