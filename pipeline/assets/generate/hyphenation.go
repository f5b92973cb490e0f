package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/dop251/goja"

	"wirkbericht/pipeline/assets"
)

// hyphenation makes the patterns of the npm package into the text that TeX keeps them in, one a line: "1kauf" allows a break before
// "kauf", even numbers forbid one, the larger number wins, a dot is the end of the word.
//
// Note: asking the package itself, in a JavaScript engine at run time, costs 100 to 700 ms to start and 0.6 ms a word. The
// patterns as text cost a few milliseconds and 2 µs.
func hyphenation() error {
	script, err := bundled("hyphenation.js", "hyphenation")
	if err != nil {
		return err
	}
	vm := goja.New()
	if _, err := vm.RunScript("hyphenation.js", string(script)); err != nil {
		return err
	}
	text, err := vm.RunString("JSON.stringify(hyphenation.patterns)")
	if err != nil {
		return err
	}
	var parts []json.RawMessage
	if err := json.Unmarshal([]byte(text.String()), &parts); err != nil {
		return err
	}
	var levels [][]int
	var tree any
	if len(parts) < 2 {
		return fmt.Errorf("hyphenation patterns have %d parts", len(parts))
	}
	if err := json.Unmarshal(parts[0], &levels); err != nil {
		return err
	}
	if err := json.Unmarshal(parts[1], &tree); err != nil {
		return err
	}
	var lines []string
	if err := flatten(tree, "", levels, &lines); err != nil {
		return err
	}
	slices.Sort(lines)
	return write(assets.Hyphenation, []byte(strings.Join(lines, "\n")+"\n"))
}

// flatten writes the pattern of a node and those below it. A node is an object with the letters that follow, the number of the
// levels of the pattern that ends here, or an array of both.
func flatten(node any, letters string, levels [][]int, into *[]string) error {
	switch n := node.(type) {
	case float64:
		*into = append(*into, pattern(letters, levels[int(n)]))
	case []any:
		for _, part := range n {
			if err := flatten(part, letters, levels, into); err != nil {
				return err
			}
		}
	case map[string]any:
		for letter, below := range n {
			if err := flatten(below, letters+letter, levels, into); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("hyphenation patterns: a node of %T at %q", node, letters)
	}
	return nil
}

// pattern is letters with the levels before and behind them. The package does not count the dot that a pattern may begin with.
func pattern(letters string, levels []int) string {
	var b strings.Builder
	if rest, ok := strings.CutPrefix(letters, "."); ok {
		b.WriteByte('.')
		letters = rest
	}
	for i, r := range []rune(letters + "\n") {
		if i < len(levels) && levels[i] > 0 {
			b.WriteString(strconv.Itoa(levels[i]))
		}
		b.WriteRune(r)
	}
	return strings.TrimSuffix(b.String(), "\n")
}
