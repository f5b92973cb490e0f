package privacy

// sketch counts different texts in bounded memory by adaptive sampling (Wegman): it keeps the hashes that end in a number of zero bits
// and asks for one more bit whenever it holds too many. Up to sketchSize the count is exact, beyond it is right within a few per cent.
type sketch struct {
	kept map[uint64]struct{}
	bits uint
}

const sketchSize = 1024

// add takes the hash of a text in.
func (s *sketch) add(h uint64) {
	if h&(1<<s.bits-1) != 0 {
		return
	}
	if s.kept == nil {
		s.kept = map[uint64]struct{}{}
	}
	s.kept[h] = struct{}{}
	for len(s.kept) > sketchSize {
		s.bits++
		for h := range s.kept {
			if h&(1<<s.bits-1) != 0 {
				delete(s.kept, h)
			}
		}
	}
}

// count is the number of different texts.
func (s *sketch) count() int { return len(s.kept) << s.bits }

// hash is FNV-1a with its bits mixed once more. Note: hash/maphash is faster and has another seed in every run; counts, and with them
// verdicts, would not be the same twice.
func hash(text string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(text) {
		h = (h ^ uint64(text[i])) * 1099511628211
	}
	h ^= h >> 32
	h *= 0x9e3779b97f4a7c15
	return h ^ h>>29
}
