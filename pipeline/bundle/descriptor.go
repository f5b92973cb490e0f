package bundle

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"slices"
	"strings"
)

// About is what a bundle says of itself.
type About struct {
	ID        ID
	Title     string
	Publisher string
	Created   string // the cut-off day of the data: no clock enters a bundle
	Catalogue string // version of the set of definitions
}

// Descriptor is datapackage.json: a Frictionless Data Package 2, of which only what validators of version 1 take too.
//
// Note: labelled missing values, fieldsMatch, categories without enum and Parquet as a resource each trip a validator that
// evaluators use (standards.md 1.3); they stay out.
type Descriptor struct {
	Schema       string        `json:"$schema"`
	Name         string        `json:"name"`
	ID           string        `json:"id"`
	Title        string        `json:"title"`
	Version      string        `json:"version"`
	Created      string        `json:"created"`
	Catalogue    string        `json:"catalogueVersion"`
	Contributors []Contributor `json:"contributors"`
	Resources    []Resource    `json:"resources"`
}

// Contributor is who delivers.
type Contributor struct {
	Title string   `json:"title"`
	Roles []string `json:"roles"`
}

// Resource is one table or file.
type Resource struct {
	Name      string   `json:"name"`
	Type      string   `json:"type,omitempty"` // table, or nothing
	Title     string   `json:"title"`
	Note      string   `json:"description,omitempty"`
	Path      string   `json:"path"`
	Format    string   `json:"format"`
	MediaType string   `json:"mediatype"`
	Encoding  string   `json:"encoding,omitempty"`
	Bytes     int      `json:"bytes"`
	Hash      string   `json:"hash"`
	Dialect   *Dialect `json:"dialect,omitempty"`
	Schema    *Schema  `json:"schema,omitempty"`
}

// Dialect is how the CSV files are written.
type Dialect struct {
	Header         bool   `json:"header"`
	Delimiter      string `json:"delimiter"`
	LineTerminator string `json:"lineTerminator"`
	QuoteChar      string `json:"quoteChar"`
	DoubleQuote    bool   `json:"doubleQuote"`
}

// Schema is the table schema of a resource.
type Schema struct {
	Fields        []Field      `json:"fields"`
	PrimaryKey    []string     `json:"primaryKey"`
	ForeignKeys   []ForeignKey `json:"foreignKeys,omitempty"`
	MissingValues []string     `json:"missingValues"`
}

// Field is a column.
type Field struct {
	Name        string      `json:"name"`
	Type        string      `json:"type"`
	Title       string      `json:"title"`
	Note        string      `json:"description"`
	TrueValues  []string    `json:"trueValues,omitempty"`
	FalseValues []string    `json:"falseValues,omitempty"`
	Constraints Constraints `json:"constraints"`
	Categories  []Category  `json:"categories,omitempty"`
}

// Constraints are what a cell must keep.
type Constraints struct {
	Required bool     `json:"required"`
	Pattern  string   `json:"pattern,omitempty"`
	Minimum  *int     `json:"minimum,omitempty"`
	Enum     []string `json:"enum,omitempty"`
}

// Category is a code with its meaning.
type Category struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// ForeignKey is a reference between resources.
type ForeignKey struct {
	Fields    []string `json:"fields"`
	Reference struct {
		Resource string   `json:"resource"`
		Fields   []string `json:"fields"`
	} `json:"reference"`
}

// Describe makes the descriptor of a bundle from its files. Codes are the content of codelists.csv: closed lists become enumerations.
func Describe(a About, files []File, codes *Content) *Descriptor {
	d := &Descriptor{
		Schema: "https://datapackage.org/profiles/2.0/datapackage.json", Name: "indikatoren-lieferung",
		ID: "urn:wirkbericht:" + strings.ReplaceAll(strings.TrimPrefix(a.ID.Name(), plainName+"_"), "_", ":"), Title: a.Title, Version: Format,
		Created: a.Created + "T00:00:00Z", Catalogue: a.Catalogue,
		Contributors: []Contributor{{a.Publisher, []string{"publisher"}}},
	}
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Data
	}
	for _, t := range Present(files) {
		r := t.resource(codes)
		r.Bytes, r.Hash = len(byName[t.File()]), "sha256:"+Hash(byName[t.File()])
		d.Resources = append(d.Resources, r)
	}
	for _, o := range others {
		if data, ok := byName[o.Path]; ok {
			o.Bytes, o.Hash = len(data), "sha256:"+Hash(data)
			d.Resources = append(d.Resources, o)
		}
	}
	return d
}

// others are the files beside the tables that validators take.
var others = []Resource{
	{Name: "indikatoren-xlsx", Title: "Arbeitsmappe für Menschen", Path: WorkbookFile, Format: "xlsx", MediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
	{Name: "methodenblatt", Title: "Methodenblatt", Path: MethodsFile, Format: "pdf", MediaType: "application/pdf"},
	{Name: "liesmich", Title: "Was drin ist und wie man es öffnet", Path: ReadmeFile, Format: "md", MediaType: "text/markdown", Encoding: "utf-8"},
}

// JSON is the content of datapackage.json.
func (d *Descriptor) JSON() ([]byte, error) { return JSON(d) }

// JSON is a value as indented JSON with a line end, letters as they are.
func JSON(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	return b.Bytes(), nil
}

// resource describes a table; bytes and hash follow.
func (t *Table) resource(codes *Content) Resource {
	return Resource{
		Name: t.Name, Type: "table", Title: t.Title.DE, Note: t.Note, Path: path.Join("data", t.Name+".csv"), Format: "csv",
		MediaType: "text/csv", Encoding: "utf-8", Schema: t.schema(codes),
		Dialect: &Dialect{Header: true, Delimiter: ",", LineTerminator: "\n", QuoteChar: `"`, DoubleQuote: true},
	}
}

func (t *Table) schema(codes *Content) *Schema {
	s := &Schema{PrimaryKey: t.Key, MissingValues: []string{""}}
	for _, c := range t.Columns {
		s.Fields = append(s.Fields, c.field(codes))
	}
	for _, r := range t.References {
		k := ForeignKey{Fields: r.Columns}
		k.Reference.Resource, k.Reference.Fields = r.Table, r.Target
		s.ForeignKeys = append(s.ForeignKeys, k)
	}
	return s
}

// field describes a column.
func (c Column) field(codes *Content) Field {
	f := Field{Name: c.Name, Title: c.Label.DE, Note: c.Note, Constraints: Constraints{Required: c.Required}}
	switch c.Type {
	case Text, Code:
		f.Type, f.Constraints.Pattern = "string", c.Form()
	case Date:
		f.Type = "date"
	case Decimal:
		f.Type = "number"
	case Integer:
		f.Type = "integer"
	case Boolean:
		f.Type, f.TrueValues, f.FalseValues = "boolean", []string{"true"}, []string{"false"}
	}
	if (c.Type == Decimal || c.Type == Integer) && !c.Signed {
		f.Constraints.Minimum = new(int)
	}
	for _, code := range CodesOf(codes, c.List) {
		f.Constraints.Enum = append(f.Constraints.Enum, code.Value)
		f.Categories = append(f.Categories, code)
	}
	return f
}

// CodesOf are the codes of a list of codelists.csv by rank; none for no list.
func CodesOf(codes *Content, list string) []Category {
	type ranked struct {
		Category
		sort string
	}
	var found []ranked
	for i := range codes.Rows {
		if list != "" && codes.Get(i, "codelist_id") == list {
			found = append(found, ranked{Category{codes.Get(i, "code"), codes.Get(i, "label_de")}, fmt.Sprintf("%9s", codes.Get(i, "sort"))})
		}
	}
	slices.SortStableFunc(found, func(a, b ranked) int { return strings.Compare(a.sort, b.sort) })
	var out []Category
	for _, f := range found {
		out = append(out, f.Category)
	}
	return out
}
