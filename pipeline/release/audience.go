package release

import "wirkbericht/pipeline/notation"

// Audience is who reads a product and what may be shown to them: config/audiences.yaml.
type Audience struct {
	Name        string        `yaml:"-"`
	Title       notation.Text `yaml:"title"`
	Reads       notation.Text `yaml:"reads"`
	MinPersons  int64         `yaml:"min_persons"`
	MinFamilies int64         `yaml:"min_families"`
	// Complement protects the side of a share that does not harm: "sensitive" leaves that to the indicator ("harm: both"),
	// "all" protects both sides of every share.
	Complement Scope `yaml:"complement"`
	Group      Scope `yaml:"group"` // which classes protect full cells ("all of them")
	Flows      Scope `yaml:"flows"` // which classes protect flows between periods; checked from issue 4/7 on
}

// Scope says for which indicators a rule holds.
type Scope string

// The scopes of a rule.
const (
	ScopeAll       Scope = "all"
	ScopeSensitive Scope = "sensitive"
	ScopeNone      Scope = "none"
)
