package typeface_test

import (
	"errors"
	"io/fs"
	"math"
	"sync"
	"testing"
	"testing/fstest"

	"wirkbericht/pipeline/assets"
	"wirkbericht/pipeline/typeface"
)

// family is Source Sans 3, or the end of the test where nobody has made the assets yet.
func family(t testing.TB) *typeface.Family {
	t.Helper()
	f, err := typeface.Load(assets.Files())
	if errors.Is(err, fs.ErrNotExist) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestKerningIsThatOfTheFont(t *testing.T) {
	f := family(t)
	for pair, want := range map[[2]rune]float64{{'T', 'o'}: -0.066, {'T', 'a'}: -0.073, {'P', ','}: -0.112, {'n', 'n'}: 0, {'T', '–'}: -0.073} {
		for range 2 { // asked once and remembered
			if got := f.Kern(typeface.Regular, pair[0], pair[1]); got != want {
				t.Errorf("%c%c: %v em, want %v", pair[0], pair[1], got, want)
			}
		}
	}
}

func TestAWidthIsItsAdvancesAndItsKerning(t *testing.T) {
	f := family(t)
	const text = "Tagesgruppe „AV“ – 9 von 14"
	for _, s := range []typeface.Style{typeface.Regular, typeface.Bold, typeface.Italic, typeface.BoldItalic} {
		want, previous := 0.0, rune(0)
		for _, r := range text {
			want += f.Advance(s, r)
			if previous != 0 {
				want += f.Kern(s, previous, r)
			}
			previous = r
		}
		if got := f.Width(s, 10, text); math.Abs(got-10*want) > 1e-9 {
			t.Errorf("style %d: %v, want %v", s, got, 10*want)
		}
	}
}

func TestFiguresStandInColumns(t *testing.T) {
	f := family(t)
	for _, s := range []typeface.Style{typeface.Regular, typeface.Bold, typeface.Italic, typeface.BoldItalic} {
		for r := '1'; r <= '9'; r++ {
			if f.Advance(s, r) != f.Advance(s, '0') {
				t.Errorf("style %d: %c is not as wide as 0", s, r)
			}
		}
	}
}

func TestEveryCharacterOfGermanProductsIsThere(t *testing.T) {
	f := family(t)
	const needed = "ÄÖÜäöüßẞ–—„“‚‘«»€§°²³½…•→≥≤−‰Δ✓☐■●▲▼\u00a0\u202f\u2009\u00ad\u2011čřğışŞŁĐ"
	for _, s := range []typeface.Style{typeface.Regular, typeface.Bold, typeface.Italic, typeface.BoldItalic} {
		if missing := f.Missing(s, needed); len(missing) > 0 {
			t.Errorf("style %d lacks %q", s, string(missing))
		}
	}
}

func TestAMissingCharacterIsTold(t *testing.T) {
	f := family(t)
	if got := string(f.Missing(typeface.Regular, "a∅b😀∅c")); got != "∅😀" {
		t.Errorf("missing %q, want %q", got, "∅😀")
	}
	if w := f.Advance(typeface.Regular, '😀'); w != 0 {
		t.Errorf("a missing character is %v em wide", w)
	}
}

func TestTheProportionsAreThoseOfSourceSans(t *testing.T) {
	f := family(t)
	got := [4]float64{f.Ascent(typeface.Regular), f.Descent(typeface.Regular), f.CapHeight(typeface.Regular), f.XHeight(typeface.Regular)}
	if want := [4]float64{1, 0.326, 0.66, 0.486}; got != want {
		t.Errorf("ascent, descent, cap height, x-height %v, want %v", got, want)
	}
}

func TestAFamilyIsSharedBetweenGoroutines(t *testing.T) {
	f := family(t)
	want := f.Width(typeface.Bold, 12, "Ta To P, AV")
	fresh := family(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 50 {
				if got := fresh.Width(typeface.Bold, 12, "Ta To P, AV"); got != want {
					t.Errorf("%v, want %v", got, want)
				}
			}
		})
	}
	all.Wait()
}

func TestAMissingOrBrokenFontIsAnError(t *testing.T) {
	if _, err := typeface.Load(fstest.MapFS{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no font: %v, want fs.ErrNotExist", err)
	}
	broken := fstest.MapFS{assets.Regular: {Data: []byte("no font")}}
	if _, err := typeface.Load(broken); err == nil {
		t.Error("a broken font is no error")
	}
}

func BenchmarkLoad(b *testing.B) {
	family(b)
	for b.Loop() {
		_, _ = typeface.Load(assets.Files())
	}
}

func BenchmarkWidth(b *testing.B) {
	f := family(b)
	for b.Loop() {
		f.Width(typeface.Regular, 10, "Die Familien und Kinder im Projekt")
	}
}
