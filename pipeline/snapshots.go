package main

import (
	"io/fs"
	"slices"
	"time"

	"wirkbericht/pipeline/intake"
)

// upTo is the data folder as it was on a day: snapshots with a later Stand are not there. So a report of last year is made
// again without a word about what was delivered since.
type upTo struct {
	fs.FS
	day time.Time
}

// ReadDir lists a folder; of the folder above all snapshots it leaves out the later ones.
func (u upTo) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(u.FS, name)
	if name != "." {
		return entries, err
	}
	return slices.DeleteFunc(entries, func(e fs.DirEntry) bool {
		stand, ok := intake.Stand(e.Name())
		return ok && stand.After(u.day)
	}), err
}
