package store

// allocator.c tells the allocator inside DuckDB (jemalloc, on Linux) to keep freed memory for ten seconds. By itself it gives it back
// between our hundreds of small queries, and the next has every page mapped and cleared again: with this, the two runs of the sample
// project took 3.5 s instead of 3.8 s. The variable is jemalloc's own hook for the program it is linked into; where DuckDB is built
// without jemalloc, nobody reads it. DuckDB has no setting for it, and the environment would have to be set before the program starts.

import "C"
