package main

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// edition makes the documents of one release.
type edition struct {
	*line
	seen   seen
	src    *release.Source
	draft  release.Draft
	keys   keys
	press  *press
	run    report.Run
	report *report.Report // nil: the bundle for evaluators
	safe   protected
}

// protectionReport is the report that becomes the page for the data-protection officer.
const protectionReport = "datenschutzblatt"

// newEdition prepares the product of a draft from what is delivered and configured today.
func (l *line) newEdition(s seen, draft release.Draft, k keys, ready func() (*press, error)) (*edition, error) {
	ed := &edition{line: l, seen: s, draft: draft, keys: k}
	var err error
	if ed.src, err = l.source(s); err != nil {
		return nil, err
	}
	if ed.run, err = l.reportRun(s.made); err != nil {
		return nil, err
	}
	chosen := []report.Report{{Front: report.Front{Audience: draft.Audience}}}
	if draft.Product != deliveryDraft {
		all := report.In(l.project.reports, notation.Lang(draft.Lang))
		i := slices.IndexFunc(all, func(r report.Report) bool { return r.OutputName(ed.run) == draft.Product })
		if i < 0 {
			return nil, usageError{fmt.Sprintf("Zu dem Entwurf %q gibt es keinen Bericht mehr. Bitte »run« noch einmal ausführen.", draft.Product)}
		}
		ed.report, chosen = &all[i], all[i:i+1]
	}
	if i := ed.sheetReport(); i >= 0 {
		chosen = append(slices.Clone(chosen), l.project.reports[i])
	}
	ed.safe = l.protect(chosen, ed.src)
	if _, err = l.proven(ed.safe); err != nil {
		return nil, err
	}
	ed.press, err = ready()
	return ed, err
}

// sheetReport is the place of the page for the data-protection officer among the reports, −1 if the project has switched it off.
func (ed *edition) sheetReport() int {
	return slices.IndexFunc(ed.project.reports, func(r report.Report) bool { return r.Name() == protectionReport && r.Lang == notation.German })
}

// make makes the product from a Release, and beside it the draft that lists what it prints.
func (ed *edition) make(ctx context.Context, rel *release.Release) (files []product, draft product, err error) {
	if ed.report == nil {
		files, found, err := ed.deliver(ctx, ed.seen.made, ed.src, rel, ed.press, ed.run, ed.keys)
		if err := ed.after(found, err); err != nil {
			return nil, draft, err
		}
		last := len(files) - 1
		return files[:last], files[last], nil
	}
	out, err := ed.press.print(*ed.report, rel, ed.run)
	if err := ed.after(out.found, err); err != nil {
		return nil, draft, err
	}
	draft, err = ed.draftOf(ed.seen.made, out, ed.src)
	return out.files, draft, err
}

// same stops unless the draft of today is the one that lies before the publisher, byte for byte: what is published is what was looked at.
func (ed *edition) same(ctx context.Context, before []byte) error {
	ed.t.station("Entwurf nachvollziehen")
	g, err := ed.safe[ed.draft.Audience]()
	if err != nil {
		return err
	}
	_, today, err := ed.make(ctx, g.release.Copy())
	if err != nil || bytes.Equal(today.Data, before) {
		return err
	}
	var found finding.List
	found.Add(finding.Stop, "entwurf_veraltet", finding.Place{File: ed.draft.Product}, "Aus den Lieferungen und Einstellungen von heute entsteht ein anderer Entwurf als der, der vorliegt.",
		"Bitte »run« noch einmal ausführen und den neuen Entwurf ansehen. Wurde er mit --previous oder --sign-with gemacht, dann hier dieselben Angaben machen.")
	return ed.after(found, nil)
}

// release makes what is given out, and what stays inside: the page for the data-protection officer and the files of the project. It enters their hashes.
func (ed *edition) release(ctx context.Context, e *release.Entry, role string) (out, inside []product, err error) {
	ed.t.station("Freigabe setzen")
	g, err := ed.safe[e.Audience]()
	if err != nil {
		return nil, nil, err
	}
	numbered := g.release.Numbered(e.Number, ed.seen.asOf)
	if out, _, err = ed.make(ctx, numbered.Copy()); err != nil {
		return nil, nil, err
	}
	e.Files = sums(out)
	if i := ed.sheetReport(); i >= 0 {
		run := ed.run
		run.Stamp = numbered.Stamp(notation.German)
		run.Publication = ed.publication(*e, g.protocol, role)
		team, err := ed.safe[ed.project.reports[i].Front.Audience]()
		if err != nil {
			return nil, nil, err
		}
		page, err := ed.press.print(ed.project.reports[i], team.release.Copy(), run)
		if err := ed.after(page.found, err); err != nil {
			return nil, nil, err
		}
		inside = page.files
	}
	files, err := archive(ed.project.files)
	if err != nil {
		return nil, nil, fmt.Errorf("keep the files of the project: %w", err)
	}
	inside = append(inside, product{"projekt.zip", files})
	for i := range inside {
		inside[i].Name = path.Join(internFolder, inside[i].Name)
		e.Files[inside[i].Name] = sumOf(inside[i].Data)
	}
	return out, inside, nil
}

// archive packs config, queries and reports as they were used, so that an old report can be made again: unpacked, it is a project folder.
func archive(files overlay) ([]byte, error) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, folder := range []string{"config", "queries", "reports"} {
		err := fs.WalkDir(files, folder, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			f, err := w.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
			if err != nil {
				return err
			}
			_, err = f.Write(data)
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return b.Bytes(), err
}
