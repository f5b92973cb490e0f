package main

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"wirkbericht/pipeline/intake"
)

// sheet is one table as an office lays it out: one CSV file, or one sheet of a workbook. Cells are strings; in
// workbooks also float64, month and time.Time.
type sheet struct {
	source  intake.Source
	columns []string // contract columns in the order of the file
	title   []string // lines above the header
	header  []any
	rows    [][]any
	foot    [][]any // below the rows: sums, remarks, blank lines
}

// layOut turns the records of a table into the sheet that the source declares.
func layOut(s *snapshot, source intake.Source, table intake.Table) *sheet {
	out := &sheet{source: source}
	for _, c := range table.Columns {
		m, ok := source.Columns[c.Name]
		if !ok || m.Constant != "" {
			continue
		}
		out.columns = append(out.columns, c.Name)
		out.header = append(out.header, m.Header[0])
	}
	h := habitOf(source)
	for i, r := range s.tables[source.Table] {
		row := make([]any, len(out.columns))
		for j, name := range out.columns {
			row[j] = h.cell(source.Columns[name], r[name], i)
		}
		out.rows = append(out.rows, row)
	}
	h.dress(out, s.stand)
	return out
}

// column is the place of a contract column in the sheet.
func (s *sheet) column(name string) int { return slices.Index(s.columns, name) }

// cell writes a value as the office does; row chooses between spellings.
func (h habit) cell(m intake.Mapping, v any, row int) any {
	switch v := v.(type) {
	case nil:
		return ""
	case mark:
		return string(v)
	case bool:
		if v {
			return h.yes
		}
		return h.no
	case int:
		return h.number(float64(v), strconv.Itoa(v))
	case euros:
		return h.amount(m, v)
	case month:
		return h.month(v, row)
	case time.Time:
		if h.format == "xlsx" {
			return v
		}
		return v.Format(h.days)
	case string:
		return h.text(m, v, row)
	}
	panic(fmt.Sprintf("no way to write %T", v))
}

func (h habit) number(n float64, text string) any {
	if h.format == "xlsx" {
		return n
	}
	return text
}

// amount writes money with two decimals and grouped thousands, hours as short as possible.
func (h habit) amount(m intake.Mapping, v euros) any {
	switch {
	case h.format == "xlsx":
		return float64(v) / 100
	case v == 0 && h.nothing != "":
		return h.nothing
	case m.Grouping:
		return grouped(int(v)/100) + fmt.Sprintf(",%02d", v%100)
	case v%100 == 0:
		return strconv.Itoa(int(v) / 100)
	}
	return strings.TrimRight(fmt.Sprintf("%d,%02d", v/100, v%100), "0")
}

func grouped(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return grouped(n/1000) + fmt.Sprintf(".%03d", n%1000)
}

// month writes a month; in workbooks most are dates and some were typed as text.
func (h habit) month(m month, row int) any {
	if h.format == "xlsx" && row%9 != 4 {
		return m
	}
	return germanMonths.Replace(m.first().Format(h.months))
}

var germanMonths = strings.NewReplacer("Mar", "Mrz", "May", "Mai", "Oct", "Okt", "Dec", "Dez")

// text writes a code in one of the office's spellings, or as it is, without leading zeros where Excel has eaten them.
func (h habit) text(m intake.Mapping, code string, row int) any {
	var spellings []string
	for delivered, c := range m.Codes {
		if c == code {
			spellings = append(spellings, delivered)
		}
	}
	if len(spellings) > 0 {
		slices.SortFunc(spellings, func(a, b string) int { return cmp.Or(len(b)-len(a), cmp.Compare(a, b)) })
		return spellings[min(row%7/6, len(spellings)-1)] // every seventh row the short form
	}
	if m.Pad > 0 {
		if short := strings.TrimLeft(code, "0"); short != "" && strings.Trim(short, "0123456789") == "" {
			if h.format == "xlsx" {
				return float64(number(short))
			}
			return short
		}
	}
	return code
}
