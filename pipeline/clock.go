package main

import "time"

// calendarDay is the day on which the program runs. Nothing that it makes depends on it: only whether somebody is reminded that data have to
// go, or may destroy them without giving a reason.
func calendarDay() time.Time { return time.Now() }
