package verify

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"wirkbericht/pipeline/bundle"
)

// manifest is what is read of manifest.json.
type manifest struct {
	Format    string `json:"format"`
	Delivery  string `json:"delivery"`
	AsOf      string `json:"as_of"`
	Quarter   string `json:"quarter"`
	Revision  int    `json:"revision"`
	Catalogue string `json:"catalogue_version"`
	Previous  *struct {
		Delivery string `json:"delivery"`
		SHA256   string `json:"sha256_of_sums"`
	} `json:"previous"`
	Account struct {
		Read      int `json:"read"`
		Accepted  int `json:"accepted"`
		Rejected  int `json:"rejected"`
		Duplicate int `json:"duplicate"`
		Outside   int `json:"outside_term"`
		NoData    int `json:"no_data"`
	} `json:"account"`
	Definitions []struct {
		Indicator string `json:"indicator"`
		Version   string `json:"version"`
		SHA256    string `json:"sha256"`
	} `json:"definitions"`
}

// manifest compares manifest.json with the name of the bundle, its tables and itself.
func (c *checker) manifest() {
	data, ok := c.b.Data(bundle.ManifestFile)
	if !ok {
		return // told by the checksums
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		c.fault("manifest", bundle.ManifestFile, lineOf(data, err), remedySender, "Das Manifest ist kein JSON der vorgesehenen Form.")
		return
	}
	fault := func(key, format string, args ...any) {
		line := 1 + bytes.Count(before(data, fmt.Sprintf("%q:", key)), []byte("\n"))
		c.fault("manifest", bundle.ManifestFile, line, remedySender, format, args...)
	}
	id, named := bundle.ParseID(m.Delivery)
	switch {
	case !named:
		fault("delivery", "»%s« ist nicht der Name einer Lieferung.", m.Delivery)
	case c.b.ID != bundle.ID{} && id != c.b.ID:
		fault("delivery", "Die Lieferung heißt hier %s, ihr Ordner aber %s.", m.Delivery, c.b.ID.Name())
	case m.Quarter != id.Quarter || m.Revision != id.Revision:
		fault("quarter", "Quartal %s und Fassung %d sind nicht die von %s.", m.Quarter, m.Revision, m.Delivery)
	}
	if !isDay(m.AsOf) {
		fault("as_of", "»%s« ist kein Tag der Form JJJJ-MM-TT.", m.AsOf)
	} else if end := quarterEnd(id.Quarter); m.AsOf < end {
		fault("as_of", "Der Stand %s liegt vor dem Ende des Quartals, %s.", m.AsOf, end)
	}
	if a := m.Account; a.Read != a.Accepted+a.Rejected+a.Duplicate+a.Outside+a.NoData {
		fault("account", "Das Zeilenkonto geht nicht auf: gelesen sind %d.", a.Read)
	}
	if p := c.o.Previous; p != nil && m.Previous != nil {
		if sums, _ := p.Data(bundle.SumsFile); bundle.Hash(sums) != m.Previous.SHA256 {
			fault("previous", "Die Änderungen beziehen sich auf eine andere vorige Lieferung als die angegebene: %s.", m.Previous.Delivery)
		}
	}
	c.definitions(m, fault)
}

// definitions compares the definitions of the manifest with indicators.csv.
func (c *checker) definitions(m manifest, fault func(key, format string, args ...any)) {
	t := c.tables[bundle.Indicators]
	if t == nil {
		return
	}
	named := map[string]string{}
	for _, d := range m.Definitions {
		named[d.Indicator+"/"+d.Version] = d.SHA256
	}
	for i, r := range t.Rows {
		k := r[0] + "/" + r[1]
		if hash, ok := named[k]; !ok || hash != t.Get(i, "definition_sha256") {
			c.at("manifest", t, i, "Die Prüfsumme der Definition ist nicht die von %s.", bundle.ManifestFile)
		}
		delete(named, k)
	}
	for k := range named {
		fault("definitions", "Die Definition %s gibt es in indicators.csv nicht.", k)
	}
}

// sdmx compares sdmx/data.csv, row by row, with observations.csv: who reads the one reads the same figures.
func (c *checker) sdmx(rows []observation) {
	data, ok := c.b.Data(bundle.SDMXFile)
	if !ok {
		return
	}
	read, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(read) == 0 {
		c.fault("sdmx", bundle.SDMXFile, 0, remedySender, "Die Datei ist keine CSV-Datei.")
		return
	}
	at := func(name string) int { return slices.Index(read[0], name) }
	columns := []int{at("REF_AREA"), at("INDICATOR"), at("BREAKDOWN"), at("CATEGORY"), at("OBS_VALUE"), at("NUMERATOR"), at("DENOMINATOR")}
	if slices.Contains(columns, -1) {
		c.fault("sdmx", bundle.SDMXFile, 1, remedySender, "In der Kopfzeile fehlt eine Spalte.")
		return
	}
	if len(read)-1 != len(rows) {
		c.fault("sdmx", bundle.SDMXFile, 0, remedySender, "Die Datei hat %d Werte, observations.csv hat %d.", len(read)-1, len(rows))
		return
	}
	for i, o := range rows {
		for n, want := range []string{o.area, o.indicator, o.breakdown, o.category, o.value, o.numerator, o.denominator} {
			if got := strings.Replace(read[i+1][columns[n]], "NaN", "", 1); got != want {
				c.fault("sdmx", bundle.SDMXFile, i+2, remedySender, "Spalte »%s«: »%s« ist nicht »%s« wie in observations.csv, Zeile %d.", read[0][columns[n]], got, want, o.t.Lines[o.i])
				return
			}
		}
	}
}
