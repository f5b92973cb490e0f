// Package config is the door to this folder: its files as they are built into the program. It holds no logic.
package config

import "embed"

// Files are the files of this folder; paths begin inside it.
//
//go:embed *.yaml sources tables reference
var Files embed.FS

// Sample is the folder muster: what "init" gives a new municipality, besides what it makes of Files. Its data are invented (make sample); paths begin with
// muster.
//
//go:embed muster
var Sample embed.FS
