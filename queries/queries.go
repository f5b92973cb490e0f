// Package queries is the door to this folder: its files as they are built into the program. It holds no logic.
package queries

import "embed"

// Files are the files of this folder; paths begin inside it.
//
//go:embed all:*
var Files embed.FS
