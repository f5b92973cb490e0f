package fillin

import (
	"fmt"

	"wirkbericht/pipeline/intake"
)

// lists is the hidden last sheet that the drop-downs draw from. Excel takes a list inside a cell's rule only up to 255 characters, and
// none with a comma in an entry.
type lists struct {
	columns []listed
}

type listed struct {
	name    string
	choices []intake.Choice
}

// rangeOf is where the entries of a list will stand.
func (l *lists) rangeOf(name string, choices []intake.Choice) string {
	at := 0
	for at < len(l.columns) && l.columns[at].name != name {
		at++
	}
	if at == len(l.columns) {
		l.columns = append(l.columns, listed{name, choices})
	}
	letters := columnName(at + 1)
	return fmt.Sprintf("%s!$%s$2:$%s$%d", intake.FillinLists, letters, letters, len(choices)+1)
}

// lists writes the sheet and takes it out of sight: it can be shown again, but nobody stumbles on it.
func (b *book) lists(l lists) {
	if len(l.columns) == 0 {
		return
	}
	b.addSheet(intake.FillinLists)
	for i, c := range l.columns {
		b.put(intake.FillinLists, i+1, 1, c.name, b.style.small)
		for j, choice := range c.choices {
			b.put(intake.FillinLists, i+1, j+2, choice.Text, b.style.plain)
		}
	}
	b.do(b.file.SetSheetVisible(intake.FillinLists, false))
}
