package delivery

import (
	"wirkbericht/pipeline/bundle"
	"wirkbericht/pipeline/intake"
)

// account is the row account by the names that --json has everywhere.
type account struct {
	Read        int `json:"read"`
	Accepted    int `json:"accepted"`
	Rejected    int `json:"rejected"`
	Duplicate   int `json:"duplicate"`
	OutsideTerm int `json:"outside_term"`
	NoData      int `json:"no_data"`
}

// manifestFile is manifest.json: from what the bundle was made.
type manifestFile struct {
	Format      string           `json:"format"`
	Delivery    string           `json:"delivery"`
	AsOf        string           `json:"as_of"`
	Quarter     string           `json:"quarter"`
	Revision    int              `json:"revision"`
	Previous    *previous        `json:"previous"`
	Catalogue   string           `json:"catalogue_version"`
	Audience    string           `json:"audience"`
	Disclosure  string           `json:"disclosure"`
	Contract    *contractLine    `json:"contract,omitempty"`
	Account     account          `json:"account"`
	Inputs      []Input          `json:"inputs"`
	Definitions []definitionLine `json:"definitions"`
}

// contractLine says by what right a bundle for merging travels, and how far the register in it goes.
type contractLine struct {
	Body         string `json:"body"`
	LegalBasis   string `json:"legal_basis"`
	RegisterHead string `json:"register_head"` // hash of its last line, empty for a register without an entry
}

type previous struct {
	Delivery string `json:"delivery"`
	SHA256   string `json:"sha256_of_sums"`
}

type definitionLine struct {
	Indicator string `json:"indicator"`
	Version   string `json:"version"`
	SHA256    string `json:"sha256"`
}

func accountOf(a intake.Account) account {
	return account{a.Read, a.Accepted, a.Rejected, a.Duplicate, a.OutsideTerm, a.NoData}
}

func manifest(t *tables, o Order) ([]bundle.File, error) {
	m := manifestFile{
		Format: bundle.Format, Delivery: t.id.Name(), AsOf: bundle.Day(o.AsOf), Quarter: o.Quarter.Name, Revision: t.id.Revision,
		Catalogue: t.catalogue, Audience: o.Audience, Disclosure: o.Verdict, Account: accountOf(o.Account), Inputs: o.Inputs,
	}
	if c := o.Contract; c != nil {
		m.Contract = &contractLine{c.Body, c.LegalBasis, c.RegisterHead}
	}
	if o.Previous != nil {
		sums, _ := o.Previous.Data(bundle.SumsFile)
		m.Previous = &previous{o.Previous.ID.Name(), bundle.Hash(sums)}
	}
	for i := range t.Indicators.Rows {
		m.Definitions = append(m.Definitions, definitionLine{
			t.Indicators.Get(i, "indicator_id"), t.Indicators.Get(i, "indicator_version"), t.Indicators.Get(i, "definition_sha256"),
		})
	}
	data, err := bundle.JSON(m)
	return []bundle.File{{Name: bundle.ManifestFile, Data: data}}, err
}

// methods is the methods sheet, where the project has one.
func methods(_ *tables, o Order) ([]bundle.File, error) {
	if o.Methods == nil {
		return nil, nil
	}
	return []bundle.File{{Name: bundle.MethodsFile, Data: o.Methods}}, nil
}

// parquet is observations.parquet.
func parquet(t *tables, o Order) ([]bundle.File, error) {
	if o.Parquet == nil {
		return nil, nil
	}
	csv, err := t.Observations.CSV()
	if err != nil {
		return nil, err
	}
	data, err := o.Parquet(csv)
	return []bundle.File{{Name: bundle.ParquetFile, Data: data}}, err
}
