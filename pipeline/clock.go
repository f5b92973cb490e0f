package main

import "time"

// today is the day on which the program runs. Nothing that it makes depends on it: only whether somebody is reminded that data have to
// go, or may destroy them without giving a reason.
func today() time.Time { return time.Now() }
