package assets_test

import (
	"errors"
	"io/fs"
	"os"
	"strings"
	"testing"

	"wirkbericht/pipeline/assets"
)

func TestAMissingFileIsAnErrorThatSaysMakeAssets(t *testing.T) {
	_, err := fs.ReadFile(assets.Files(), "no-such-file.ttf")
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), `make assets`) {
		t.Errorf("got %v, want an fs.ErrNotExist that says make assets", err)
	}
}

func TestEveryFileIsThereOnceAssetsWereMade(t *testing.T) {
	entries, err := os.ReadDir("dist")
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) <= 1 {
		t.Skip(`pipeline/assets/dist is empty: run "make assets"`)
	}
	for _, name := range []string{assets.ECharts, assets.EChartsPage, assets.Hyphenation, assets.Regular, assets.Bold, assets.Italic, assets.BoldItalic} {
		if raw, err := fs.ReadFile(assets.Files(), name); err != nil || len(raw) < 100_000 {
			t.Errorf("%s: %d bytes, %v", name, len(raw), err)
		}
	}
}

func TestTheLockFileNamesNoAddress(t *testing.T) {
	raw, err := os.ReadFile("package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(raw), "://") || strings.Contains(string(raw), `"resolved"`) {
		t.Error("package-lock.json holds an address: make it with npm install --package-lock-only --omit-lockfile-registry-resolved")
	}
}
