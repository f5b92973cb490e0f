package main

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/intake"
	"wirkbericht/pipeline/notation"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
	"wirkbericht/pipeline/store"
	"wirkbericht/pipeline/yamlfile"
)

// programme is config/programm.yaml: what the project is.
type programme struct {
	Programme struct {
		Title       notation.Text `yaml:"title"`
		Funder      string        `yaml:"funder"`
		FundingRate string        `yaml:"funding_rate"`
	} `yaml:"programme"`
	Project struct {
		Title        notation.Text `yaml:"title"`
		Municipality string        `yaml:"municipality"`
		AGS          string        `yaml:"ags"` // official municipality key, eight digits
		Publisher    string        `yaml:"publisher"`
		Start        string        `yaml:"start"`
		Term         []struct {
			Until     string `yaml:"bis"`
			Status    string `yaml:"status"`
			DecidedOn string `yaml:"beschlossen_am"`
		} `yaml:"laufzeit"`
	} `yaml:"project"`
	PublicFacts map[string]int `yaml:"public_facts"`
	// Merging is to whom the delivery by contract goes, and by what right; empty: to nobody.
	Merging struct {
		Body       string `yaml:"body"`
		LegalBasis string `yaml:"legal_basis"`
		Recipient  string `yaml:"recipient"` // public key, age1…
	} `yaml:"merging"`
	MaxShrink int `yaml:"max_shrink"` // per cent of a table's rows that a newer snapshot may lack
	Folders   struct {
		Data  string `yaml:"data"`
		Store string `yaml:"store"`
		Out   string `yaml:"out"`
	} `yaml:"folders"`
}

// project is everything that is read of a project folder before any data is touched.
type project struct {
	root       string
	files      overlay
	programme  programme
	audiences  map[string]release.Audience
	custody    custody
	contract   intake.Contract
	reference  store.Reference
	schema     []store.Script
	checks     []store.Check
	indicators []*indicator.Indicator
	facts      []indicator.Facts
	reports    []report.Report
}

// openProject reads the project folder dir. All faults of all its files are told at once.
func openProject(dir string) (*project, finding.List, error) {
	p := &project{root: dir}
	var found finding.List
	var term intake.Term
	// Each step needs the ones before it; findings gather, an error ends the reading.
	steps := []func() (finding.List, error){
		func() (f finding.List, err error) { p.files, err = openOverlay(dir); return nil, err },
		func() (f finding.List, err error) { p.programme, term, f, err = readProgramme(p.files); return f, err },
		func() (f finding.List, err error) { p.audiences, f, err = readAudiences(p.files); return f, err },
		func() (f finding.List, err error) {
			p.custody, f, err = readCustody(p.files, p.audiences)
			return f, err
		},
		func() (f finding.List, err error) { p.contract, f, err = intake.Read(p.files); return f, err },
		func() (f finding.List, err error) {
			p.reference, f, err = store.ReadReference(p.files, p.contract.Codes)
			return f, err
		},
		func() (f finding.List, err error) { p.schema, err = store.ReadSchema(p.files); return nil, err },
		func() (f finding.List, err error) {
			p.checks, f, err = store.ReadChecks(p.files, p.contract.Tables)
			return f, err
		},
		func() (f finding.List, err error) {
			p.indicators, f, err = indicator.Read(p.files, p.contract.Codes)
			return f, err
		},
		func() (f finding.List, err error) { return p.reference.CheckTargets(p.indicators), nil },
		func() (f finding.List, err error) {
			p.facts, f, err = indicator.ReadFacts(p.files, p.contract.Codes)
			return f, err
		},
		func() (f finding.List, err error) {
			p.reports, f, err = report.Read(p.files, p.audiences)
			return f, err
		},
	}
	for _, step := range steps {
		f, err := step()
		found = append(found, f...)
		if err != nil {
			return nil, found, err
		}
	}
	p.contract.Term = term
	p.contract.Sources = append(p.contract.Sources, intake.Fillin(p.contract)...)
	return p, found, nil
}

// audienceNames are the audiences, from who sees most to who sees least.
func (p *project) audienceNames() []string {
	names := slices.Sorted(maps.Keys(p.audiences))
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(p.audiences[a].MinPersons, p.audiences[b].MinPersons) })
	return names
}

// forStore is what the store knows of the project.
func (p *project) forStore() store.Project {
	return store.Project{
		Municipality: p.programme.Project.AGS, Term: p.contract.Term, Tables: p.contract.Tables,
		Reference: p.reference, Schema: p.schema, Checks: p.checks,
	}
}

// folder is a folder of config/programm.yaml, relative to the project folder, unless a flag names another.
func (p *project) folder(flag, configured string) string {
	if flag != "" || configured == "" {
		return flag
	}
	return filepath.Join(p.root, configured)
}

const programmeFile = "config/programm.yaml"

// readProgramme reads config/programm.yaml and its dates.
func readProgramme(fsys fs.FS) (programme, intake.Term, finding.List, error) {
	p, found, err := yamlfile.Read[programme](fsys, programmeFile, programmeFile)
	if err != nil || found.Stops() {
		return p, intake.Term{}, found, err
	}
	at := finding.Place{File: programmeFile}
	date := func(key, s string) time.Time {
		d, err := time.Parse(time.DateOnly, s)
		if err != nil {
			found.Add(finding.Stop, "programm_datum", at, fmt.Sprintf("%s: »%s« ist kein Datum.", key, s), "Bitte in der Form JJJJ-MM-TT angeben.")
		}
		return d
	}
	term := intake.Term{Start: date("project.start", p.Project.Start)}
	for _, e := range p.Project.Term {
		if !slices.Contains([]string{"BEWILLIGT", "BEANTRAGT"}, e.Status) {
			found.Add(finding.Stop, "programm_laufzeit", at, fmt.Sprintf("laufzeit: unbekannter Status »%s«.", e.Status), "Möglich sind BEWILLIGT und BEANTRAGT.")
		}
		term.Ends = append(term.Ends, intake.TermEnd{
			Until: date("laufzeit.bis", e.Until), Status: e.Status, DecidedOn: date("laufzeit.beschlossen_am", e.DecidedOn),
		})
	}
	if len(p.Project.AGS) != 8 {
		found.Add(finding.Stop, "programm_ags", at, fmt.Sprintf("project.ags: »%s« ist kein Gemeindeschlüssel.", p.Project.AGS), "Bitte die acht Ziffern in Anführungszeichen angeben.")
	}
	return p, term, found, nil
}

// area is the municipality in cell ids: de_05515000.
func (p programme) area() string { return "de_" + p.Project.AGS }

const audiencesFile = "config/audiences.yaml"

// readAudience reads one audience of a project folder, or of the built-in files where it is none.
func readAudience(dir, name string) (release.Audience, finding.List, error) {
	files, err := openOverlay(dir)
	if err != nil {
		return release.Audience{}, nil, err
	}
	all, found, err := readAudiences(files)
	return all[name], found, err
}

// readAudiences reads config/audiences.yaml.
func readAudiences(fsys fs.FS) (map[string]release.Audience, finding.List, error) {
	audiences, found, err := yamlfile.Read[map[string]release.Audience](fsys, audiencesFile, audiencesFile)
	if err != nil {
		return nil, found, err
	}
	scopes := []release.Scope{release.ScopeAll, release.ScopeSensitive, release.ScopeNone}
	for name, a := range audiences {
		a.Name = name
		audiences[name] = a
		for _, s := range []release.Scope{a.Complement, a.Group, a.Flows} {
			if !slices.Contains(scopes, s) {
				found.Add(finding.Stop, "adressat", finding.Place{File: audiencesFile}, fmt.Sprintf("%s: »%s« ist kein Geltungsbereich.", name, s), "Möglich sind all, sensitive, none.")
			}
		}
		if a.MinPersons < 1 || a.MinFamilies < 1 {
			found.Add(finding.Stop, "adressat", finding.Place{File: audiencesFile}, fmt.Sprintf("%s: Mindestzahlen fehlen.", name), "Bitte min_persons und min_families mit mindestens 1 angeben.")
		}
	}
	return audiences, found.Sorted(), nil
}
