// Command generator invents the sample project in testdata/muenster: fourteen families, about eighty persons, two deliveries
// of every office in the encodings and layouts that offices use, with a handful of the faults that offices make.
//
//	go run ./testdata/generator -out testdata/muenster
//	go run ./testdata/generator -out big -families 1000 -municipalities 12
//	go run ./testdata/generator -out big -projects -municipalities 12
//	go run ./testdata/generator -out config/muster/daten -families 8 -seed 7 -clean -day 2018-10-30
//
// Nobody in it exists. The lives of the families stand in cast.go; everything else is drawn from dice with a seed, so the
// same flags give the same bytes. The generator knows the tables and sources of config/ and writes what they declare; it
// knows nothing of indicators and is not tuned to any figure.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("out", "testdata/muenster", "folder for the snapshot folders")
	families := flag.Int("families", len(cast), "families per municipality")
	municipalities := flag.Int("municipalities", 1, "number of municipalities; more than one get a folder each")
	projects := flag.Bool("projects", false, "a project folder for each municipality, of 8 to 400 families, with offices that write in formats of their own")
	clean := flag.Bool("clean", false, "without the faults that offices make")
	day := flag.String("day", "", "only the delivery of this day")
	seed := flag.Uint64("seed", 1, "seed of the dice")
	flag.Parse()
	if *projects {
		if err := federate(*out, *municipalities, *seed); err != nil {
			fmt.Fprintln(os.Stderr, "generator:", err)
			os.Exit(1)
		}
		return
	}
	if err := generate(*out, *families, *municipalities, *seed, *clean, *day); err != nil {
		fmt.Fprintln(os.Stderr, "generator:", err)
		os.Exit(1)
	}
}

// generate writes the deliveries of every municipality.
func generate(out string, families, municipalities int, seed uint64, clean bool, day string) error {
	p, err := readProject()
	if err != nil {
		return err
	}
	p.clean = clean
	for i := range municipalities {
		folder := out
		if municipalities > 1 {
			folder = filepath.Join(out, fmt.Sprintf("kommune%02d", i+1))
		}
		w := newWorld(families, seed+uint64(i))
		for _, stand := range stands {
			if day != "" && day != stand.Format("2006-01-02") {
				continue
			}
			files, err := p.deliver(w.at(stand))
			if err != nil {
				return err
			}
			if err := write(filepath.Join(folder, stand.Format("2006-01-02")), files); err != nil {
				return err
			}
		}
	}
	return nil
}

// write replaces the files of a folder.
func write(folder string, files []file) error {
	if err := os.RemoveAll(folder); err != nil {
		return err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.name), f.data, 0o644); err != nil {
			return err
		}
	}
	return nil
}
