package fillin

import (
	"cmp"
	"fmt"

	"github.com/xuri/excelize/v2"

	"wirkbericht/pipeline/intake"
)

// guide is the first sheet: what the workbook is, how to fill it in and how to give it back.
func (b *book) guide(o intake.Office) {
	const sheet = intake.FillinGuide
	b.addSheet(sheet)
	b.width(sheet, 1, 26)
	b.width(sheet, 2, 44)
	b.width(sheet, 3, 58)
	row := 1
	b.put(sheet, 1, row, "Vorlage "+o.Label, b.style.title)
	b.do(b.file.SetRowHeight(sheet, row, 24))
	for _, line := range guideLines(o) {
		row++
		b.do(b.file.MergeCell(sheet, cellName(1, row), cellName(3, row)))
		b.put(sheet, 1, row, line, b.style.text)
		b.do(b.file.SetRowHeight(sheet, row, float64(16*(1+len(line)/125))))
	}
	row += 2
	for i, head := range []string{"Blatt", "Je Zeile", "Wofür die Angaben gebraucht werden, und wann sie gelöscht werden"} {
		b.put(sheet, i+1, row, head, b.style.optional)
	}
	for _, t := range o.Tables {
		row++
		purpose := cmp.Or(t.Legal.Purpose, "nicht angegeben")
		if t.Legal.Deletion != "" {
			purpose += ". Löschung: " + t.Legal.Deletion
		}
		b.put(sheet, 1, row, t.Title.DE, b.style.link)
		b.do(b.file.SetCellHyperLink(sheet, cellName(1, row), fmt.Sprintf("%s!A1", t.Name), "Location", excelize.HyperlinkOpts{}))
		b.put(sheet, 2, row, t.Grain, b.style.text)
		b.put(sheet, 3, row, purpose, b.style.text)
		b.do(b.file.SetRowHeight(sheet, row, float64(16*(1+max(len(purpose)/52, len(t.Title.DE)/22)))))
	}
}

// guideLines are the rules for filling in, a paragraph each.
func guideLines(o intake.Office) []string {
	return []string{
		"Bitte nur die Blätter ausfüllen, zu denen es Angaben gibt. Leere Blätter dürfen stehen bleiben; sie zählen nicht als Lieferung.",
		"Überschriften und Namen der Blätter bitte nicht ändern. Dunkle Überschriften sind Pflicht. Was in eine Spalte gehört, steht in der " +
			"Notiz der Überschrift.",
		"Jedes Blatt enthält den vollständigen Bestand zum Stand, nicht nur die Änderungen. Der Stand ist der Stichtag der Angaben; er steht " +
			"oben auf jedem Blatt.",
		"Was nicht bekannt ist, bleibt leer. Eine Null bedeutet: genau null.",
		"Bitte nur die Kürzel verwenden, die das Projekt vergeben hat: keine Namen, Geburtstage, Anschriften oder Aktenzeichen, auch nicht in " +
			"Bemerkungen.",
		fmt.Sprintf("Zurückgeben unter dem Namen %s_JJJJ-MM-TT.xlsx mit dem Stichtag, zum Beispiel %s_2018-10-30.xlsx.",
			o.FillinName(), o.FillinName()),
	}
}
