package privacy

import "wirkbericht/pipeline/privacy/internal/identifier"

// opinion is what a column looks like to one rule.
type opinion struct {
	verdict Verdict
	class   identifier.Class
	tally
}

// decide is the worst opinion; of equally bad ones the first in the order of the classes.
func (c *column) decide(g *Gate) opinion {
	if c.declared.Class == "forbidden" && c.filled > 0 {
		return opinion{Red, identifier.Forbidden, tally{c.filled, 0}}
	}
	opinions := []opinion{c.birth(), c.pseudonym(), c.digest(g), c.freeText(), c.postcode()}
	for i := range rules {
		opinions = append(opinions, c.byRule(&rules[i]))
	}
	var worst opinion
	for _, o := range opinions {
		if o.verdict > worst.verdict || o.verdict == worst.verdict && o.verdict > Green && o.class < worst.class {
			worst = o
		}
	}
	return worst
}

// byRule applies a rule of the table: sure cells, a share of likely ones, a header with cells that fit.
func (c *column) byRule(r *rule) opinion {
	shape, likely, sure := c.fits[r.class][identifier.Shape], c.fits[r.class][identifier.Likely], c.fits[r.class][identifier.Sure]
	if o := c.byHeader(r, shape, likely); o.verdict == Red {
		return o
	}
	enough := likely.n >= min(c.atLeast(r.class), c.filled)
	switch {
	case sure.n > 0 && (!r.checked || 2*sure.n >= likely.n):
		return opinion{Red, r.class, sure}
	case likely.n > 0 && enough && c.of(likely.n) >= r.share:
		return opinion{Red, r.class, likely}
	case likely.n > 0 && c.doubtful(r, likely, sure):
		return opinion{Amber, r.class, likely}
	case r.class == identifier.Name && c.nameByShape():
		return opinion{Amber, r.class, shape}
	}
	return c.announced(r)
}

// doubtful is for cells that fit but are too few, or fit in form while their check digits are wrong.
func (c *column) doubtful(r *rule, likely, sure tally) bool {
	if r.share == never {
		return r.doubt && c.of(likely.n) >= 0.3 || sure.n > 0 && 4*sure.n >= likely.n
	}
	few := likely.n < min(c.atLeast(r.class), c.filled)
	return few && c.of(likely.n) >= r.share || !few && c.of(likely.n) >= r.share/6
}

// atLeast is how many likely cells a column needs, where it has as many.
func (c *column) atLeast(class identifier.Class) int {
	if class == identifier.Register {
		return 3
	}
	return 2
}

// byHeader is for a header that names the class: cells of its shape are enough.
func (c *column) byHeader(r *rule, shape, likely tally) opinion {
	if !c.head.Names.Has(r.class) {
		return opinion{}
	}
	fit := shape
	if r.class == identifier.Address && c.head.Hint&identifier.Category == 0 {
		if n := c.kinds[identifier.Word] + c.kinds[identifier.Text]; n > fit.n && c.of(n) >= 0.5 {
			fit.n = n // a column of streets without numbers, or of homes
		}
	}
	switch {
	case fit.n == 0:
		return opinion{}
	case r.class == identifier.School || r.class == identifier.Employer:
		if likely.n == 0 && (c.of(fit.n) < r.headed || c.distinct() < 0.3 || c.values.count() < min(3, c.filled)) {
			return opinion{}
		}
	case likely.n == 0 && c.of(fit.n) < r.headed:
		return opinion{}
	}
	return opinion{Red, r.class, fit}
}

// nameByShape is for columns without a word on names in the header: nearly all cells are one or two capitalised words that are no
// known words, and nearly every cell another.
func (c *column) nameByShape() bool {
	if c.declared.Text || c.declared.Codes != nil || c.head.Hint&(identifier.Geography|identifier.Category) != 0 {
		return false
	}
	return c.of(c.fits[identifier.Name][identifier.Shape].n) >= 0.6 && c.distinct() > 0.7 && c.values.count() >= 8
}

// announced is amber for a header that names an identifier over cells that are none by their form and yet all different. Pseudonyms,
// dates and years explain themselves.
func (c *column) announced(r *rule) opinion {
	switch r.class {
	case identifier.School, identifier.Employer, identifier.Plate:
		return opinion{}
	}
	if !c.head.Names.Has(r.class) || c.distinct() <= 0.7 || c.values.count() < 5 {
		return opinion{}
	}
	explained := c.kinds[identifier.Key] + c.kinds[identifier.Span] + c.kinds[identifier.Day]
	if c.of(explained) >= 0.5 {
		return opinion{}
	}
	return opinion{Amber, r.class, tally{c.filled, 0}}
}

// birth is for full dates of birth: by the header, or by dates that spread over more years than any event of a project.
func (c *column) birth() opinion {
	named := c.head.Names.Has(identifier.Birth)
	days := c.days.n + c.firsts.n
	dates := days - c.kinds[identifier.Serial]
	if o := c.fits[identifier.Birth][identifier.Sure]; o.n > 0 {
		return opinion{Red, identifier.Birth, o}
	}
	switch {
	case named && c.days.n > 0:
		return opinion{Red, identifier.Birth, c.days}
	case named && c.packed.n > 0:
		return opinion{Red, identifier.Birth, c.packed}
	case named && c.firsts.n > 0 && c.head.Hint&identifier.YearOnly == 0:
		return opinion{Amber, identifier.Birth, c.firsts}
	case named:
		return opinion{}
	}
	all := c.days
	if c.of(c.packed.n) >= 0.95 {
		dates, all = c.packed.n, c.packed
	}
	event := c.head.Hint&identifier.Event != 0
	switch span, first := c.span(); {
	case c.of(dates) < 0.8 || 2*all.n < dates:
		return opinion{}
	case c.filled < 5 && !event && (span >= 12 || first < 2000):
		return opinion{Amber, identifier.Birth, all} // too few to tell
	case c.filled < 5:
		return opinion{}
	case span >= 12 && !event:
		return opinion{Red, identifier.Birth, all}
	case span >= 12, span >= 8 && !event:
		return opinion{Amber, identifier.Birth, all}
	}
	return opinion{}
}

// pseudonym is for keys with content: given names with a number, and initials with a year or date, which differ in both parts.
func (c *column) pseudonym() opinion {
	likely := c.fits[identifier.Pseudonym][identifier.Likely]
	if likely.n >= min(2, c.filled) && likely.n > 0 && c.of(likely.n) >= 0.1 {
		return opinion{Red, identifier.Pseudonym, likely}
	}
	letters, years := c.keyLetters.count(), c.keyYears.count()
	switch {
	case c.of(c.keyed.n) >= 0.8 && letters >= 4 && 2*letters >= c.values.count() && years >= 4:
		return opinion{Red, identifier.Pseudonym, c.keyed}
	case c.of(c.keyedDays) >= 0.9 && years >= 5 && c.filled >= 5:
		return opinion{Red, identifier.Pseudonym, c.keyed}
	case likely.n > 0:
		return opinion{Amber, identifier.Pseudonym, likely}
	case c.head.Names.Has(identifier.Pseudonym) && c.distinct() > 0.5 && c.of(c.kinds[identifier.Code]) > 0.5:
		return opinion{Amber, identifier.Pseudonym, tally{c.filled, 0}}
	}
	return opinion{}
}

// digest is for hashes: red where one of them turns out to be that of a date, a name or a pseudonym, amber otherwise, because a hash
// does not show whether a secret key went into it.
func (c *column) digest(g *Gate) opinion {
	likely, shape := c.fits[identifier.Digest][identifier.Likely], c.fits[identifier.Digest][identifier.Shape]
	if shape.n == 0 || c.of(shape.n) < 0.3 {
		return opinion{}
	}
	if g.reversible(c.prints) {
		return opinion{Red, identifier.Digest, shape}
	}
	if likely.n > 0 || c.head.Names.Has(identifier.Digest) {
		return opinion{Amber, identifier.Digest, shape}
	}
	return opinion{}
}

// freeText is for texts that nobody has declared: sentences, or texts under a header that says "remarks".
func (c *column) freeText() opinion {
	if c.declared.Text || c.declared.Codes != nil || c.filled == 0 {
		return opinion{}
	}
	named := c.head.Names.Has(identifier.FreeText)
	text := tally{c.kinds[identifier.Text], 0}
	long := c.runes > 25*c.filled || c.words > 4*c.filled
	category := c.head.Hint&identifier.Category != 0
	switch {
	case named && (c.prose.n > 0 || text.n > 0 && c.distinct() > 0.3):
		if c.prose.n > 0 {
			text = tally{max(text.n, c.prose.n), c.prose.line}
		}
		return opinion{Red, identifier.FreeText, text}
	case !category && c.of(c.prose.n) >= 0.3 && c.distinct() > 0.5:
		return opinion{Red, identifier.FreeText, c.prose}
	case long && c.distinct() > 0.5 && c.of(text.n) >= 0.5 && (!category || c.of(c.prose.n) >= 0.5):
		return opinion{Amber, identifier.FreeText, text}
	case !category && c.prose.n > 1 && c.of(c.prose.n) >= 0.02 && c.distinct() > 0.1 && c.of(c.kinds[identifier.Key]) < 0.5:
		return opinion{Amber, identifier.FreeText, c.prose}
	case named && c.values.count() >= 3 && c.of(c.kinds[identifier.Word]+text.n) >= 0.3:
		return opinion{Amber, identifier.FreeText, tally{c.kinds[identifier.Word] + text.n, 0}}
	}
	return opinion{}
}

// postcode is amber: five digits under a header that says so. They place a family within a few thousand people.
func (c *column) postcode() opinion {
	shape := c.fits[identifier.Postcode][identifier.Shape]
	if c.head.Names.Has(identifier.Postcode) && shape.n > 0 {
		return opinion{Amber, identifier.Postcode, shape}
	}
	return opinion{}
}
