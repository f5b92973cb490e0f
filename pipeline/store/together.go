package store

import (
	"context"
	"errors"
	"sync/atomic"
)

// connections is how many queries run at a time. Small queries are mostly planning and setting up, which DuckDB does on one processor: with
// one connection the two runs of the sample project took 5.8 s instead of 4.2 s, on two processors that did nothing else.
const connections = 2

// beside does work on two connections at once. What one gives must not depend on the other.
func (s *Store) beside(ctx context.Context, work func(s *Store) error) error {
	e, err := s.second(ctx)
	if err != nil {
		return err
	}
	other := *s
	other.engine = e
	var fault error
	done := make(chan struct{})
	go func() { defer close(done); fault = work(&other) }()
	err = work(s)
	<-done
	return errors.Join(err, fault, e.conn.Close())
}

// together calls do for 0 … n-1 on two connections. The caller keeps results by number, so that they stand in order whoever computed
// them. The error is that of the lowest number.
func (s *Store) together(ctx context.Context, n int, do func(s *Store, i int) error) error {
	faults := make([]error, n)
	var next atomic.Int64
	err := s.beside(ctx, func(s *Store) error {
		for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
			faults[i] = do(s, i)
		}
		return nil
	})
	for _, fault := range faults {
		if fault != nil {
			return errors.Join(fault, err)
		}
	}
	return err
}
