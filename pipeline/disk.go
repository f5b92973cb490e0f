package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// The products hold nothing secret, but a folder of drafts is nobody's but the team's.
const (
	fileMode   = 0o600
	folderMode = 0o700
)

// What these functions write is on the disk when they return, and has its name only when it is whole. After a power cut there is the old file
// or the new one: first the content is flushed, then the name given, then the folder flushed, because a name is content of its folder.

// makeFolder makes a folder and those above it, as far as they are missing.
func makeFolder(name string) error {
	name = filepath.Clean(name)
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(name)
	if above != name {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(name, folderMode); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		return &fs.PathError{Op: "mkdir", Path: name, Err: errNoFolder}
	}
	return syncFolder(above)
}

var errNoFolder = errors.New("a file stands where a folder is needed")

// writeFile writes a file that must not be there yet, in a folder that is there.
func writeFile(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// writeWhole writes a file beside its place and gives it its name when it is whole. The folders above it are made.
func writeWhole(file string, data []byte) error {
	if err := makeFolder(filepath.Dir(file)); err != nil {
		return err
	}
	staged := file + ".neu"
	if err := os.Remove(staged); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if err := writeFile(staged, data); err != nil {
		return errors.Join(err, os.Remove(staged))
	}
	if err := os.Rename(staged, file); err != nil {
		return errors.Join(err, os.Remove(staged))
	}
	return syncFolder(filepath.Dir(file))
}

func syncFolder(name string) error {
	d, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}
