package main

import (
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

// The products hold nothing secret, but a folder of drafts is nobody's but the team's.
const (
	fileMode   = 0o600
	folderMode = 0o700
	runsFolder = ".runs"
)

// writeProducts puts the products under out/name, all or nothing. They are written to out/.runs/<hash of the products>,
// flushed to the disk, and the link out/name is then replaced in one step: whoever opens out/name sees the old set or the
// new one. A failed or killed run leaves the last good output as it was.
//
// Note: renaming a finished folder onto the old one is not possible: rename(2) refuses a folder that is not empty.
func writeProducts(out, name string, products []product) error {
	run := filepath.Join(runsFolder, hashOf(products))
	target := filepath.Join(out, run)
	if !intact(target) { // nobody has made it yet, or somebody has changed it
		if err := os.RemoveAll(target); err != nil {
			return err
		}
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

// writeFolder writes all products into a folder beside target and gives it its name when it is whole.
func writeFolder(target string, products []product) error {
	if err := os.MkdirAll(filepath.Dir(target), folderMode); err != nil {
		return err
	}
	staging, err := os.MkdirTemp(filepath.Dir(target), ".staging-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(staging) // after the rename there is nothing left to remove
	for _, p := range products {
		if err := writeFile(filepath.Join(staging, p.Name), p.Data); err != nil {
			return err
		}
	}
	if err := syncFolder(staging); err != nil {
		return err
	}
	if err := os.Rename(staging, target); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(target))
}

// writeFile writes a file that must not be there yet, and the folders above it.
func writeFile(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), folderMode); err != nil {
		return err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
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
