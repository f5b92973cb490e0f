package pdf

import (
	"encoding/binary"
	"math"
)

// outputIntent says that the colours of the file are those of sRGB, as PDF/A demands of a file with colours of a device.
func outputIntent() *indirect {
	return &indirect{dict{
		"Type": name("OutputIntent"), "S": name("GTS_PDFA1"),
		"OutputConditionIdentifier": literal("sRGB IEC61966-2.1"), "Info": literal("sRGB IEC61966-2.1"),
		"RegistryName":      literal("http://www.color.org"),
		"DestOutputProfile": &indirect{&stream{dict{"N": integer(3)}, profile()}},
	}}
}

// profile is an ICC profile of version 2 for sRGB: three primaries, a white point and one curve.
//
// Note: the numbers are those of IEC 61966-2-1, adapted to the D50 light that ICC profiles are written for.
func profile() []byte {
	curve := toneCurve()
	tags := []struct {
		name string
		data []byte
	}{
		{"desc", description("sRGB IEC61966-2.1")},
		{"cprt", append([]byte("text\x00\x00\x00\x00"), "No copyright, use freely\x00"...)},
		{"wtpt", xyz(0.9505, 1, 1.0891)},
		{"rXYZ", xyz(0.4360747, 0.2225045, 0.0139322)},
		{"gXYZ", xyz(0.3850649, 0.7168786, 0.0971045)},
		{"bXYZ", xyz(0.1430804, 0.0606169, 0.7141733)},
		{"rTRC", curve},
		{"gTRC", curve},
		{"bTRC", curve},
	}
	const head, entry = 128, 12
	table := binary.BigEndian.AppendUint32(nil, uint32(len(tags)))
	start := head + 4 + entry*len(tags)
	var data []byte
	at := 0
	for i, t := range tags {
		if i == 0 || &t.data[0] != &tags[i-1].data[0] { // the curve is there once
			at = start + len(data)
			data = append(data, t.data...)
			data = append(data, make([]byte, -len(data)&3)...)
		}
		table = append(table, t.name...)
		table = binary.BigEndian.AppendUint32(table, uint32(at))
		table = binary.BigEndian.AppendUint32(table, uint32(len(t.data)))
	}
	out := profileHeader(start + len(data))
	return append(append(out, table...), data...)
}

// profileHeader is that of a display profile of so many bytes. Its date is the one of the standard.
func profileHeader(size int) []byte {
	h := make([]byte, 0, 128)
	h = binary.BigEndian.AppendUint32(h, uint32(size))
	h = append(h, "\x00\x00\x00\x00\x02\x40\x00\x00mntrRGB XYZ "...)
	for _, part := range []uint16{1999, 10, 18, 0, 0, 0} {
		h = binary.BigEndian.AppendUint16(h, part)
	}
	h = append(h, "acsp"...)
	h = append(h, make([]byte, 28)...)
	h = append(h, "\x00\x00\xF6\xD6\x00\x01\x00\x00\x00\x00\xD3\x2D"...) // the light of D50
	return append(h, make([]byte, 128-len(h))...)
}

// description is a name in ASCII, with its empty translations.
func description(text string) []byte {
	out := append([]byte("desc\x00\x00\x00\x00"), 0, 0, 0, byte(len(text)+1))
	out = append(append(out, text...), 0)
	return append(out, make([]byte, 4+4+2+1+67)...)
}

func xyz(x, y, z float64) []byte {
	out := []byte("XYZ \x00\x00\x00\x00")
	for _, v := range []float64{x, y, z} {
		out = binary.BigEndian.AppendUint32(out, uint32(math.Round(v*65536)))
	}
	return out
}

// toneCurve leads from the numbers of a file to light.
func toneCurve() []byte {
	const points = 1024
	out := append([]byte("curv\x00\x00\x00\x00"), 0, 0, points>>8, points&0xff)
	for i := range points {
		v := float64(i) / (points - 1)
		light := v / 12.92
		if v > 0.04045 {
			light = math.Pow((v+0.055)/1.055, 2.4)
		}
		out = binary.BigEndian.AppendUint16(out, uint16(math.Round(light*65535)))
	}
	return out
}
