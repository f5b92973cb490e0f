// Package bundle is the format in which indicators travel to the evaluators: a folder of plain files with a descriptor, checksums
// and a signature. It holds the one description of the tables and their columns (Tables); the CSV files, the descriptor, the
// codebook, the workbook, SDMX and the import scripts are all made from it, so that they cannot disagree.
//
// The package reads and writes the format. It fills no table (package delivery does), judges no content (package verify does)
// and adds nothing up (package merge does). It knows neither a Release nor a project.
package bundle

import (
	"bytes"
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"
)

// Format is the version of this format. A column added, removed, moved or retyped is a new MAJOR: the header of a file is fixed
// within one (standards.md 8).
const Format = "1.0.0"

// The files that every bundle has, beside the tables.
const (
	ReadmeFile     = "LIESMICH.md"
	DescriptorFile = "datapackage.json"
	ManifestFile   = "manifest.json"
	WorkbookFile   = "formats/indikatoren.xlsx"
	ParquetFile    = "formats/observations.parquet"
	StructureFile  = "sdmx/structure.json"
	SDMXFile       = "sdmx/data.csv"
	MethodsFile    = "methoden/methodenblatt.pdf"
	RegisterFolder = "register" // in a bundle for merging: what its municipality has published so far
	SumsFile       = "SHA256SUMS"
	SignatureFile  = "SHA256SUMS.minisig"
)

// Kind says what a bundle is for, and with that what is in it.
type Kind string

// The kinds. A bundle for merging carries totals that others do not get to see, and nothing for people to read: it travels encrypted, by
// contract, and what is made of it withholds anew.
const (
	ForEvaluation Kind = "" // what evaluators may see
	ForMerging    Kind = "zusammenfuehrung"
)

// ID names a bundle: whose figures, up to which quarter, which revision.
type ID struct {
	Kind     Kind
	Area     string // DE_05515000; for several municipalities the name of the set, DE_VERBUND
	Quarter  string // 2018-Q3
	Revision int    // from 1
}

// plainName begins the name of a bundle for evaluation.
const plainName = "lieferung"

// Name is the name of the folder and, with .zip, of the archive.
func (i ID) Name() string {
	return fmt.Sprintf("%s_%s_%s_r%d", cmp.Or(string(i.Kind), plainName), i.Area, i.Quarter, i.Revision)
}

// ParseID reads Name.
func ParseID(name string) (ID, bool) {
	var id ID
	kind, rest, ok := strings.Cut(name, "_")
	rest, revision, found := cutLast(rest, "_r")
	area, quarter, named := cutLast(rest, "_")
	if !ok || !found || !named || kind != plainName && Kind(kind) != ForMerging {
		return id, false
	}
	if _, err := fmt.Sscanf(revision, "%d", &id.Revision); err != nil {
		return id, false
	}
	if kind != plainName {
		id.Kind = Kind(kind)
	}
	id.Area, id.Quarter = area, quarter
	return id, id.Name() == name && id.Revision > 0
}

func cutLast(s, sep string) (before, after string, ok bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return s, "", false
}

// File is one file of a bundle; the name has slashes.
type File struct {
	Name string
	Data []byte
}

// Bundle is a whole bundle in memory.
type Bundle struct {
	ID    ID
	Files []File // by name
}

// Data is the content of a file.
func (b *Bundle) Data(name string) ([]byte, bool) {
	i, ok := slices.BinarySearchFunc(b.Files, name, func(f File, name string) int { return cmp.Compare(f.Name, name) })
	if !ok {
		return nil, false
	}
	return b.Files[i].Data, true
}

// Seal sorts the files and adds the checksums over all of them and, with a key, the signature.
func (b *Bundle) Seal(key *Key) error {
	sortFiles(b.Files)
	for i := 1; i < len(b.Files); i++ {
		if b.Files[i].Name == b.Files[i-1].Name {
			return fmt.Errorf("two files are called %s", b.Files[i].Name)
		}
	}
	sums := Sums(b.Files)
	b.Files = append(b.Files, File{SumsFile, sums})
	if key != nil {
		b.Files = append(b.Files, File{SignatureFile, key.Sign(sums, b.ID)})
	}
	sortFiles(b.Files)
	return nil
}

func sortFiles(files []File) {
	slices.SortFunc(files, func(a, b File) int { return cmp.Compare(a.Name, b.Name) })
}

// Table reads one table of the bundle.
func (b *Bundle) Table(t *Table) (*Content, error) {
	data, ok := b.Data(t.File())
	if !ok {
		return nil, fmt.Errorf("%s: no such file in the bundle", t.File())
	}
	return Read(t, bytes.NewReader(data))
}

// File is the path of the table in the bundle.
func (t *Table) File() string { return path.Join("data", t.Name+".csv") }

// Day is a date as files carry it; empty for none.
func Day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// ParseVersion reads MAJOR.MINOR.PATCH.
func ParseVersion(s string) (v [3]int, ok bool) {
	n, err := fmt.Sscanf(s, "%d.%d.%d", &v[0], &v[1], &v[2])
	return v, err == nil && n == len(v) && s == fmt.Sprintf("%d.%d.%d", v[0], v[1], v[2])
}
