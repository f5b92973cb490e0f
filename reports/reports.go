// Package reports is the door to this folder: its files as they are built into the program. It holds no logic.
package reports

import "embed"

// Files are the files of this folder; paths begin inside it.
//
//go:embed *.md
var Files embed.FS
