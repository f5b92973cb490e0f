package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"time"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// protected is what the audiences of a run may see.
type protected struct {
	releases  map[string]*release.Release
	protocols []*release.Protocol // by name of the audience
}

// protect makes the Releases that a run needs, each once: a report that is made again has the same readers. One that is not
// proven to keep its secrets ends the run before anything is made of it: its formulas are told here, and nowhere else.
func (l *line) protect(chosen []report.Report, src *release.Source) (protected, error) {
	l.t.station("Geheimhaltung prüfen")
	audiences := []string{evaluation}
	for _, r := range chosen {
		audiences = append(audiences, r.Front.Audience)
	}
	slices.Sort(audiences)
	audiences = slices.Compact(audiences)
	if l.guarded == nil {
		l.guarded = map[string]guarded{}
	}
	out := protected{releases: map[string]*release.Release{}}
	var leaks finding.List
	for _, name := range audiences {
		g, known := l.guarded[name]
		if !known {
			rel, protocol, err := release.Protect(l.project.audiences[name], src)
			if err != nil {
				return out, fmt.Errorf("protect for %s: %w", name, err)
			}
			g = guarded{rel, protocol}
			l.guarded[name] = g
		}
		for _, formula := range g.protocol.Leaks {
			leaks.Add(finding.Stop, "geheimhaltung", finding.Place{File: "config/audiences.yaml"}, fmt.Sprintf("Für »%s« lässt sich ableiten: %s.", name, formula),
				"Bitte eine der genannten Angaben zurückziehen oder die Gliederung vergröbern.")
		}
		out.releases[name] = g.release
		out.protocols = append(out.protocols, g.protocol)
	}
	if len(leaks) > 0 {
		if err := l.after(leaks, nil); err != nil {
			return out, errRisk
		}
	}
	return out, nil
}

// guarded is what one audience may see, and why not the rest.
type guarded struct {
	release  *release.Release
	protocol *release.Protocol
}

// files are the protocols, in the folder that no recipient of a product needs.
func (p protected) files() ([]product, error) {
	var out []product
	for _, protocol := range p.protocols {
		var b bytes.Buffer
		if _, err := protocol.WriteTo(&b); err != nil {
			return nil, err
		}
		out = append(out, product{path.Join("intern", "geheimhaltung", protocol.Audience.Name+".txt"), b.Bytes()})
	}
	return out, nil
}

// draftFolder holds, beside the products of a run, what each of them prints: publish enters it in the register.
const draftFolder = "intern/freigabe"

// draftOf lists what a product has taken out of its Release.
func draftOf(name string, asOf time.Time, src *release.Source, rel *release.Release, files []product) (product, error) {
	d := release.Draft{
		Product: name, Audience: rel.Audience().Name, AsOf: asOf.Format(time.DateOnly),
		Release: rel.Hash(), Register: src.Register.Head(), Files: map[string]string{}, Cells: rel.Taken(),
	}
	for _, f := range files {
		d.Files[f.Name] = sumOf(f.Data)
	}
	text, err := json.MarshalIndent(d, "", " ")
	return product{path.Join(draftFolder, name+".json"), append(text, '\n')}, err
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
