package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"wirkbericht/config"
	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/yamlfile"
	"wirkbericht/queries"
)

// sizes are how many families each municipality has, over and over.
var sizes = []int{14, 8, 11, 20, 28, 40, 60, 90, 130, 200, 300, 400}

// What is particular to single municipalities of a federation, by number from 0.
const (
	late     = 2 // delivers again after the last day
	strict   = 3 // withholds much
	outdated = 4 // has not taken over the newest MINOR of a definition
	apart    = 5 // counts by a definition of its own, another MAJOR
)

// lateStand is the day of the late delivery.
var lateStand = time.Date(2020, 1, 20, 0, 0, 0, 0, time.UTC)

// federate writes n municipalities, each a project folder of its own: facts, the sources of its offices, which write in formats of their
// own, its deliveries under daten/, and what makes it particular.
func federate(out string, n int, seed uint64) error {
	for i := range n {
		folder := filepath.Join(out, fmt.Sprintf("kommune%02d", i+1))
		if err := os.RemoveAll(folder); err != nil {
			return err
		}
		if err := municipality(folder, i, seed+uint64(i)); err != nil {
			return fmt.Errorf("%s: %w", folder, err)
		}
	}
	return nil
}

func municipality(folder string, i int, seed uint64) error {
	p, err := readProject()
	if err != nil {
		return err
	}
	p.clean = true
	for k := range p.sources {
		if p.sources[k], err = ownSource(folder, i, p.sources[k].Name); err != nil {
			return err
		}
	}
	for _, make := range []func(string, int) error{ownFacts, ownAudiences, ownDefinitions} {
		if err := make(folder, i); err != nil {
			return err
		}
	}
	days := stands
	if i == late {
		days = append(append([]time.Time(nil), stands...), lateStand)
	}
	w := newWorld(sizes[i%len(sizes)], seed)
	for _, stand := range days {
		files, err := p.deliver(w.at(stand))
		if err != nil {
			return err
		}
		if err := write(filepath.Join(folder, "daten", stand.Format("2006-01-02")), files); err != nil {
			return err
		}
	}
	return nil
}

var plainHeader = regexp.MustCompile(`header: ([A-Za-zÄÖÜäöüß][^,}\n"\[]*)`)

// ownSource writes the source of one office as this municipality has it, and reads it back: each bit of the number is one habit.
func ownSource(folder string, i int, name string) (intake.Source, error) {
	file := "sources/" + name + ".yaml"
	raw, err := fs.ReadFile(config.Files, file)
	if err != nil {
		return intake.Source{}, err
	}
	text := string(raw)
	n := sizes[i%len(sizes)]
	text = strings.ReplaceAll(text, "key: F00", "key: F"+strings.Repeat("0", familyDigits(n)))
	text = strings.ReplaceAll(text, "key: P000", "key: P"+strings.Repeat("0", personDigits(n)))
	if i&1 != 0 {
		text = strings.Replace(text, `delimiter: ";"`, `delimiter: "|"`, 1)
	}
	if i&2 != 0 {
		text = strings.Replace(text, "encoding: windows-1252", "encoding: utf-8", 1)
	}
	if i&4 != 0 {
		text = plainHeader.ReplaceAllString(text, "header: $1 (Fachverfahren)")
	}
	if i&8 != 0 {
		text = strings.Replace(text, `file: "`, fmt.Sprintf(`file: "K%02d_`, i+1), 1)
	}
	if err := put(folder, "config/"+file, text); err != nil {
		return intake.Source{}, err
	}
	s, found := yamlfile.Decode[intake.Source]([]byte(text), finding.Place{File: file})
	if len(found) > 0 {
		return s, fmt.Errorf("%v", found)
	}
	s.Name = name
	return s, nil
}

// recipient is the key of the body that merges. Its other half stands in testdata/peers/merge.key, for whoever plays that body: nothing
// in a federation that is invented is secret.
const recipient = "age1zhpgpa5n7ve3ke9ted4pxapmcs9h83zfehdf9kttw5jr0amsh5rsns3qls"

// ownFacts names the municipality. The keys are of a district that does not exist.
func ownFacts(folder string, i int) error {
	return replaced(folder, "config/programm.yaml", config.Files, "programm.yaml",
		"municipality: Stadt Münster", fmt.Sprintf("municipality: Modellkommune %d", i+1),
		`ags: "05515000"`, fmt.Sprintf(`ags: "05999%03d"`, i+1),
		"publisher: Stadt Münster", fmt.Sprintf("publisher: Modellkommune %d", i+1),
		"data: testdata/muenster", "data: daten",
		"# merging:", "merging:", "#   body:", "  body:", "#   legal_basis:", "  legal_basis:", "#   recipient: age1…", "  recipient: "+recipient)
}

// ownAudiences makes one municipality stricter than the others.
func ownAudiences(folder string, i int) error {
	if i != strict {
		return nil
	}
	return replaced(folder, "config/audiences.yaml", config.Files, "audiences.yaml", "min_persons: 3", "min_persons: 12", "min_families: 3", "min_families: 10")
}

// ownDefinitions gives all but one a new MINOR of one definition, and one another MAJOR of another.
func ownDefinitions(folder string, i int) error {
	version := func(id, to string) error {
		file := "indicators/" + id + ".sql"
		return replaced(folder, "queries/"+file, queries.Files, file, "-- version: 1.0.0",
			"-- version: "+to+"\n-- changes: [{version: "+to+", reason: {de: Die Modellkommunen zählen so, en: The model municipalities count so}}]")
	}
	if i == apart {
		if err := version("fehlquote_unent", "2.0.0"); err != nil {
			return err
		}
	}
	if i == outdated {
		return nil
	}
	return version("hemm_fam", "1.1.0")
}

// replaced writes a built-in file with texts replaced; each must be there.
func replaced(folder, name string, from fs.FS, file string, pairs ...string) error {
	raw, err := fs.ReadFile(from, file)
	if err != nil {
		return err
	}
	text := string(raw)
	for k := 0; k < len(pairs); k += 2 {
		if !strings.Contains(text, pairs[k]) {
			return fmt.Errorf("%s does not contain %q", file, pairs[k])
		}
		text = strings.ReplaceAll(text, pairs[k], pairs[k+1])
	}
	return put(folder, name, text)
}

func put(folder, name, text string) error {
	path := filepath.Join(folder, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o644)
}
