package disclosure

import (
	"fmt"
	"os"
	"testing"
)

func TestTry(t *testing.T) {
	for _, f := range os.Args[len(os.Args)-1:] {
		_ = f
	}
	for _, f := range []string{"/tmp/try/a.json", "/tmp/try/b.json"} {
		in, _ := os.Open(f)
		s, found, err := ReadSystem(f, in)
		for _, x := range found {
			fmt.Println(x)
		}
		if err != nil || s == nil {
			t.Fatal(err)
		}
		v, err := Audit(s)
		if err != nil {
			t.Fatal(err)
		}
		WriteVerdict(os.Stdout, s, v)
	}
}
func TestTryProtect(t *testing.T) {
	in, _ := os.Open("/tmp/try/a.json")
	s, _, _ := ReadSystem("a", in)
	s.Suppressed = nil
	p, err := Protect(s)
	if err != nil {
		t.Fatal(err)
	}
	WriteProtection(os.Stdout, s, p)
}
