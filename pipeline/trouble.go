package main

import (
	"errors"
	"io/fs"
	"os"
	"syscall"

	"wirkbericht/pipeline/finding"
	"wirkbericht/pipeline/store"
)

// machine is the error with which work ends that has written into the store in the file path ("": none) or into folders. What a person can repair of it
// (no room, no right, a damaged store) is told as a finding.
func (l *line) machine(path string, err error) error {
	if err == nil || errors.Is(err, errStopped) {
		return err
	}
	found := store.Troubles(path, err)
	if len(found) == 0 {
		found = diskTroubles(err)
	}
	if len(found) == 0 {
		return err
	}
	return l.after(found, nil)
}

// diskTroubles is what a person can repair of an error of the file system.
func diskTroubles(err error) finding.List {
	var found finding.List
	var at string
	var p *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &p):
		at = p.Path
	case errors.As(err, &link):
		at = link.New
	default:
		return nil
	}
	is := func(causes ...error) bool {
		for _, c := range causes {
			if errors.Is(err, c) {
				return true
			}
		}
		return false
	}
	tell := func(rule, message, remedy string) {
		found.Add(finding.Stop, rule, finding.Place{File: at}, message, remedy+"; die letzten Ergebnisse sind unverändert.")
	}
	switch {
	case is(syscall.ENOSPC, syscall.EFBIG, syscall.EDQUOT):
		tell("platz", "Auf dem Datenträger ist kein Platz mehr.", "Bitte Platz schaffen und den Befehl wiederholen")
	case is(syscall.EROFS):
		tell("nur_lesen", "Hier lässt sich nur lesen, nicht schreiben.", "Bitte einen anderen Ordner angeben")
	case is(fs.ErrPermission):
		tell("rechte", "Hier darf dieses Programm nicht schreiben.", "Bitte die Zugriffsrechte prüfen oder einen anderen Ordner angeben")
	case is(syscall.ENOTDIR, errNoFolder):
		tell("kein_ordner", "Hier steht eine Datei, wo ein Ordner gebraucht wird.", "Bitte einen anderen Ordner angeben oder die Datei wegräumen")
	case is(syscall.EIO):
		tell("datentraeger", "Der Datenträger lässt sich nicht lesen oder beschreiben.", "Bitte den Datenträger prüfen und den Befehl wiederholen")
	}
	return found
}
