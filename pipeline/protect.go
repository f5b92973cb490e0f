package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path"
	"slices"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/release"
	"wirkbericht/pipeline/report"
)

// guarded is what one audience may see, and why not the rest.
type guarded struct {
	release  *release.Release
	protocol *release.Protocol
}

// protected is what the audiences of a run may see. The Release of one is ready while that of another is being made.
type protected map[string]func() (guarded, error) // by name of the audience

// protect makes the Releases that a run needs, each once, in the order in which reports wait for them: a report that is made again has
// the same readers. One audience comes after the other, because what a Source has worked out for one serves the next.
func (l *line) protect(chosen []report.Report, src *release.Source) protected {
	l.t.station("Geheimhaltung prüfen")
	if l.guarded == nil {
		l.guarded = protected{}
	}
	out, before := protected{}, func() (guarded, error) { return guarded{}, nil }
	for _, name := range append(audiencesOf(chosen), evaluation) {
		if out[name] != nil {
			continue
		}
		if l.guarded[name] == nil {
			turn := before
			l.guarded[name] = later(func() (guarded, error) {
				if _, err := turn(); err != nil {
					return guarded{}, err
				}
				rel, protocol, err := release.Protect(l.project.audiences[name], src)
				if err != nil {
					return guarded{}, fmt.Errorf("protect for %s: %w", name, err)
				}
				return guarded{rel, protocol}, nil
			})
		}
		out[name] = l.guarded[name]
		before = out[name]
	}
	return out
}

func audiencesOf(reports []report.Report) []string {
	var names []string
	for _, r := range reports {
		names = append(names, r.Front.Audience)
	}
	return names
}

// proven waits for the protocols, by name of the audience. One that is not proven to keep its secrets ends the run before anything is
// written: its formulas are told here, and nowhere else.
func (l *line) proven(safe protected) ([]*release.Protocol, error) {
	var out []*release.Protocol
	var leaks finding.List
	for _, name := range slices.Sorted(maps.Keys(safe)) {
		g, err := safe[name]()
		if err != nil {
			return nil, err
		}
		for _, formula := range g.protocol.Leaks {
			leaks.Add(finding.Stop, "geheimhaltung", finding.Place{File: "config/audiences.yaml"}, fmt.Sprintf("Für »%s« lässt sich ableiten: %s.", name, formula),
				"Bitte eine der genannten Angaben zurückziehen oder die Gliederung vergröbern.")
		}
		out = append(out, g.protocol)
	}
	if len(leaks) > 0 {
		if err := l.after(leaks, nil); err != nil {
			return out, errRisk
		}
	}
	return out, nil
}

// protocolFiles are the protocols, in the folder that no recipient of a product needs.
func protocolFiles(protocols []*release.Protocol) ([]product, error) {
	var out []product
	for _, protocol := range protocols {
		var b bytes.Buffer
		if _, err := protocol.WriteTo(&b); err != nil {
			return nil, err
		}
		out = append(out, product{path.Join("intern", "geheimhaltung", protocol.Audience.Name+".txt"), b.Bytes()})
	}
	return out, nil
}

func sumOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}
