package main

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"wirkbericht/config"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/yamlfile"
)

// project is what config/ says about tables and sources.
type project struct {
	tables  map[string]intake.Table
	sources []intake.Source // by name
	clean   bool            // without the faults that the sample has: they stand at rows that a small municipality lacks
}

func readProject() (*project, error) {
	p := &project{tables: map[string]intake.Table{}}
	err := each("tables", func(name string, t intake.Table) { p.tables[name] = t })
	if err != nil {
		return nil, err
	}
	err = each("sources", func(name string, s intake.Source) {
		s.Name = name
		p.sources = append(p.sources, s)
	})
	return p, err
}

// each reads every YAML file of a folder of config/ in the order of names.
func each[T any](folder string, take func(name string, v T)) error {
	files, err := fs.Glob(config.Files, folder+"/*.yaml")
	if err != nil {
		return err
	}
	for _, f := range files {
		v, found, err := yamlfile.Read[T](config.Files, f, "config/"+f)
		if err != nil {
			return err
		}
		if len(found) > 0 {
			return fmt.Errorf("config/%s: %v", f, found)
		}
		take(strings.TrimSuffix(path.Base(f), ".yaml"), v)
	}
	return nil
}

// file is one delivered file.
type file struct {
	name string
	data []byte
}

// deliver makes the files of a snapshot; sheets of one workbook come together.
func (p *project) deliver(s *snapshot) ([]file, error) {
	var out []file
	workbooks := map[string][]*sheet{}
	var names []string
	for _, source := range p.sources {
		sh := layOut(s, source, p.tables[source.Table])
		if !p.clean {
			spoil(sh, s.stand.Year())
		}
		name := strings.Replace(source.File, "*", "_"+s.stand.Format("2006-01-02"), 1)
		if source.Format == "xlsx" {
			if workbooks[name] == nil {
				names = append(names, name)
			}
			workbooks[name] = append(workbooks[name], sh)
			continue
		}
		data, err := csvFile(sh)
		if err != nil {
			return nil, err
		}
		out = append(out, file{name, data})
	}
	for _, name := range names {
		data, err := workbook(workbooks[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, file{name, data})
	}
	return out, nil
}
