package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"wirkbericht/pipeline/finding"
)

// lockName is the file by which commands keep out of each other's way in a folder. It stays when they end: the lock is the system's, not the
// file, and goes with the process, however that ends.
const lockName = ".sperre"

// hold makes a folder and keeps it for one command until the function it returns is called. If another one has it, a finding says who.
func hold(folder, doing string) (let func(), found finding.List, err error) {
	if err := makeFolder(folder); err != nil {
		return nil, nil, err
	}
	name := filepath.Join(folder, lockName)
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|syscall.O_NOFOLLOW, fileMode)
	if err != nil {
		return nil, nil, err
	}
	switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
	case errors.Is(err, syscall.EWOULDBLOCK):
		found.Add(finding.Stop, "ordner_belegt", finding.Place{File: folder}, fmt.Sprintf("Der Ordner wird gerade benutzt, von %s.", holderIn(f)),
			"Bitte warten, bis der andere Lauf fertig ist, oder einen anderen Ordner angeben.")
		return nil, found, f.Close()
	case err != nil:
		return nil, nil, errors.Join(&os.PathError{Op: "lock", Path: name, Err: err}, f.Close())
	}
	// On a full disk the name is missing, and what has to be written fails by itself.
	if err := f.Truncate(0); err == nil {
		_, _ = fmt.Fprintf(f, "wirkbericht %s (PID %d)\n", doing, os.Getpid())
	}
	return func() { _ = f.Close() }, nil, nil // it lets go by being closed
}

// holderIn is who has written itself into a lock file.
func holderIn(f io.Reader) string {
	text, err := io.ReadAll(io.LimitReader(f, 200))
	if name := strings.TrimSpace(string(text)); err == nil && name != "" {
		return name
	}
	return "einem anderen Lauf"
}

// hold keeps a folder for the command; somebody else's lock stops the run.
func (l *line) hold(folder, doing string) (let func(), err error) {
	let, found, err := hold(folder, doing)
	if err := l.after(found, l.machine("", err)); err != nil {
		return nil, err
	}
	return let, nil
}
