package delivery

import (
	"fmt"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// scripts are the import scripts for statistics programs. Each is made from the description of the columns and from codelists.csv, so
// that types and labels are those of the descriptor.
func scripts(t *tables, _ Order) ([]bundle.File, error) {
	var out []bundle.File
	for _, s := range []struct{ name, text string }{
		{"import/import.R", t.scriptR()}, {"import/import.py", t.scriptPython()}, {"import/import.sql", t.scriptSQL()},
		{"import/import.sps", t.scriptSPSS()}, {"import/import.do", t.scriptStata()},
	} {
		out = append(out, bundle.File{Name: s.name, Data: []byte(s.text)})
	}
	return out, nil
}

// heading is the comment on top of each script.
func heading(mark string) string {
	return mark + " Liest alle Tabellen dieser Lieferung mit den richtigen Typen. Im Ordner der Lieferung ausführen.\n" +
		mark + " Zeilen mit breakdown = _T sind Summen: vor dem Addieren filtern. Quoten nie mitteln, sondern Zähler und Nenner addieren.\n"
}

// scriptR uses base R alone.
func (t *tables) scriptR() string {
	var b strings.Builder
	b.WriteString(heading("#"))
	class := map[bundle.Type]string{bundle.Date: "Date", bundle.Decimal: "numeric", bundle.Integer: "integer", bundle.Boolean: "logical"}
	for _, table := range t.kinds() {
		var classes []string
		for _, c := range table.Columns {
			k := class[c.Type]
			if k == "" {
				k = "character"
			}
			classes = append(classes, fmt.Sprintf("  %s = %q", c.Name, k))
		}
		fmt.Fprintf(&b, "\n%s <- read.csv(%q, encoding = \"UTF-8\", na.strings = \"\", colClasses = c(\n%s))\n", table.Name, table.File(), strings.Join(classes, ",\n"))
		for _, c := range table.Columns {
			fmt.Fprintf(&b, "attr(%s$%s, \"label\") <- %q\n", table.Name, c.Name, c.Label.DE)
		}
	}
	b.WriteString("\n# Bezeichnungen der geschlossenen Listen als eigene Spalten.\n")
	for _, c := range bundle.Observations.Columns {
		if c.List != "" {
			fmt.Fprintf(&b, "observations$%[1]s_label <- with(subset(codelists, codelist_id == %[2]q), label_de[match(observations$%[1]s, code)])\n", c.Name, c.List)
		}
	}
	return b.String()
}

// scriptPython needs pandas.
func (t *tables) scriptPython() string {
	var b strings.Builder
	b.WriteString(heading("#"))
	b.WriteString("import pandas as pd\n")
	kind := map[bundle.Type]string{bundle.Decimal: "float64", bundle.Integer: "Int64", bundle.Boolean: "bool"}
	for _, table := range t.kinds() {
		var types, dates, labels []string
		for _, c := range table.Columns {
			labels = append(labels, fmt.Sprintf("    %q: %q,\n", c.Name, c.Label.DE))
			if c.Type == bundle.Date {
				dates = append(dates, fmt.Sprintf("%q", c.Name))
				continue
			}
			k := kind[c.Type]
			if k == "" {
				k = "string"
			}
			types = append(types, fmt.Sprintf("    %q: %q,\n", c.Name, k))
		}
		fmt.Fprintf(&b, "\n%s = pd.read_csv(%q, keep_default_na=False, na_values=[\"\"], parse_dates=[%s], dtype={\n%s})\n%s.attrs[\"labels\"] = {\n%s}\n",
			table.Name, table.File(), strings.Join(dates, ", "), strings.Join(types, ""), table.Name, strings.Join(labels, ""))
	}
	b.WriteString("\n# Bezeichnungen der geschlossenen Listen als eigene Spalten.\n")
	for _, c := range bundle.Observations.Columns {
		if c.List != "" {
			fmt.Fprintf(&b, "observations[\"%[1]s_label\"] = observations[%[1]q].map(codelists[codelists.codelist_id == %[2]q].set_index(\"code\").label_de)\n", c.Name, c.List)
		}
	}
	return b.String()
}

// SQLTypes are the types of the columns of a table in SQL, by column.
func SQLTypes(table *bundle.Table) [][2]string {
	kind := map[bundle.Type]string{bundle.Date: "DATE", bundle.Decimal: "DECIMAL(18,6)", bundle.Integer: "BIGINT", bundle.Boolean: "BOOLEAN"}
	var out [][2]string
	for _, c := range table.Columns {
		k := kind[c.Type]
		if k == "" {
			k = "VARCHAR"
		}
		out = append(out, [2]string{c.Name, k})
	}
	return out
}

// scriptSQL is for DuckDB.
func (t *tables) scriptSQL() string {
	var b strings.Builder
	b.WriteString(heading("--"))
	for _, table := range t.kinds() {
		var columns []string
		for _, c := range SQLTypes(table) {
			columns = append(columns, fmt.Sprintf("  '%s': '%s'", c[0], c[1]))
		}
		fmt.Fprintf(&b, "\ncreate or replace table %s as from read_csv('%s', header = true, delim = ',', nullstr = '', auto_detect = false, columns = {\n%s});\n",
			table.Name, table.File(), strings.Join(columns, ",\n"))
		for _, c := range table.Columns {
			fmt.Fprintf(&b, "comment on column %s.%s is '%s';\n", table.Name, c.Name, c.Label.DE)
		}
	}
	return b.String()
}

// width is how many bytes a text column of the content needs.
func width(c *bundle.Content, column int) int {
	w := 1
	for _, r := range c.Rows {
		w = max(w, len(r[column]))
	}
	return w
}

// scriptSPSS is for SPSS and PSPP. Value labels go to short codes only: SPSS has none for strings longer than eight bytes.
func (t *tables) scriptSPSS() string {
	var b strings.Builder
	b.WriteString("* Liest alle Tabellen dieser Lieferung mit den richtigen Typen. Im Ordner der Lieferung ausführen.\n")
	b.WriteString("* Zeilen mit breakdown = _T sind Summen: vor dem Addieren filtern.\n")
	b.WriteString("SET DECIMAL=DOT.\n")
	for _, c := range t.all() {
		fmt.Fprintf(&b, "\nDATASET CLOSE ALL.\nGET DATA /TYPE=TXT /FILE=\"%s\" /ENCODING='UTF-8' /ARRANGEMENT=DELIMITED /DELIMITERS=\",\" /QUALIFIER='\"' /FIRSTCASE=2\n  /VARIABLES=", c.Table.File())
		var labels []string
		for i, col := range c.Table.Columns {
			format := fmt.Sprintf("A%d", width(c, i))
			switch col.Type {
			case bundle.Date:
				format = "SDATE10"
			case bundle.Decimal:
				format = "F20.6"
			case bundle.Integer:
				format = "F12.0"
			}
			fmt.Fprintf(&b, "\n    %s %s", col.Name, format)
			labels = append(labels, fmt.Sprintf("\n  %s %q", col.Name, col.Label.DE))
		}
		fmt.Fprintf(&b, ".\nVARIABLE LABELS%s.\n", strings.Join(labels, ""))
		for i, col := range c.Table.Columns {
			t.spssLabels(&b, col, width(c, i))
		}
		fmt.Fprintf(&b, "DATASET NAME %s.\nSAVE OUTFILE=\"%s.sav\".\n", c.Table.Name, c.Table.Name)
	}
	return b.String()
}

func (t *tables) spssLabels(b *strings.Builder, col bundle.Column, width int) {
	codes := bundle.CodesOf(t.Codelists, col.List)
	if len(codes) == 0 || width > 8 {
		return
	}
	fmt.Fprintf(b, "VALUE LABELS %s", col.Name)
	for _, code := range codes {
		if len(code.Value) <= width { // longer ones do not occur in the file
			fmt.Fprintf(b, "\n  '%s' '%s'", code.Value, code.Label)
		}
	}
	b.WriteString(".\n")
}

// scriptStata leaves codes as text: Stata labels numbers only. Dates become Stata's own.
func (t *tables) scriptStata() string {
	var b strings.Builder
	b.WriteString(heading("*"))
	for _, table := range t.kinds() {
		var texts []string
		for i, c := range table.Columns {
			if c.Type != bundle.Decimal && c.Type != bundle.Integer {
				texts = append(texts, fmt.Sprint(i+1))
			}
		}
		fmt.Fprintf(&b, "\nimport delimited using \"%s\", clear varnames(1) case(preserve) delimiters(\",\") encoding(\"utf-8\") stringcols(%s) asdouble\n", table.File(), strings.Join(texts, " "))
		for _, c := range table.Columns {
			switch c.Type {
			case bundle.Date:
				fmt.Fprintf(&b, "generate double %[1]s_d = date(%[1]s, \"YMD\")\nformat %[1]s_d %%td\ndrop %[1]s\nrename %[1]s_d %[1]s\n", c.Name)
			case bundle.Decimal, bundle.Integer:
				fmt.Fprintf(&b, "destring %s, replace\n", c.Name)
			}
			fmt.Fprintf(&b, "label variable %s \"%s\"\n", c.Name, c.Label.DE)
		}
		fmt.Fprintf(&b, "save \"%s.dta\", replace\n", table.Name)
	}
	return b.String()
}
