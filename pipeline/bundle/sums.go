package bundle

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Sums is the content of SHA256SUMS over the files, in their order, as sha256sum -c reads it. The sums themselves and the
// signature are left out.
func Sums(files []File) []byte {
	var b bytes.Buffer
	for _, f := range files {
		if f.Name != SumsFile && f.Name != SignatureFile {
			fmt.Fprintf(&b, "%s  %s\n", Hash(f.Data), f.Name)
		}
	}
	return b.Bytes()
}

// Hash is the SHA-256 of data in hexadecimal digits.
func Hash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Sum is one line of SHA256SUMS.
type Sum struct {
	Line int
	Hash string
	Name string
}

// ParseSums reads SHA256SUMS; bad are the lines that are none.
func ParseSums(data []byte) (sums []Sum, bad []int) {
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		hash, name, ok := strings.Cut(line, "  ")
		if !ok || len(hash) != 2*sha256.Size || strings.Trim(hash, "0123456789abcdef") != "" || name == "" {
			bad = append(bad, i+1)
			continue
		}
		sums = append(sums, Sum{i + 1, hash, name})
	}
	return sums, bad
}
