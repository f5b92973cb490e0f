package indicator

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"wirkbericht/pipeline/codelist"
)

// catalogue is every row of the catalogue with its files; a star marks the 52 rows of the recommended set. A row with several figures has several
// files: the variants of a method, the criteria apart, numbers and amounts.
const catalogue = `
A01* fam_aktiv
A02* pers_aktiv
A03* fam_abgang fam_zugang
A04 verweildauer_med
A05* zielgruppe_ok
A06 aufenthaltsdauer_med
A07 eigene_wohnung
A08* hilfeplan_aktuell
A09* ziele_erreicht
B01* schulbesuch_quote
B02* fehlquote_ges
B03* fehlquote_unent
B04* anteil_fehl10
B05 fehlstufen
B06* unent_ueber10
B07* erfolg_schulbesuch
B08* versetzung
B09 wiederholung
B10 schulform_8
B11* abschl_hsa
B12* abschl_msa
B13* abschl_foerder ohne_abschl
B14 lernfoerderung
B15* elternkontakt
B16* unent_delta
C01 kaoa_pa
C02 kaoa_praktikum
C03* anschl_vereinb
C04* anschluss_6m
C05* anschluss_voll
C06 sektoren
C07* ausbildung_neu
C08 ausb_abbruch
C09 ausb_duldung
C10* neet_15_24
C11* verbleib_unbek
C12 zeit_bis_anschluss
D01* etq_15_64
D02* svb_quote
D03 nur_minijob
D04* integr_quote
D05* kontinuitaet_6m
D06* fam_erwerb
D07* besch_erlaubnis
D08 erwerbsverbot
D09* lus_fam_med lus_fam_med_anr
D10* lus_ueber50 lus_ueber50_anr
D11* lus_voll
D12 asylblg_aend
D13* deutsch_a2
D14 deutsch_b1
D15 aktivierung
E01* krit_25a krit_25a_offen
E02* krit_25b_fam krit_25b_fam_anr krit_25b_offen
E03* rest_25b
E04* identitaet_geklaert
E05* titel_erteilt titel_fam
E06 frist_21
F01* hemm_fam hemm_haeufig
F02* stuetz_fam stuetz_haeufig
F03* hemm_geloest
F04* kontakt_aufsuchend kontakt_dichte
F05* nichterreicht
F06* fb_regel
F07* fk_fam fk_zahl
F08* fk_beteiligung
F09* fk_umsetzung
F10* massn_stand massn_umgesetzt
F11* schnittst_geloest
F12* eigenanteil mittelabfluss stellenbesetzung
F13* netzwerk_ergebnisse
F14 kooperationen
F15 sprachmittlung
F16 beratung_abh
`

// readCatalogue reads the indicators of this repository.
func readCatalogue(t *testing.T) []*Indicator {
	t.Helper()
	fsys := os.DirFS("../..")
	codes, found, err := codelist.Read(fsys)
	if err != nil || found.Stops() {
		t.Fatal(found, err)
	}
	all, found, err := Read(fsys, codes)
	if err != nil || len(found) > 0 {
		t.Fatal(found, err)
	}
	return all
}

func TestEveryRowOfTheCatalogueHasItsFiles(t *testing.T) {
	files := map[string][]string{}
	starred := map[string]bool{}
	for _, ind := range readCatalogue(t) {
		files[ind.Catalogue] = append(files[ind.Catalogue], ind.ID)
		starred[ind.Catalogue] = starred[ind.Catalogue] || ind.Status == "recommended"
	}
	var got []string
	for row, ids := range files {
		star := ""
		if starred[row] {
			star = "*"
		}
		slices.Sort(ids)
		got = append(got, row+star+" "+strings.Join(ids, " "))
	}
	slices.Sort(got)
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(catalogue), "\n"), got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if n := strings.Count(catalogue, "*"); n != 52 || len(got) != 74 {
		t.Errorf("%d recommended of %d rows, want 52 of 74", n, len(got))
	}
}

// TestEveryDefinitionIsComplete asks for more than a header must have: what an evaluator needs in a file of her own, in both languages.
func TestEveryDefinitionIsComplete(t *testing.T) {
	for _, ind := range readCatalogue(t) {
		texts := map[string][2]string{
			"title": {ind.Title.DE, ind.Title.EN}, "short": {ind.Short.DE, ind.Short.EN}, "numerator": {ind.Numerator.DE, ind.Numerator.EN},
		}
		if ind.Measure.HasDenominator() {
			texts["denominator"] = [2]string{ind.Denominator.DE, ind.Denominator.EN}
		}
		for key, text := range texts {
			if text[0] == "" || text[1] == "" || text[0] == text[1] {
				t.Errorf("%s: %s needs a German and an English text", ind.File, key)
			}
		}
		if ind.Unit == "" || ind.Version == "" || ind.ValidFrom == "" || ind.Source == "" || ind.Counts == "" {
			t.Errorf("%s: unit, version, valid_from, source or counts is missing", ind.File)
		}
		if _, err := os.Stat("../../testdata/queries/" + ind.ID + ".txtar"); err != nil {
			t.Errorf("%s: no case: %v", ind.File, err)
		}
	}
}

// TestEveryFigureOfTheLawSaysThatItIsNoExamination holds the label in the definition, from which explanations, files and captions take it.
func TestEveryFigureOfTheLawSaysThatItIsNoExamination(t *testing.T) {
	const de, en = "Rechnerische Vorprüfung anhand anonymisierter Merkmale – keine ausländerrechtliche Prüfung.",
		"A computed preliminary check of anonymised features – no examination under residence law."
	seen := 0
	for _, ind := range readCatalogue(t) {
		reads := strings.Contains(ind.SQL, "basis.kriterien_25") || strings.Contains(ind.SQL, "basis.recht")
		if reads != ind.Law {
			t.Errorf("%s: law is %v, and the query reads the law: %v", ind.File, ind.Law, reads)
		}
		if !ind.Law {
			continue
		}
		seen++
		if !strings.HasPrefix(ind.Note.DE, de) || !strings.HasPrefix(ind.Note.EN, en) {
			t.Errorf("%s: the note does not begin with %q and %q", ind.File, de, en)
		}
	}
	if seen == 0 {
		t.Error("no indicator reads the law")
	}
}

// TestAPairHasOneClass compares indicators of which one is the other seen from the other side, or part of it: what one withholds, the other would tell.
// Of C04 and C11 the harm is the same side.
func TestAPairHasOneClass(t *testing.T) {
	all := map[string]*Indicator{}
	for _, ind := range readCatalogue(t) {
		all[ind.ID] = ind
	}
	for _, pair := range [][2]string{
		{"versetzung", "wiederholung"}, {"abschl_hsa", "ohne_abschl"}, {"anschluss_6m", "verbleib_unbek"}, {"besch_erlaubnis", "erwerbsverbot"},
		{"lus_fam_med", "lus_fam_med_anr"}, {"lus_ueber50", "lus_ueber50_anr"}, {"krit_25b_fam", "krit_25b_fam_anr"}, {"titel_erteilt", "titel_fam"},
	} {
		a, b := all[pair[0]], all[pair[1]]
		if a.Disclosure != b.Disclosure {
			t.Errorf("%s is %s and %s is %s", a.ID, a.Disclosure, b.ID, b.Disclosure)
		}
	}
}

// TestClassesAreThoseThatWereAgreed holds the disclosure classes of USERS.md 2, by row of the catalogue. Rows it does not name are free.
func TestClassesAreThoseThatWereAgreed(t *testing.T) {
	agreed := map[string]Class{}
	for class, rows := range map[Class]string{
		Plain:     "A01 A05 A08 F06 F07 F08 F09 F10 F11 F12",
		Protected: "A06 D01 D02 D03 D04 D05 D06 D13 D14 D15 B02 B08 B09 C01 C02 C03 C05 C07 B12",
		Sensitive: "B01 B03 B04 B05 B06 B07 B13 C08 C10 C11 D07 D08 D09 D10 D11 D12 E01 E02 E04 E05 E06 F03 F05 B11 C04",
	} {
		for _, row := range strings.Fields(rows) {
			agreed[row] = class
		}
	}
	var wrong []string
	for _, ind := range readCatalogue(t) {
		if want := agreed[ind.Catalogue]; want != "" && ind.Disclosure != want {
			wrong = append(wrong, fmt.Sprintf("%s %s: %s, agreed %s", ind.Catalogue, ind.ID, ind.Disclosure, want))
		}
	}
	if len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}
