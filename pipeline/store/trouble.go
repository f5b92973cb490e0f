package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"

	"wirkbericht/pipeline/finding"
)

// inUseError is a store that another process holds.
type inUseError struct{ path, holder string }

func (e inUseError) Error() string {
	return fmt.Sprintf("store %s is in use by %s: wait until it has ended, or choose another file with --store", e.path, e.holder)
}

// foreignError is a file that something else has made.
type foreignError struct{ path, what string }

func (e foreignError) Error() string {
	return fmt.Sprintf("store %s is %s: move it away, or choose another file with --store", e.path, e.what)
}

// othersError is the store of another municipality.
type othersError struct{ path, holds, wanted string }

func (e othersError) Error() string {
	return fmt.Sprintf("store %s holds municipality %s, not %s: choose another file with --store", e.path, e.holds, e.wanted)
}

// What DuckDB says when a file is not what it should be. It has no codes for these.
var (
	lockHolder = regexp.MustCompile(`Conflicting lock is held in (.*?)\. See also`)
	newer      = regexp.MustCompile(`Trying to read a database file with version number`)
	full       = regexp.MustCompile(`No space left on device|File too large|Disk quota exceeded`)
	damaged    = regexp.MustCompile(`Corrupt database file|Could not read enough bytes|Failure while replaying WAL|Serialization Error|Failed to load metadata pointer|INTERNAL Error|FATAL Error`)
)

// openProblem turns what DuckDB says when it cannot open a file into what to do.
func openProblem(path string, err error) error {
	text := err.Error()
	switch holder := lockHolder.FindStringSubmatch(text); {
	case holder != nil:
		return inUseError{path, holder[1]}
	case strings.Contains(text, "not a valid DuckDB database file"):
		return foreignError{path, "not a DuckDB file"}
	case strings.Contains(text, "Is a directory"):
		return fmt.Errorf("store %s is a folder: choose a file with --store", path)
	}
	return fmt.Errorf("open store %s: %w", path, err)
}

// Troubles is what a person can repair of an error that work with the store in the file path has ended with, whenever it came: a damaged block is
// noticed when it is read. Nothing is found in other errors.
func Troubles(path string, err error) finding.List {
	var found finding.List
	if err == nil || path == "" {
		return nil
	}
	tell := func(rule, message, remedy string) {
		found.Add(finding.Stop, rule, finding.Place{File: path}, message, remedy)
	}
	const rebuild = "Bitte »run --rebuild« ausführen: Der Speicher wird dann aus den Lieferungen neu aufgebaut."
	var used inUseError
	var others othersError
	switch text := err.Error(); {
	case errors.As(err, &used):
		tell("speicher_belegt", fmt.Sprintf("Der Speicher wird gerade benutzt, von %s.", used.holder), "Bitte warten, bis der andere Lauf fertig ist, oder mit --store eine andere Datei angeben.")
	case errors.As(err, &others):
		tell("speicher_kommune", fmt.Sprintf("Der Speicher gehört zur Kommune %s, nicht zu %s.", others.holds, others.wanted), "Bitte mit --store eine andere Datei angeben.")
	case errors.As(err, new(foreignError)):
		tell("speicher_fremd", "Die Datei ist kein Speicher dieses Programms.",
			"Bitte mit --store eine andere Datei angeben oder »run --rebuild« ausführen: Die Datei wird dann beiseitegelegt und der Speicher aus den Lieferungen neu aufgebaut.")
	case newer.MatchString(text):
		tell("speicher_fassung", "Der Speicher stammt von einer anderen Fassung der Datenbank.", rebuild)
	case full.MatchString(text):
		tell("platz", "Auf dem Datenträger ist kein Platz mehr.", "Bitte Platz schaffen und den Lauf wiederholen; die letzten Ergebnisse sind unverändert.")
	case damaged.MatchString(text):
		tell("speicher_beschaedigt", "Der Speicher ist beschädigt.", rebuild)
	}
	return found
}

// The ends of names beside a store: under the first two one is put aside.
const (
	oldEnd     = ".alt"   // one of ours: it goes when the new one is whole
	foreignEnd = ".fremd" // somebody else's: it is never taken away

	walEnd  = ".wal" // DuckDB's log of what is not in the file yet
	tempEnd = ".tmp" // folder of what DuckDB has no memory for
)

// Aside is a store that was put aside so that a new one can be made in its place.
type Aside struct {
	path string
	to   string // "" if there was none
	ours bool
}

// PutAside puts the file path aside for a store of p, if there is one. A store in use and one of another municipality are not touched and returned as the error that
// Open has for them.
func PutAside(ctx context.Context, path string, p Project) (Aside, error) {
	a := Aside{path: path, ours: true}
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return a, nil
	}
	s, err := Open(ctx, path, p, Options{})
	switch {
	case err == nil:
		if err := s.Close(); err != nil {
			return a, err
		}
	case errors.As(err, new(inUseError)), errors.As(err, new(othersError)):
		return a, err
	default:
		a.ours = !errors.As(err, new(foreignError))
	}
	a.to = path + oldEnd
	if !a.ours {
		for n := 1; ; n++ {
			a.to = fmt.Sprintf("%s%s%d", path, foreignEnd, n)
			if _, err := os.Lstat(a.to); errors.Is(err, fs.ErrNotExist) {
				break
			}
		}
	} else if _, err := os.Lstat(a.to); err == nil {
		// A rebuild was killed: that one is the old store, and what stands in its place is not whole.
		return a, remove(path)
	}
	return a, move(path, a.to)
}

// Kept is for a run that puts nothing aside: its end takes away what a killed rebuild has left.
func Kept(path string) Aside { return Aside{path: path, ours: true} }

// Name is where somebody else's file is now, "" if there was none in the way.
func (a Aside) Name() string {
	if a.ours {
		return ""
	}
	return a.to
}

// Done takes the old store away; the new one is whole.
func (a Aside) Done() error {
	if !a.ours {
		return nil
	}
	return remove(a.path + oldEnd)
}

// Undo puts the old store back.
func (a Aside) Undo() error {
	if a.to == "" {
		return nil
	}
	return errors.Join(remove(a.path), move(a.to, a.path))
}

// Leftovers are the files beside a store that hold rows of it: DuckDB's log and spilled sorts, and the store that a rebuild has put aside.
func Leftovers(path string) []string {
	return []string{path + walEnd, path + tempEnd, path + oldEnd, path + oldEnd + walEnd}
}

// move renames a store with its log.
func move(from, to string) error {
	err := os.Rename(from+walEnd, to+walEnd)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, os.Rename(from, to))
}

// remove takes a store away with its log.
func remove(path string) error {
	var failed error
	for _, name := range []string{path, path + walEnd} {
		if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
