package release

import (
	"strings"

	"wirkbericht/pipeline/codelist"
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// CategoryLabel is the printed name of a category of a breakdown by the code lists.
func CategoryLabel(codes codelist.Lists, breakdown, category string) notation.Text {
	return categoryLabel(codes, breakdown, category)
}

// categoryLabel reads the name of a category from the code list that is called like the breakdown. Codes in lists are upper
// case, categories in cell ids lower case. A crossing joins the names of its parts.
func categoryLabel(codes codelist.Lists, breakdown, category string) notation.Text {
	if breakdown == indicator.Total {
		return notation.Text{DE: "Insgesamt", EN: "Total"}
	}
	dims, cats := parts(breakdown), parts(category)
	var de, en []string
	for i, dim := range dims {
		code := strings.ToUpper(cats[min(i, len(cats)-1)])
		de = append(de, codes[dim].Label(code, notation.German))
		en = append(en, codes[dim].Label(code, notation.English))
	}
	return notation.Text{DE: strings.Join(de, ", "), EN: strings.Join(en, ", ")}
}

// parts are the columns of a crossing, or the categories of one of its cells.
func parts(name string) []string { return strings.Split(name, "_x_") }
