package store

import (
	"context"
	"errors"
	"fmt"
	"unsafe"

	"github.com/marcboeker/go-duckdb/mapping"
	"github.com/marcboeker/go-duckdb/v2"
)

// vectorKind is the name and type of a column that feed fills.
type vectorKind struct {
	name, kind string
}

// vectors is a chunk of DuckDB's to be filled, column by column, with vectorRows rows at most.
//
// Note: the driver's own way to fill one, a call for each cell, took 1.3 s for a million rows of 14 columns and this takes 0.2 s: it goes
// over the type of each cell anew and hands each text to C by itself. What this relies on is the driver's version, which go.mod fixes, and the public C
// interface, which says how vectors and short texts lie in memory; a test fills cells of every type and length.
type vectors struct {
	chunk mapping.DataChunk
	kinds []vectorKind
}

// vectorRows is how many rows a vector has.
const vectorRows = 2048

// duckText is a text as DuckDB holds it if it has no more than twelve bytes: duckdb_string_t, inlined.
type duckText struct {
	length uint32
	bytes  [12]byte
}

// numbers fills a column that is no VARCHAR: BIGINT with the numbers themselves, DECIMAL(18,4) with ten-thousandths, DATE with days since 1970,
// BOOLEAN with 0 and 1. null may be nil.
func (v vectors) numbers(column int, values []int64, null []bool) {
	vector := mapping.DataChunkGetVector(v.chunk, mapping.IdxT(column))
	data := mapping.VectorGetData(vector)
	switch v.kinds[column].kind {
	case "BOOLEAN":
		to := unsafe.Slice((*bool)(data), vectorRows)
		for i, n := range values {
			to[i] = n != 0
		}
	case "DATE":
		to := unsafe.Slice((*int32)(data), vectorRows)
		for i, n := range values {
			to[i] = int32(n)
		}
	default:
		copy(unsafe.Slice((*int64)(data), vectorRows), values)
	}
	setNull(vector, len(values), null)
}

// texts fills a VARCHAR column.
func (v vectors) texts(column int, values []string, null []bool) {
	vector := mapping.DataChunkGetVector(v.chunk, mapping.IdxT(column))
	to := unsafe.Slice((*duckText)(mapping.VectorGetData(vector)), vectorRows)
	for i, s := range values {
		if null != nil && null[i] {
			continue
		}
		if len(s) > len(to[i].bytes) {
			mapping.VectorAssignStringElementLen(vector, mapping.IdxT(i), []byte(s))
			continue
		}
		to[i] = duckText{length: uint32(len(s))}
		copy(to[i].bytes[:], s)
	}
	setNull(vector, len(values), null)
}

// setNull marks the cells without a value. Those of a new chunk all have one.
func setNull(vector mapping.Vector, rows int, null []bool) {
	if null == nil {
		return
	}
	mapping.VectorEnsureValidityWritable(vector)
	mask := unsafe.Slice((*uint64)(mapping.VectorGetValidity(vector)), vectorRows/64)
	for i := range rows {
		if null[i] {
			mask[i/64] &^= 1 << (i % 64)
		}
	}
}

// feed runs a statement that selects from eingang(), a table of the columns given, whose rows fill makes: it is called until it has filled none. It may
// not use the connection.
func (e *engine) feed(ctx context.Context, query string, kinds []vectorKind, fill func(vectors) (rows int, err error)) error {
	if e.source == nil {
		e.source = &source{}
		bind := func(map[string]any, ...any) (duckdb.ChunkTableSource, error) { return *e.source, nil }
		if err := duckdb.RegisterTableUDF(e.conn, "eingang", duckdb.ChunkTableFunction{BindArguments: bind}); err != nil {
			return fmt.Errorf("make table function: %w", err)
		}
	}
	var failed error
	*e.source = source{kinds, func(v vectors) (n int, err error) {
		n, failed = fill(v)
		return n, failed
	}}
	err := e.exec(ctx, query)
	if failed != nil {
		return failed // what DuckDB says of it has its own words around
	}
	return err
}

// source is where eingang() takes its rows from.
type source struct {
	kinds []vectorKind
	fill  func(vectors) (int, error)
}

// ColumnInfos are the columns of eingang().
func (s source) ColumnInfos() []duckdb.ColumnInfo {
	types := map[string]duckdb.Type{"BOOLEAN": duckdb.TYPE_BOOLEAN, "DATE": duckdb.TYPE_DATE, "BIGINT": duckdb.TYPE_BIGINT, "VARCHAR": duckdb.TYPE_VARCHAR}
	var out []duckdb.ColumnInfo
	for _, k := range s.kinds {
		info, err := duckdb.NewDecimalInfo(18, 4)
		if t, simple := types[k.kind]; simple {
			info, err = duckdb.NewTypeInfo(t)
		}
		if err != nil {
			panic(err) // a type that no contract can name
		}
		out = append(out, duckdb.ColumnInfo{Name: k.name, T: info})
	}
	return out
}

// Cardinality is not known.
func (s source) Cardinality() *duckdb.CardinalityInfo { return nil }

// Init has nothing to prepare.
func (s source) Init() {}

// FillChunk fills one chunk; none is the end.
func (s source) FillChunk(c duckdb.DataChunk) error {
	// The driver keeps the chunk of the C interface in its first field, which it does not export.
	chunk := *(*mapping.DataChunk)(unsafe.Pointer(&c))
	if mapping.VectorSize() != vectorRows || mapping.DataChunkGetColumnCount(chunk) != mapping.IdxT(len(s.kinds)) {
		return errors.New("DuckDB asks for other columns than are there")
	}
	n, err := s.fill(vectors{chunk, s.kinds})
	mapping.DataChunkSetSize(chunk, mapping.IdxT(n))
	return err
}
