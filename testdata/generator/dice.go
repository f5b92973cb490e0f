package main

import "hash/fnv"

// dice is a seeded stream of random numbers (SplitMix64, Steele et al. 2014). Every theme of every family throws dice of
// its own, so a change in one theme leaves the others as they were, and both snapshots see the same past.
//
// Note: math/rand would do today, but its methods may draw differently in another Go release, and the sample is compared
// byte for byte.
type dice struct{ state uint64 }

func newDice(seed uint64, theme string) *dice {
	h := fnv.New64a()
	h.Write([]byte(theme))
	return &dice{seed ^ h.Sum64()}
}

func (d *dice) next() uint64 {
	d.state += 0x9e3779b97f4a7c15
	z := d.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// between is a whole number from lo to hi, both included.
func (d *dice) between(lo, hi int) int { return lo + int(d.next()%uint64(hi-lo+1)) }

// percent is true in p of 100 throws.
func (d *dice) percent(p int) bool { return d.between(1, 100) <= p }

// pick is one of the choices.
func pick[T any](d *dice, choices ...T) T { return choices[d.between(0, len(choices)-1)] }
