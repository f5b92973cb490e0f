package notation

// Lang is the language of labels, signs and numbers in a product.
type Lang string

const (
	// German is the language of the products unless asked otherwise.
	German Lang = "de"
	// English is chosen with --lang en.
	English Lang = "en"
)

// Text is a label in both languages, as configuration files carry it: {de: …, en: …}.
type Text struct {
	DE string `yaml:"de" json:"de"`
	EN string `yaml:"en" json:"en"`
}

// In is the label in the language asked for, German where English is missing.
func (t Text) In(l Lang) string {
	if l == English && t.EN != "" {
		return t.EN
	}
	return t.DE
}
