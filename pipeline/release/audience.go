package release

import (
	"wirkbericht/pipeline/indicator"
	"wirkbericht/pipeline/notation"
)

// Audience is who reads a product and what may be shown to them: config/audiences.yaml.
type Audience struct {
	Name        string        `yaml:"-"`
	Title       notation.Text `yaml:"title"`
	Reads       notation.Text `yaml:"reads"`
	Internal    bool          `yaml:"internal"` // is told indicators with "status: internal" as well
	MinPersons  int64         `yaml:"min_persons"`
	MinFamilies int64         `yaml:"min_families"`
	// With names audiences to which some of its readers belong as well: a member of the council who sits in the steering group.
	With []string `yaml:"with"`
	// Complement protects the side of a share that does not harm: "sensitive" leaves that to the indicator ("harm: both"),
	// "all" protects both sides of every share.
	Complement Scope `yaml:"complement"`
	Group      Scope `yaml:"group"` // which classes protect full cells ("all of them")
	Flows      Scope `yaml:"flows"` // which classes protect flows between periods; checked from issue 4/7 on
}

// reads reports whether an indicator is for this audience at all.
func (a Audience) reads(ind *indicator.Indicator) bool { return a.Internal || ind.Status != "internal" }

// sees are the audiences whose products its readers may hold.
func (a Audience) sees() []string { return append([]string{a.Name}, a.With...) }

// Scope says for which indicators a rule holds.
type Scope string

// The scopes of a rule.
const (
	ScopeAll       Scope = "all"
	ScopeSensitive Scope = "sensitive"
	ScopeNone      Scope = "none"
)
