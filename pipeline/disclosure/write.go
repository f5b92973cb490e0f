package disclosure

import (
	"bytes"
	"encoding/json"
	"io"
	"math/big"
)

// WriteVerdict writes a verdict on a system as JSON, one finding and one table per line (DISCLOSURE.md 5):
//
//	{"verdict":"safe"|"unsafe","findings":[…],"witnesses":{"tables":[{atom: value}, …],"targets":{target: [table, table]}}}
//
// All numbers but indices of tables are strings "p/q". In a table an atom that is missing has the value 0. A finding has target, interval ([lo, hi], or null for method
// budget), method, derivation (a formula, or null), and where the argument needs more than a derivation, the proofs of its bounds, lower and upper.
func WriteVerdict(w io.Writer, s *System, v *Verdict) error {
	out := object{{"verdict", word(v.Safe())}, {"findings", s.findings(v)}, {"witnesses", s.witnesses(v.Witnesses)}}
	return out.write(w)
}

// WriteProtection writes what Protect decided, in the same manner:
//
//	{"verdict":"safe"|"unsafe","secondary":[cell, …],"unsafe_by_forced":[target, …],"findings":[…],"witnesses":{…}}
//
// Findings and witnesses are those of the audit of the result; with method gauss there are none.
func WriteProtection(w io.Writer, s *System, p *Protection) error {
	secondary := []string{}
	for _, c := range p.Secondary {
		secondary = append(secondary, s.Cells[c].ID)
	}
	out := object{{"verdict", word(p.Safe())}, {"secondary", secondary}, {"unsafe_by_forced", append([]string{}, p.UnsafeByForced...)}}
	if p.Verdict != nil {
		out = append(out, member{"findings", s.findings(p.Verdict)}, member{"witnesses", s.witnesses(p.Verdict.Witnesses)})
	}
	return out.write(w)
}

func word(safe bool) string {
	if safe {
		return "safe"
	}
	return "unsafe"
}

func (s *System) findings(v *Verdict) lines {
	list := lines{}
	for _, f := range v.Findings {
		o := object{{"target", f.Target}, {"interval", nil}, {"method", f.By}, {"derivation", nil}}
		if f.By != Budget {
			o[1].value = [2]*fractionText{text(f.Lo), text(f.Hi)}
		}
		if f.Derivation != nil {
			o[3].value = s.formula(f.Derivation)
		}
		if f.Lower != nil {
			o = append(o, member{"lower", s.formula(f.Lower)}, member{"upper", s.formula(f.Upper)})
		}
		list = append(list, o)
	}
	return list
}

// formula names cells by their id and atoms by "atom:" and their id.
func (s *System) formula(f Formula) object {
	o := object{}
	for _, x := range f {
		o = append(o, member{s.name(x), text(x.Coef)})
	}
	return o
}

func (s *System) witnesses(w Witnesses) object {
	tables, targets := lines{}, object{}
	for _, values := range w.Tables {
		table := object{}
		for i, v := range values {
			if v.Sign() != 0 {
				table = append(table, member{s.Atoms[i].ID, text(v)})
			}
		}
		tables = append(tables, table)
	}
	for _, p := range w.Pairs {
		targets = append(targets, member{p.Target, [2]int{p.Low, p.High}})
	}
	return object{{"tables", tables}, {"targets", targets}}
}

// object is a JSON object whose members keep their order.
type object []member

type member struct {
	name  string
	value any
}

// lines is a JSON array with one element per line.
type lines []object

// fractionText is a rational number as "p/q".
type fractionText big.Rat

func text(v *big.Rat) *fractionText { return (*fractionText)(v) }

// put writes a value: objects in order, lines each on its own.
func put(b *bytes.Buffer, value any) error {
	switch v := value.(type) {
	case object:
		return putAll(b, "{}", ",", len(v), func(i int) error {
			if err := put(b, v[i].name); err != nil {
				return err
			}
			b.WriteByte(':')
			return put(b, v[i].value)
		})
	case lines:
		return putAll(b, "[]", ",\n  ", len(v), func(i int) error {
			if i == 0 {
				b.WriteString("\n  ")
			}
			return put(b, v[i])
		})
	}
	raw, err := json.Marshal(value)
	b.Write(raw)
	return err
}

func putAll(b *bytes.Buffer, brackets, between string, n int, one func(i int) error) error {
	b.WriteByte(brackets[0])
	for i := range n {
		if i > 0 {
			b.WriteString(between)
		}
		if err := one(i); err != nil {
			return err
		}
	}
	b.WriteByte(brackets[1])
	return nil
}

// write writes an object and a line feed.
func (o object) write(w io.Writer) error {
	var b bytes.Buffer
	if err := put(&b, o); err != nil {
		return err
	}
	b.WriteByte('\n')
	_, err := w.Write(b.Bytes())
	return err
}

// MarshalJSON writes "p/q".
func (v *fractionText) MarshalJSON() ([]byte, error) {
	return json.Marshal((*big.Rat)(v).String())
}
