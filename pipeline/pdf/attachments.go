package pdf

import (
	"crypto/md5" // PDF wants this sum and no other; it protects nothing
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf16"
)

// attachments are the data that the file carries: the name tree by which viewers list them, and the same as files that belong to
// the document as a whole.
func (f *finisher) attachments() (names, files array) {
	date := f.date()
	byName := map[string]*indirect{}
	for _, a := range f.meta.Attachments {
		data := &indirect{&stream{dict{
			"Type": name("EmbeddedFile"), "Subtype": name("text/csv"),
			"Params": dict{"Size": integer(len(a.Data)), "ModDate": date, "CheckSum": raw(fmt.Sprintf("<%X>", md5.Sum(a.Data)))},
		}, a.Data}}
		byName[a.Name] = &indirect{dict{
			"Type": name("Filespec"), "F": textString(a.Name), "UF": textString(a.Name), "Desc": textString(a.Description),
			"AFRelationship": name("Data"), "EF": dict{"F": data, "UF": data},
		}}
	}
	keys := slices.SortedFunc(maps.Keys(byName), func(a, b string) int { return strings.Compare(bytesOf(a), bytesOf(b)) })
	for _, n := range keys {
		names = append(names, textString(n), byName[n])
		files = append(files, byName[n])
	}
	return names, files
}

// bytesOf are the bytes of a text string, by which name trees are ordered.
func bytesOf(s string) string {
	if isASCII(s) {
		return s
	}
	out := []byte{0xFE, 0xFF}
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return string(out)
}
