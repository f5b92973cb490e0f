package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"wirkbericht/pipeline/finding"
)

// cleanHeader and cleanRow are a table as an office exports it, without anybody in it.
var cleanHeader = []string{"Person", "Familie", "Geschlecht", "Geburtsmonat", "Schulform", "Status", "Kontakt am", "Art", "Dauer", "Betrag", "Schuljahr", "aktiv", "Herkunft", "Thema"}

func cleanRow(i int, cells []string) {
	copy(cells, []string{
		fmt.Sprintf("P%05d", i/11), fmt.Sprintf("F%04d", i/50), []string{"w", "m", "d"}[i%3], fmt.Sprintf("%02d/%d", i%12+1, 1960+i%58),
		[]string{"02", "15", "GY", "BK"}[i%4], []string{"Duldung § 60a Abs. 2 S. 3", "AE § 25a Abs. 1", "Gestattung"}[i%3],
		fmt.Sprintf("%02d.%02d.%d", i%28+1, i%12+1, 2017+i%3), []string{"Hausbesuch", "Büro", "Telefon"}[i%3], fmt.Sprint(i % 180),
		fmt.Sprintf("%d.%03d,%02d", i%9+1, i%1000, i%100), []string{"2016/17", "2017/18"}[i%2], []string{"ja", "nein"}[i%2],
		[]string{"Westbalkan", "Naher Osten", "Kaukasus"}[i%3], []string{"Erfolgreicher Schulbesuch", "Übergang Schule–Beruf", ""}[i%3],
	})
}

// BenchmarkJudge/1e6cells is how long a million cells of clean columns take.
func BenchmarkJudge(b *testing.B) {
	b.Run("1e6cells", func(b *testing.B) {
		const rows, variants = 1_000_000 / 14, 4096
		table := make([][]string, variants)
		for i := range table {
			table[i] = make([]string, len(cleanHeader))
			cleanRow(i, table[i])
		}
		g := NewGate()
		b.ReportAllocs()
		for b.Loop() {
			j := g.Judge(finding.Place{File: "x.csv", Line: 1}, cleanHeader, nil)
			for i := range rows {
				j.Row(i+2, table[i%variants])
			}
			for _, v := range j.Columns() {
				if v.Verdict != Green {
					b.Fatalf("%s is %s %s", v.Name, v.Verdict, v.Class)
				}
			}
		}
		b.ReportMetric(float64(rows*len(cleanHeader))*float64(b.N)/b.Elapsed().Seconds(), "cells/s")
	})
}

// BenchmarkMeasure is one table of persons with eight quasi-identifiers, all subsets included.
func BenchmarkMeasure(b *testing.B) {
	for _, n := range []int{80, 100_000} {
		b.Run(fmt.Sprintf("%dpersons", n), func(b *testing.B) {
			for b.Loop() {
				r := rand.New(rand.NewPCG(5, 6))
				f := &frame{name: "t", noun: "Personen", own: 8}
				for i := range n {
					f.unit, f.family = append(f.unit, uint32(i)), append(f.family, uint32(i/5))
				}
				for q := range 8 {
					a := attribute{name: fmt.Sprint("q", q), of: make([]uint32, n)}
					for v := range 2 + q*q {
						a.values = append(a.values, fmt.Sprint(v))
					}
					for i := range a.of {
						a.of[i] = uint32(r.IntN(a.size()))
					}
					f.quasi = append(f.quasi, a)
				}
				f.sensitive = f.quasi[:1]
				measure(f, Internal())
			}
		})
	}
}
