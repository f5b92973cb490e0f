package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// product is one finished file of a run.
type product struct {
	Name string // with slashes for folders of its own
	Data []byte
}

// runsFolder holds the products of runs, a folder for each that out has a link to.
const runsFolder = ".runs"

// writeProducts puts the products under out/name, all or nothing. They are written to out/.runs/<hash of the products>,
// flushed to the disk, and the link out/name is then replaced in one step: whoever opens out/name sees the old set or the
// new one. A failed or killed run leaves the last good output as it was.
//
// Note: renaming a finished folder onto the old one is not possible: rename(2) refuses a folder that is not empty.
func writeProducts(out, name string, products []product) error {
	run := filepath.Join(runsFolder, hashOf(products))
	target := filepath.Join(out, run)
	if !holds(target, products) {
		if err := writeFolder(target, products); err != nil {
			return err
		}
	}
	link := filepath.Join(out, name)
	if info, err := os.Lstat(link); err == nil && info.Mode()&fs.ModeSymlink == 0 {
		return fmt.Errorf("%s is not a link made by this program: move it away, then run again", link)
	}
	old, _ := os.Readlink(link)
	if old == run {
		return nil
	}
	staged := filepath.Join(out, runsFolder, "."+name+".link")
	if err := os.Remove(staged); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := os.Symlink(run, staged); err != nil {
		return err
	}
	if err := os.Rename(staged, link); err != nil {
		return err
	}
	if err := syncFolder(out); err != nil {
		return err
	}
	return sweep(out)
}

// removeProducts takes the link out/name away, if there is one, and what it led to.
func removeProducts(out, name string) error {
	link := filepath.Join(out, name)
	info, err := os.Lstat(link)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case err != nil:
		return err
	case info.Mode()&fs.ModeSymlink == 0:
		return nil
	}
	if err := os.Remove(link); err != nil {
		return err
	}
	return sweep(out)
}

// holds reports whether a folder has exactly these products. One of the same name that somebody has touched does not.
func holds(folder string, products []product) bool {
	n := 0
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return err
	})
	if err != nil || n != len(products) {
		return false
	}
	return !slices.ContainsFunc(products, func(p product) bool {
		data, err := os.ReadFile(filepath.Join(folder, p.Name))
		return err != nil || !bytes.Equal(data, p.Data)
	})
}

// writeFolder writes all products into a folder beside target and gives it its name when it is whole. What stood there is taken away.
func writeFolder(target string, products []product) error {
	if err := makeFolder(filepath.Dir(target)); err != nil {
		return err
	}
	staging, err := os.MkdirTemp(filepath.Dir(target), ".staging-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(staging) // after the rename there is nothing left to remove
	folders := []string{staging}
	for _, p := range products {
		file := filepath.Join(staging, p.Name)
		if err := makeFolder(filepath.Dir(file)); err != nil {
			return err
		}
		if err := writeFile(file, p.Data); err != nil {
			return err
		}
		if folder := filepath.Dir(file); !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	for _, folder := range folders {
		if err := syncFolder(folder); err != nil {
			return err
		}
	}
	if err := os.RemoveAll(target); err != nil {
		return err
	}
	if err := os.Rename(staging, target); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// sweep removes folders of runs that no link names any more, and what a killed run left behind.
func sweep(out string) error {
	links, err := os.ReadDir(out)
	if err != nil {
		return err
	}
	var used []string
	for _, l := range links {
		if to, err := os.Readlink(filepath.Join(out, l.Name())); err == nil {
			used = append(used, filepath.Base(to))
		}
	}
	runs, err := os.ReadDir(filepath.Join(out, runsFolder))
	if err != nil {
		return err
	}
	for _, r := range runs {
		if !slices.Contains(used, strings.TrimSuffix(r.Name(), memorySuffix)) {
			if err := os.RemoveAll(filepath.Join(out, runsFolder, r.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// hashOf names a set of products by its content, whatever their order.
func hashOf(products []product) string {
	h := sha256.New()
	for _, p := range slices.SortedFunc(slices.Values(products), func(a, b product) int { return strings.Compare(a.Name, b.Name) }) {
		fmt.Fprintf(h, "%s\x00%d\x00", p.Name, len(p.Data))
		h.Write(p.Data)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}
