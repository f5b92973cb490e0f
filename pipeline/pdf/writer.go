package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"io"
)

// writer writes objects in the order in which they are met on a walk from the catalog. What nothing leads to is not written.
//
// Note: pdfcpu's own writer puts the time and its name into the file and seeds the ID with the clock.
type writer struct {
	numbers map[*indirect]int
	queue   []*indirect
	zip     *zlib.Writer
	zipped  bytes.Buffer
	err     error
}

// number is the number of an object; a new one gets the next and waits for its turn.
func (w *writer) number(i *indirect) int {
	n, known := w.numbers[i]
	if !known {
		w.queue = append(w.queue, i)
		n = len(w.queue)
		w.numbers[i] = n
	}
	return n
}

// deflate compresses, as small as can be.
func (w *writer) deflate(data []byte) []byte {
	w.zipped.Reset()
	if w.zip == nil {
		w.zip, w.err = zlib.NewWriterLevel(io.Discard, zlib.BestCompression)
		if w.err != nil {
			return nil
		}
	}
	w.zip.Reset(&w.zipped)
	if _, err := w.zip.Write(data); err != nil {
		w.err = err
	}
	if err := w.zip.Close(); err != nil {
		w.err = err
	}
	return bytes.Clone(w.zipped.Bytes())
}

// write is the file of all that catalog and info lead to. Its ID is the hash of its bytes.
func write(catalog, info *indirect) ([]byte, error) {
	w := &writer{numbers: map[*indirect]int{}}
	out := []byte("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	w.number(catalog)
	w.number(info)
	var offsets []int
	for i := 0; i < len(w.queue); i++ {
		offsets = append(offsets, len(out))
		out = fmt.Appendf(out, "%d 0 obj\n", i+1)
		out = w.queue[i].value.append(out, w)
		out = append(out, "\nendobj\n"...)
	}
	start := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, at := range offsets {
		out = fmt.Appendf(out, "%010d 00000 n \n", at)
	}
	sum := sha256.Sum256(out)
	id := raw(fmt.Sprintf("<%X>", sum[:16]))
	trailer := dict{"Size": integer(len(offsets) + 1), "Root": catalog, "Info": info, "ID": array{id, id}}
	out = append(out, "trailer\n"...)
	out = trailer.append(out, w)
	out = fmt.Appendf(out, "\nstartxref\n%d\n%%%%EOF\n", start)
	return out, w.err
}
