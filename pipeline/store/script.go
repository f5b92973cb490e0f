package store

import (
	"fmt"
	"io/fs"
	"strings"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
)

// SchemaFolder is where a project keeps the views and tables that its queries share.
const SchemaFolder = "queries/schema"

// Script is one SQL file of several statements.
type Script struct {
	File string
	SQL  string
}

// ReadSchema reads the scripts of queries/schema, in name order.
func ReadSchema(fsys fs.FS) ([]Script, error) {
	files, err := indicator.Files(fsys, SchemaFolder)
	if err != nil {
		return nil, err
	}
	var out []Script
	for _, file := range files {
		sql, err := fs.ReadFile(fsys, file)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", file, err)
		}
		out = append(out, Script{file, string(sql)})
	}
	return out, nil
}

// sqlFault is a fault of an SQL file as a finding at its line, or at line when DuckDB names none. What is no fault of the file is
// returned as error.
func sqlFault(file string, line int, err error) (finding.List, error) {
	message, at, ok := sqlProblem(err)
	if !ok {
		return nil, fmt.Errorf("run %s: %w", file, err)
	}
	if at > 0 {
		line = at
	}
	var found finding.List
	if outside(err) {
		found.Add(finding.Stop, "sql_gesperrt", finding.Place{File: file, Line: line}, "Die Abfrage greift über den Speicher hinaus; das ist gesperrt. DuckDB meldet: »"+message+"«.",
			"Bitte nur Tabellen aus basis, raw und config lesen: Dateien, Netz, Erweiterungen und Einstellungen sind für Abfragen nicht da.")
		return found, nil
	}
	found.Add(finding.Stop, "sql", finding.Place{File: file, Line: line}, "Die Abfrage läuft nicht. DuckDB meldet: »"+message+"«.", "Bitte die Abfrage berichtigen.")
	return found, nil
}

// valueFault is a fault of what an SQL file returned, told when the store reads it: DuckDB's line is not one of the file.
func valueFault(file string, err error) (finding.List, error) {
	message, _, ok := sqlProblem(err)
	if !ok {
		return nil, fmt.Errorf("read result of %s: %w", file, err)
	}
	var found finding.List
	found.Add(finding.Stop, "abfrage_werte", finding.Place{File: file}, "Ein Wert passt nicht zu seiner Spalte. DuckDB meldet: »"+message+"«.", "Bitte die Abfrage berichtigen.")
	return found, nil
}

// statement is one statement of a script and the line at which it begins.
type statement struct {
	line int
	text string
}

// statements splits SQL at its semicolons; comments and blank lines before a statement are not part of it.
func statements(sql string) []statement {
	var out []statement
	masked := mask(sql)
	for start := 0; start < len(sql); {
		end := len(sql)
		if n := strings.IndexByte(masked[start:], ';'); n >= 0 {
			end = start + n
		}
		if blank := len(masked[start:end]) - len(strings.TrimLeft(masked[start:end], " \t\r\n")); blank < end-start {
			begin := start + blank
			out = append(out, statement{1 + strings.Count(sql[:begin], "\n"), sql[begin:end]})
		}
		start = end + 1
	}
	return out
}

// mask is SQL of the same length in which comments are blanks and the insides of quotes are "x", so that a semicolon or a word
// found in it is one.
func mask(sql string) string {
	b := []byte(sql)
	for i := 0; i < len(b); {
		end, fill := i+1, byte(0)
		switch rest := sql[i:]; {
		case strings.HasPrefix(rest, "--"):
			end, fill = i+until(rest, "\n", 0), ' '
		case strings.HasPrefix(rest, "/*"):
			end, fill = i+until(rest, "*/", 2), ' '
		case rest[0] == '\'' || rest[0] == '"':
			end, fill = i+1+until(rest[1:], rest[:1], 1), 'x'
		case strings.HasPrefix(rest, "$$"):
			end, fill = i+2+until(rest[2:], "$$", 2), 'x'
		}
		for ; fill != 0 && i < end; i++ {
			if b[i] != '\n' {
				b[i] = fill
			}
		}
		i = end
	}
	return string(b)
}

// until is the length of text up to the mark and the n bytes of it that belong, or all of text.
func until(text, mark string, n int) int {
	if i := strings.Index(text, mark); i >= 0 {
		return i + n
	}
	return len(text)
}
