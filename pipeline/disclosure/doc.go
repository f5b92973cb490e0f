// Package disclosure decides what may be derived from published cells, and what has to be withheld so that nothing can.
//
// It knows atoms (what cannot be divided further), cells (whole-number sums over atoms) and targets (what nobody may find out). It knows
// nothing of indicators, audiences or people: package release will make systems from them; so far only the file interface uses it.
//
// Protect withholds by Gaussian elimination modulo 2^61−1 with an exact check at the end, until no target is a linear combination of what is
// seen. Audit attacks: linear combinations, zeros, exact linear programming, whole numbers by branch and bound with a budget; two witness
// tables prove a target safe, a formula proves it unsafe. What is over budget counts as unsafe.
//
// Noise is not offered. A cell-key method changes counts by one to three; on counts below fifteen that destroys the message, and releases
// repeated every quarter can be averaged.
package disclosure
