// Package identifier says what one cell, or one header, is evidence of: a tax number, a name, a street, a fingerprint of a date.
//
// It looks at one text at a time and holds nothing of it. What a whole column is follows from many cells and is decided in
// package privacy. Check digits are those of the reference (sdc.md 3.3), each with its own worked example in the tests.
//
// It does not recognise every name or every street: its lists are small on purpose and only have to catch one cell in three of
// a column of names.
package identifier

// Class is a kind of direct identifier.
type Class uint8

// The classes, in the order of priority: of two that a column fits equally well, the first is told.
const (
	None      Class = iota
	Email           // e-mail address
	Bank            // IBAN, account number
	Pension         // Rentenversicherungsnummer (VSNR)
	Health          // Krankenversichertennummer (KVNR)
	TaxID           // Steuer-Identifikationsnummer
	TaxNumber       // Steuernummer
	Document        // identity card, passport, residence permit, Ankunftsnachweis
	Register        // number of the central register of foreigners (AZR)
	CaseFile        // Aktenzeichen, BAMF number, customer number of job centre or agency
	Phone
	Address
	Birth // full date of birth
	Name
	Pseudonym // a pseudonym that says something: initials, year of birth, a given name
	Digest    // hash
	School
	Employer
	Plate // vehicle registration
	FreeText
	Postcode
	Forbidden // a column that the contract forbids
	Classes   // how many there are
)

// String is the stable id of the class in findings and JSON.
func (c Class) String() string {
	return [Classes]string{
		"", "e_mail", "bankverbindung", "rentenversicherung", "krankenversicherung", "steuer_id", "steuernummer", "ausweis",
		"azr_nummer", "aktenzeichen", "telefon", "anschrift", "geburtsdatum", "name", "pseudonym_mit_inhalt", "pruefsumme",
		"schule", "arbeitgeber", "kfz_kennzeichen", "freitext", "postleitzahl", "verbotene_spalte",
	}[c]
}

// Level is how much one cell says.
type Level uint8

// The levels. Each includes the ones before it.
const (
	// Shape fits the form of a class; without a header that names the class it says little.
	Shape Level = iota
	// Likely is enough when a good part of the column is like it.
	Likely
	// Sure is enough alone: nothing else looks like this, or the check digit is right.
	Sure
	Levels // how many there are
)

// Kind is what a cell is when it is no identifier.
type Kind uint8

// The kinds of cells.
const (
	Empty  Kind = iota // nothing, or a marker for "missing"
	Number             // a number, an amount, a share
	Day                // a full date
	Serial             // five digits that Excel could mean as a date of 1927 to 2024
	Span               // a year, month, quarter, school year, age class
	Code               // letters and digits without blanks, one word in capitals, one word in small letters
	Key                // one to three letters and up to six digits: F13, P027
	Word               // one to three words
	Text               // more words
	Kinds              // how many there are
)

// Evidence is what one cell says.
type Evidence struct {
	Kind Kind
	// Is has, per level, the set of classes that the cell fits at that level; Is[Shape] includes Is[Likely] includes Is[Sure].
	Is [Levels]Set
	// Year and DayOfMonth are those of a date or serial, or the year inside a Key.
	Year, DayOfMonth int
	// Letters is what stands before the year or date inside a Key ("AK" of AK1987), for the column to count.
	Letters string
	// Words and Runes measure a text; Prose says that it has the little words of a sentence.
	Words, Runes int
	Prose        bool
}

// Set is a set of classes.
type Set uint32

// Has reports whether c is in the set.
func (s Set) Has(c Class) bool { return s&(1<<c) != 0 }

// With is the set with c added.
func (s Set) With(c Class) Set { return s | 1<<c }

// add enters a class at a level and the levels below.
func (e *Evidence) add(c Class, l Level) {
	for i := range l + 1 {
		e.Is[i] = e.Is[i].With(c)
	}
}
