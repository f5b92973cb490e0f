package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
)

// writer writes objects in the order in which they are met on a walk from the catalog. What nothing leads to is not written.
//
// Note: pdfcpu's own writer puts the time and its name into the file and seeds the ID with the clock.
type writer struct {
	numbers map[*indirect]int
	queue   []*indirect
	places  [][7]byte // entries of the cross-reference table, by number
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
	var packed []packedObject
	for i := 0; i < len(w.queue); i++ {
		value := w.queue[i].value
		if _, ok := value.(*stream); ok || i < 2 {
			out = w.object(out, i+1, value)
			continue
		}
		packed = append(packed, packedObject{i + 1, value.append(nil, w)})
	}
	out = w.pack(out, packed)
	sum := sha256.Sum256(out)
	id := raw(fmt.Sprintf("<%X>", sum[:16]))
	start := len(out)
	table := &stream{dict{
		"Type": name("XRef"), "W": array{integer(1), integer(4), integer(2)},
		"Root": catalog, "Info": info, "ID": array{id, id},
	}, nil}
	number := len(w.places) + 1
	w.place(number, 1, start, 0)
	table.dict["Size"] = integer(number + 1)
	table.data = w.table()
	out = w.object(out, number, table)
	out = fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", start)
	return out, w.err
}

// object writes one object with its number.
func (w *writer) object(to []byte, number int, value object) []byte {
	w.place(number, 1, len(to), 0)
	to = fmt.Appendf(to, "%d 0 obj\n", number)
	return append(value.append(to, w), "\nendobj\n"...)
}

// packedObject is an object on its way into an object stream.
type packedObject struct {
	number int
	text   []byte
}

// pack writes objects that are no streams, many in one stream: the tags of a report are thousands, and alike.
func (w *writer) pack(to []byte, all []packedObject) []byte {
	const together = 250
	next := len(w.queue) + 1
	for part := range slices.Chunk(all, together) {
		var head, body []byte
		for i, o := range part {
			head = fmt.Appendf(head, "%d %d ", o.number, len(body))
			body = append(append(body, o.text...), '\n')
			w.place(o.number, 2, next, i)
		}
		to = w.object(to, next, &stream{dict{
			"Type": name("ObjStm"), "N": integer(len(part)), "First": integer(len(head)),
		}, append(head, body...)})
		next++
	}
	return to
}

// place notes where an object is: kind 1 at a byte of the file, kind 2 in an object stream at an index.
func (w *writer) place(number, kind, where, index int) {
	for len(w.places) < number {
		w.places = append(w.places, [7]byte{})
	}
	p := &w.places[number-1]
	p[0] = byte(kind)
	binary.BigEndian.PutUint32(p[1:], uint32(where))
	binary.BigEndian.PutUint16(p[5:], uint16(index))
}

// table is the cross-reference table: object 0, which is none, and all places.
func (w *writer) table() []byte {
	out := []byte{0, 0, 0, 0, 0, 0xFF, 0xFF}
	for _, p := range w.places {
		out = append(out, p[:]...)
	}
	return out
}
