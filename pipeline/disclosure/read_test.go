package disclosure

import (
	"bytes"
	"errors"
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

func TestFaultsOfAFileAreFoundWithTheirPlace(t *testing.T) {
	const path = "testdata/files/fehler.txtar"
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	last := len(archive.Files) - 1
	var got strings.Builder
	for _, f := range archive.Files[:last] {
		s, found, err := ReadSystem(f.Name, bytes.NewReader(f.Data))
		if err != nil || (s == nil) != found.Stops() {
			t.Errorf("%s: system %v, error %v", f.Name, s, err)
		}
		for _, x := range found {
			fmt.Fprintln(&got, x)
		}
	}
	if *update {
		archive.Files[last].Data = []byte(got.String())
		if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if d := cmp.Diff(string(archive.Files[last].Data), got.String()); d != "" {
		t.Error(d)
	}
}

func TestAReaderThatFailsIsAnError(t *testing.T) {
	broken := errors.New("broken")
	if _, _, err := ReadSystem("x", iotest.ErrReader(broken)); !errors.Is(err, broken) {
		t.Error(err)
	}
}

const whole = `{"schema": "sdc-system/1", "bounds": [["b", null, "7/2"]], "knows": ["w"], "sees": ["t", "b"], "singleton": "none",
 "atoms": [{"id": "n", "value": 2}, {"id": "w", "value": 6.5}, {"id": "s", "value": "1/2"}],
 "cells": [{"id": "t", "atoms": {"s": 1, "n": 1, "w": 2}, "value": 15.5}, {"id": "b", "atoms": {"n": -1}}],
 "targets": [{"id": "v", "atoms": {"n": 1}, "value": 2}], "primary": ["b"], "suppressed": ["b"],
 "min_width": 0.5, "integer": false, "candidates": ["t"], "forced": [], "hidden": null, "method": "gauss"}`

func TestAFileIsReadInWhole(t *testing.T) {
	s, found, err := ReadSystem("x", strings.NewReader(whole))
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	want := &System{
		Atoms: []Atom{{"n", big.NewRat(2, 1)}, {"w", big.NewRat(13, 2)}, {"s", big.NewRat(1, 2)}},
		Cells: []Cell{
			{"t", []Term{{0, 1}, {1, 2}, {2, 1}}, big.NewRat(31, 2)},
			{"b", []Term{{0, -1}}, nil},
		},
		Targets: []Cell{{"v", []Term{{0, 1}}, big.NewRat(2, 1)}},
		Primary: []int{1}, Suppressed: []int{1}, Sees: []int{0, 1}, Knows: []int{1},
		Bounds: []Bound{{1, nil, big.NewRat(7, 2)}}, MinWidth: big.NewRat(1, 2),
		Candidates: []int{0}, Forced: []int{}, Method: Gauss,
	}
	if d := cmp.Diff(want, s, rationals); d != "" {
		t.Error(d)
	}
}

// rationals compares big.Rat by value.
var rationals = cmp.Comparer(func(a, b *big.Rat) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
})

func TestAVerdictIsWrittenAsTheFormatSays(t *testing.T) {
	s := readSystem(t, []byte(`{"schema": "sdc-system/1", "integer": true,
 "atoms": [{"id": "n", "value": 2}, {"id": "w", "value": 6}, {"id": "x", "value": 0}, {"id": "y", "value": 5}, {"id": "z", "value": 3}],
 "cells": [{"id": "t", "atoms": {"n": 1, "w": 1, "x": 1}}, {"id": "W", "atoms": {"w": 1}}, {"id": "X", "atoms": {"x": 1}}, {"id": "Y", "atoms": {"y": 1, "z": 1}}, {"id": "Z", "atoms": {"z": 1}}],
 "targets": [{"id": "n", "atoms": {"n": 1}}, {"id": "nz", "atoms": {"n": 1, "x": 1}}], "primary": ["Z"], "suppressed": ["Z", "X"]}`))
	v, err := Audit(s)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := WriteVerdict(&out, s, v); err != nil {
		t.Fatal(err)
	}
	want := `{"verdict":"unsafe","findings":[
  {"target":"nz","interval":["2/1","2/1"],"method":"linear","derivation":{"t":"1/1","W":"-1/1"}}],"witnesses":{"tables":[
  {"n":"2/1","w":"6/1","y":"5/1","z":"3/1"},
  {"w":"6/1","x":"2/1","y":"5/1","z":"3/1"},
  {"n":"2/1","w":"6/1","z":"8/1"}],"targets":{"X":[0,1],"Z":[0,2],"n":[1,0]}}}
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

func TestAProtectionIsWrittenAsTheFormatSays(t *testing.T) {
	s := readSystem(t, []byte(`{"schema": "sdc-system/1", "integer": true,
 "atoms": [{"id": "n", "value": 2}, {"id": "w", "value": 6}, {"id": "x", "value": 0}],
 "cells": [{"id": "t", "atoms": {"n": 1, "w": 1, "x": 1}}, {"id": "N", "atoms": {"n": 1}}, {"id": "W", "atoms": {"w": 1}}, {"id": "X", "atoms": {"x": 1}}],
 "primary": ["N"], "candidates": ["t", "W", "X"], "forced": ["X"]}`))
	var out bytes.Buffer
	for _, s.Method = range []Method{Gauss, Full} {
		if err := WriteProtection(&out, s, protect(t, s)); err != nil {
			t.Fatal(err)
		}
	}
	want := `{"verdict":"safe","secondary":["W"],"unsafe_by_forced":[]}
{"verdict":"safe","secondary":["W"],"unsafe_by_forced":[],"findings":[],"witnesses":{"tables":[
  {"w":"8/1"},
  {"n":"2/1","w":"6/1"}],"targets":{"N":[0,1],"W":[1,0]}}}
`
	if d := cmp.Diff(want, out.String()); d != "" {
		t.Error(d)
	}
}

// FuzzReadSystem holds that no text makes the reader panic, and that what it reads can be audited and protected.
func FuzzReadSystem(f *testing.F) {
	f.Add(whole)
	f.Add(`{"schema":"sdc-system/1","atoms":[{"id":"a"}],"cells":[{"id":"x","atoms":{"a":-3},"value":-6}],"targets":[{"id":"t","atoms":{"a":2}}],"integer":true}`)
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 2000 {
			return
		}
		s, found, err := ReadSystem("x", strings.NewReader(text))
		if err != nil || (s == nil) != found.Stops() {
			t.Fatal(s, found, err)
		}
		if s == nil {
			return
		}
		if v, err := Audit(s); err == nil {
			verify(t, s, v)
		}
		_, _ = Protect(s)
	})
}
