package disclosure

import (
	"errors"
	"math/big"
	"slices"
)

// ErrContradiction says that no values of the atoms give the published cells: a figure is wrong, or atoms that exist are missing.
var ErrContradiction = errors.New("disclosure: the published cells contradict each other")

// echelon brings a dense rational matrix to reduced row echelon form, in place, with pivots in the first columns only. It returns the
// pivot column of each of its first rows. It decides where arithmetic modulo prime cannot, and is what tests compare with.
func echelon(matrix [][]*big.Rat, columns int) []int {
	var pivots []int
	factor, product := new(big.Rat), new(big.Rat)
	for c := 0; c < columns && len(pivots) < len(matrix); c++ {
		top := len(pivots)
		r := top
		for r < len(matrix) && matrix[r][c].Sign() == 0 {
			r++
		}
		if r == len(matrix) {
			continue
		}
		matrix[r], matrix[top] = matrix[top], matrix[r]
		factor.Inv(matrix[top][c])
		for _, x := range matrix[top] {
			x.Mul(x, factor)
		}
		for r, row := range matrix {
			if r == top || row[c].Sign() == 0 {
				continue
			}
			factor.Set(row[c])
			for j, x := range matrix[top] {
				if x.Sign() != 0 {
					row[j].Sub(row[j], product.Mul(factor, x))
				}
			}
		}
		pivots = append(pivots, c)
	}
	return pivots
}

// dense makes rows of zeros.
func dense(rows, columns int) [][]*big.Rat {
	matrix := make([][]*big.Rat, rows)
	for i := range matrix {
		matrix[i] = make([]*big.Rat, columns)
		for j := range matrix[i] {
			matrix[i][j] = new(big.Rat)
		}
	}
	return matrix
}

// solveRational solves equations with rational numbers throughout.
func solveRational(n int, zero []bool, equations []equation) (*space, error) {
	matrix := dense(len(equations), n+1)
	for i, e := range equations {
		for _, t := range e.column {
			if !zero[t.Atom] {
				matrix[i][t.Atom].SetInt64(t.Coef)
			}
		}
		matrix[i][n].SetInt(e.value)
	}
	pivots := echelon(matrix, n)
	for _, row := range matrix[len(pivots):] {
		if row[n].Sign() != 0 {
			return nil, ErrContradiction
		}
	}
	s := &space{den: big.NewInt(1), forms: make([]form, n)}
	coordinate := s.coordinates(zero, pivots)
	for _, row := range matrix[:len(pivots)] {
		for _, x := range row {
			s.den = lcm(s.den, x.Denom())
		}
	}
	whole := func(x *big.Rat) *big.Int {
		v := new(big.Int).Mul(x.Num(), s.den)
		return v.Quo(v, x.Denom())
	}
	for i, u := range s.free {
		s.forms[u] = form{new(big.Int), []int32{int32(i)}, []*big.Int{s.den}}
	}
	for i, u := range pivots {
		f := form{constant: whole(matrix[i][n])}
		for c := range n {
			if x := matrix[i][c]; c != u && x.Sign() != 0 {
				f.at = append(f.at, coordinate[c])
				f.coefs = append(f.coefs, whole(new(big.Rat).Neg(x)))
			}
		}
		s.forms[u] = f
	}
	return s, nil
}

// coordinates numbers the unknowns that are neither pivots nor zero, and gives the zero ones an empty form.
func (s *space) coordinates(zero []bool, pivots []int) []int32 {
	bound := slices.Clone(zero)
	for _, u := range pivots {
		bound[u] = true
	}
	coordinate := make([]int32, len(zero))
	for u := range bound {
		s.forms[u] = form{constant: new(big.Int)}
		if !bound[u] {
			coordinate[u] = int32(len(s.free))
			s.free = append(s.free, u)
		}
	}
	return coordinate
}
