package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"wirkbericht/pipeline/fillin"
)

// templateCommand is "wirkbericht template".
type templateCommand struct {
	Dir string `arg:"" help:"Ordner, in den die Vorlagen geschrieben werden." placeholder:"ORDNER"`
}

// Run writes one fill-in workbook for every delivering office. A workbook that somebody has begun to fill in is never overwritten.
func (r *templateCommand) Run(c *cli, t *terminal) error {
	l, err := openLine(c, t)
	if err != nil {
		return err
	}
	var files []string
	for _, o := range l.project.contract.Offices() {
		raw, err := fillin.Template(o, l.project.contract)
		if err != nil {
			return fmt.Errorf("template for %s: %w", o.Code, err)
		}
		file := filepath.Join(r.Dir, fillin.TemplateFile(o))
		if err := writeNew(file, raw); err != nil {
			return l.machine("", err)
		}
		files = append(files, file)
	}
	return l.wrote(files)
}

// writeNew writes a file that is not there yet, or is there with the same bytes.
func writeNew(file string, data []byte) error {
	old, err := os.ReadFile(file)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return writeWhole(file, data)
	case err != nil:
		return err
	case !bytes.Equal(old, data):
		return usageError{fmt.Sprintf("%s gibt es schon, mit anderem Inhalt. Bitte einen anderen Ordner angeben oder die Datei wegräumen.", file)}
	}
	return nil
}

// wrote tells the files that a command has written.
func (l *line) wrote(files []string) error {
	if l.flags.JSON {
		return l.t.json(result{Files: files, Findings: l.found.Sorted()})
	}
	for _, f := range files {
		l.t.say("%s", f)
	}
	return nil
}
