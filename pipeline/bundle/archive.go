package bundle

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// zipTime stands on every file of an archive: no clock enters it, and ZIP knows nothing earlier.
var zipTime = time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)

// Zip is the bundle as one archive with its folder in it. The same bundle gives the same bytes.
func (b *Bundle) Zip() ([]byte, error) {
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range b.Files {
		h := &zip.FileHeader{Name: path.Join(b.ID.Name(), f.Name), Method: zip.Deflate, Modified: zipTime}
		h.SetMode(0o644)
		to, err := w.CreateHeader(h)
		if err == nil {
			_, err = to.Write(f.Data)
		}
		if err != nil {
			return nil, fmt.Errorf("archive %s: %w", f.Name, err)
		}
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	return out.Bytes(), nil
}

// FS are files as a folder, for what reads folders.
func FS(files []File) (fs.FS, error) {
	archive, err := (&Bundle{Files: files}).Zip()
	if err != nil {
		return nil, err
	}
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	return fs.Sub(r, ID{}.Name())
}

// maxFile is the size beyond which a file of a bundle is not read: an archive can pretend to be small.
const maxFile = 1 << 30

// Open reads a bundle from a folder; its name is the name of the folder. Links are not followed.
func Open(name string, folder fs.FS) (*Bundle, error) {
	id, _ := ParseID(name)
	b := &Bundle{ID: id}
	err := fs.WalkDir(folder, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		if !d.Type().IsRegular() {
			return fmt.Errorf("%s is no plain file", p)
		}
		data, err := readFile(folder, p)
		b.Files = append(b.Files, File{p, data})
		return err
	})
	sortFiles(b.Files)
	if err != nil {
		return nil, fmt.Errorf("read bundle: %w", err)
	}
	return b, nil
}

func readFile(folder fs.FS, name string) ([]byte, error) {
	f, err := folder.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = fmt.Errorf("%s is larger than %d bytes", name, maxFile)
	}
	return data, err
}

// OpenZip reads a bundle from an archive: it holds exactly one folder, the bundle.
func OpenZip(archive []byte) (*Bundle, error) {
	r, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	top, seen := "", map[string]bool{}
	for _, f := range r.File {
		if seen[f.Name] {
			return nil, fmt.Errorf("archive holds %s twice", f.Name)
		}
		seen[f.Name] = true
		first, _, inFolder := strings.Cut(f.Name, "/")
		if !inFolder || top != "" && first != top {
			return nil, fmt.Errorf("archive holds %s beside %q: one folder with everything in it was expected", f.Name, top)
		}
		top = first
	}
	folder, err := fs.Sub(r, top)
	if err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	return Open(top, folder)
}
