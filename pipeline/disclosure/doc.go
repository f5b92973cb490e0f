// Package disclosure decides what of a system of figures may be published, and attacks what is published as somebody would who has a computer
// and time. It knows atoms, cells and targets; it knows nothing of indicators, audiences or releases, and where its systems come from.
//
// # What is promised
//
// A System lists atoms (groups of persons or families, values ≥ 0), cells (sums over atoms) and targets (sums that must not become known).
//
//   - Audit proves of every target one of two things. Either the attacker learns it: then there is a formula that anyone can check by adding up, or a pair
//     of proven bounds too near each other. Or it is safe: then there are two tables, both possible to the attacker, in which it differs enough. What
//     cannot be proven within a fixed number of steps counts as learnt.
//   - Protect withholds cells until no target is learnt, in the order of wish: printing any single one of them as well would give something away. What
//     forced cells give away already nobody can keep any more; that is said.
//   - Objects are cells that go together: a numerator, its denominator, what is left. They are printed all or none.
//   - AuditCoalitions and ProtectAgainst do the same for insiders, who know atoms of their own: families, offices, municipalities.
//
// Everything is exact. Arithmetic modulo a prime and 64-bit numbers make it fast, but no verdict rests on them: formulas are added up again over the rationals,
// the space of solutions is put back into the equations it came from, and numbers that outgrow 64 bits become long ones.
// The same system has the same verdict on every machine: no clock, no chance, no order of a map.
//
// # What is not
//
//   - The attacker of a system is the one that was described. What no cell, bound, known atom or target says (rounding, a percentage beside a withheld count, who
//     joined since last quarter) does not exist here; whoever builds the system must say it (sdc.md 2.5, 2.6).
//   - Method gauss stops at arithmetic: it sees neither bounds nor zeros that are not forced, and whole numbers not at all. It is there to be compared with.
//   - The pattern is maximal, not minimal: another order of wish may withhold less. The optimum is a different, expensive problem (sdc.md 2.3.3).
//   - No noise and no rounding, and so no cell-key method. Noise makes every figure of a council paper wrong by design, does not add up across tables, and protects 14
//     families no better than silence does: its spread would have to exceed the counts. It pays from some thousands of persons, which a merged
//     programme does not reach; record keys would have to be kept for years, by the very offices that are to forget.
//   - A verdict holds secrets (values, bounds, formulas, tables). It stays inside; products carry at most its verdict.
//
// # How it works
//
// In the order of reading:
//
//	system, read, scan, resolve   the model and its file, sdc-system/1
//	field, vector, knowledge      what follows by arithmetic, modulo 2^61−1: every atom as a form in those that are still free
//	merge, eliminate, decide      which candidates can be printed; the proof of it over the rationals
//	space, trace, exact           the exact solutions of an attacker's equations, lifted from those modulo 2^61−1
//	attacker, constraint, part    what an attacker has; the space in parts that nothing ties together
//	piece, witness                a target in its parts; solutions near a known one: the cheap proof of safety
//	row, tableau, program         exact linear programs: the proof of a leak by bounds
//	branch                        whole numbers, by branch and bound
//	compose, combination, tally   which equations add up to a column
//	formula, conclude, table      findings with their formulas and proofs; witness tables
//	verdict, audit                the attack, from simple to hard
//	protect, loop, canonical      elimination and audit in turn
//	coalition, sentence, write    insiders; findings in German and as JSON
//
// # What it costs
//
// With n different rows of atoms, m cells and d free atoms in the end: elimination substitutes n − d atoms, each in all forms that hold it, at most n·n·(n − d)
// multiplications, but sparse throughout. An audit needs one elimination and then works on d coordinates, with a program of at most n × d only for
// targets that no cheap witness covers. A full protection runs both once per round, and twice for each cell that an audit made it withhold.
// The benchmarks have the sizes in their names.
package disclosure
