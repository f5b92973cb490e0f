package delivery

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// contentTypes is the part of a workbook that excelize writes in the order of a Go map.
const contentTypes = "[Content_Types].xml"

var defaultType = regexp.MustCompile(`<Default [^>]*?(?:/>|></Default>)`)

// level is how hard a workbook is compressed: of twelve municipalities, the highest levels take twice the time and save a tenth.
const level = 3

// stored makes excelize write its parts uncompressed: canonical compresses them, once.
func stored(w io.Writer) excelize.ZipWriter { return storing{zip.NewWriter(w)} }

type storing struct{ *zip.Writer }

func (s storing) Create(name string) (io.Writer, error) {
	return s.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Store})
}

// canonical is a workbook whose bytes depend on its content alone: parts in the order that readers expect, types sorted, no clock.
func canonical(book []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	files := slices.Clone(r.File)
	rank := func(f *zip.File) int {
		return slices.Index([]string{"_rels/.rels", contentTypes}, f.Name) // the types first, then the relations, then the others (-1)
	}
	slices.SortFunc(files, func(a, b *zip.File) int { return cmp.Or(rank(b)-rank(a), strings.Compare(a.Name, b.Name)) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	w.RegisterCompressor(zip.Deflate, func(to io.Writer) (io.WriteCloser, error) { return flate.NewWriter(to, level) })
	for _, f := range files {
		if err := copyPart(w, f); err != nil {
			return nil, fmt.Errorf("order workbook: %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("order workbook: %w", err)
	}
	return out.Bytes(), nil
}

func copyPart(w *zip.Writer, f *zip.File) error {
	from, err := f.Open()
	if err != nil {
		return err
	}
	defer from.Close()
	to, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	if err != nil {
		return err
	}
	if f.Name != contentTypes {
		_, err = io.Copy(to, from)
		return err
	}
	data, err := io.ReadAll(from)
	if err == nil {
		_, err = to.Write(sortTypes(data))
	}
	return err
}

// sortTypes puts the default types into order, each in the place of another.
func sortTypes(data []byte) []byte {
	found := defaultType.FindAllString(string(data), -1)
	slices.Sort(found)
	i := -1
	return []byte(defaultType.ReplaceAllStringFunc(string(data), func(string) string { i++; return found[i] }))
}
