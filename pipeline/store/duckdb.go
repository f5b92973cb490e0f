package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	// The driver, which only this file and vectors.go know. Note: the project has moved to github.com/duckdb/duckdb-go/v2.
	"github.com/marcboeker/go-duckdb/v2"
)

// engine is one DuckDB with one connection for everything, since temporary tables belong to a connection. Only together borrows a
// second one, for queries that need nothing of each other.
type engine struct {
	db     *sql.DB
	conn   *sql.Conn
	source *source // of eingang(), once there is one: see feed
}

// second is another connection to the same database. The settings hold for it too: they are the database's.
func (e *engine) second(ctx context.Context) (*engine, error) {
	conn, err := e.db.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("connect a second time: %w", err)
	}
	return &engine{db: e.db, conn: conn}, nil
}

// openEngine opens the file, or a database in memory for "", and runs the settings in order. small decides how a new file is laid out.
func openEngine(ctx context.Context, path string, small bool, settings []string) (*engine, error) {
	dsn := path
	if path != "" && small {
		// A table takes at least one block: 33 small tables in blocks of 256 KiB make a file of 9 MB that is slow to close.
		dsn += "?default_block_size=16384"
	}
	locked := false
	connector, err := duckdb.NewConnector(dsn, func(conn driver.ExecerContext) error {
		if locked { // by the first connection, for the whole database
			return nil
		}
		for _, s := range settings {
			if _, err := conn.ExecContext(ctx, s, nil); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		locked = true
		return nil
	})
	if err != nil {
		return nil, openProblem(path, err)
	}
	db := sql.OpenDB(connector)
	db.SetMaxOpenConns(connections)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("connect to store %s: %w", path, err), db.Close())
	}
	return &engine{db: db, conn: conn}, nil
}

func (e *engine) close() error { return errors.Join(e.conn.Close(), e.db.Close()) }

func (e *engine) exec(ctx context.Context, query string, args ...any) error {
	_, err := e.conn.ExecContext(ctx, query, args...)
	return err
}

// execOne runs exactly one statement: text with two is refused before any of it has run. The driver alone would run them all.
func (e *engine) execOne(ctx context.Context, query string) error {
	_, _, err := e.queryOne(ctx, query)
	return err
}

// errOutside is a statement that a project's SQL has no use for: one that reaches for files, settings, extensions or transactions.
var errOutside = errors.New("statement of a kind that is not for projects")

// prepareOne prepares exactly one statement of a kind that works on tables. The lock-down stops the others, too, but not all of them everywhere: where
// DuckDB reads large deliveries by itself, COPY could write beside them.
func prepareOne(dc any, query string) (driver.Stmt, error) {
	stmt, err := dc.(driver.Conn).Prepare(query)
	if err != nil {
		return nil, err
	}
	kind, err := stmt.(*duckdb.Stmt).StatementType()
	switch kind {
	case duckdb.STATEMENT_TYPE_SELECT, duckdb.STATEMENT_TYPE_INSERT, duckdb.STATEMENT_TYPE_UPDATE, duckdb.STATEMENT_TYPE_DELETE, duckdb.STATEMENT_TYPE_CREATE,
		duckdb.STATEMENT_TYPE_CREATE_FUNC, duckdb.STATEMENT_TYPE_ALTER, duckdb.STATEMENT_TYPE_DROP:
		return stmt, err
	}
	return nil, errors.Join(err, errOutside, stmt.Close())
}

// queryOne runs exactly one statement and returns all it gives, of one that makes a table how many rows that has. It is for small results of
// texts that a project writes.
func (e *engine) queryOne(ctx context.Context, query string) (columns []string, rows [][]driver.Value, err error) {
	err = e.conn.Raw(func(dc any) (err error) {
		stmt, err := prepareOne(dc, query)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, stmt.Close()) }()
		result, err := stmt.(driver.StmtQueryContext).QueryContext(ctx, nil)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, result.Close()) }()
		columns = result.Columns()
		for {
			row := make([]driver.Value, len(columns))
			switch err := result.Next(row); {
			case errors.Is(err, io.EOF):
				return nil
			case err != nil:
				return err
			}
			rows = append(rows, row)
		}
	})
	return columns, rows, err
}

// each calls scan for every row of a query, with the rows closed before it returns: an open result blocks the connection.
func (e *engine) each(ctx context.Context, query string, args []any, scan func(*sql.Rows) error) error {
	rows, err := e.conn.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// inTransaction runs do and commits, or leaves nothing of it.
func (e *engine) inTransaction(ctx context.Context, do func() error) error {
	tx, err := e.conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// adder adds one row to a table. Of a DECIMAL column it takes the integer behind it (1.5 in DECIMAL(18,4) is 15000).
type adder func(row []driver.Value) error

// flushRows is after how many rows an Appender hands them on. Left alone it holds 200,000, which takes more memory and more time.
const flushRows = 8192

// appendTo gives fill an adder for each table, at the speed of DuckDB's Appender. fill may not use the connection.
func (e *engine) appendTo(schema string, tables []string, fill func(add []adder) error) error {
	return e.conn.Raw(func(dc any) (err error) {
		var add []adder
		for _, table := range tables {
			a, oerr := duckdb.NewAppenderFromConn(dc.(driver.Conn), schema, table)
			if oerr != nil {
				return fmt.Errorf("append to %s.%s: %w", schema, table, oerr)
			}
			defer func() { err = errors.Join(err, a.Close()) }()
			n := 0
			add = append(add, func(row []driver.Value) error {
				if n++; n%flushRows == 0 {
					if err := a.Flush(); err != nil {
						return err
					}
				}
				return a.AppendRow(row...)
			})
		}
		if err := fill(add); err != nil {
			return fmt.Errorf("append to %s.%s: %w", schema, tables[0], err)
		}
		return nil
	})
}

// appendRows is appendTo for one table.
func (e *engine) appendRows(schema, table string, fill func(add adder) error) error {
	return e.appendTo(schema, []string{table}, func(add []adder) error { return fill(add[0]) })
}

// lockedOut is what DuckDB says when SQL reaches for what the lock-down has closed.
var lockedOut = regexp.MustCompile(`Permission Error|disabled by configuration|disabled through configuration|configuration has been locked`)

// outside reports whether an error is of SQL that reached for something outside the store.
func outside(err error) bool { return errors.Is(err, errOutside) || lockedOut.MatchString(err.Error()) }

// errSeveralStatements is how the driver tells that a text holds more than one statement.
const errSeveralStatements = "missing context for multi-statement query"

var sqlLine = regexp.MustCompile(`(?s)^(.*?)\n+LINE (\d+):`)

// sqlProblem is what is wrong with the SQL text that caused err: message and line (0: unknown). It is false where not the text is
// to blame but the machine: no memory, no disk, a cancelled run.
func sqlProblem(err error) (message string, line int, ok bool) {
	if strings.Contains(err.Error(), errSeveralStatements) {
		return "mehr als eine Anweisung in der Datei", 0, true
	}
	if errors.Is(err, errOutside) {
		return "keine Anweisung für Tabellen", 0, true
	}
	var de *duckdb.Error
	if !errors.As(err, &de) {
		return "", 0, false
	}
	switch de.Type {
	case duckdb.ErrorTypeIO, duckdb.ErrorTypeOutOfMemory, duckdb.ErrorTypeInternal, duckdb.ErrorTypeFatal,
		duckdb.ErrorTypeInterrupt, duckdb.ErrorTypeTransaction, duckdb.ErrorTypeConnection:
		return "", 0, false
	}
	text := de.Msg
	if g := sqlLine.FindStringSubmatch(text); g != nil {
		text = g[1]
		line, _ = strconv.Atoi(g[2])
	}
	return strings.TrimRight(strings.Join(strings.Fields(text), " "), "."), line, true
}

// Version is that of the DuckDB that is built in.
func Version(ctx context.Context) (version string, err error) {
	e, err := openEngine(ctx, "", true, nil)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, e.close()) }()
	err = e.conn.QueryRowContext(ctx, "select version()").Scan(&version)
	return version, err
}
