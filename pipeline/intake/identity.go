package intake

// Identity is the source of a clean CSV file named after its table: headers are the contract's column names, the delimiter is a
// comma, numbers have a decimal point, dates are ISO dates, truth values true and false; only an empty cell is missing.
func Identity(t Table) Source {
	s := Source{
		Name: t.Name, Path: t.File, Table: t.Name, File: t.Name + ".csv", Format: "csv", Delimiter: ",", Notation: "plain",
		Columns: map[string]Mapping{},
	}
	for _, k := range t.Columns {
		s.Columns[k.Name] = Mapping{Header: Headers{k.Name}}
	}
	return s
}

// Clean is the same contract for small deliveries written by hand, as the cases of SQL files hold them: each table comes as
// Identity says, nothing but its key is required, and a single rejected row stops the run, so that a case cannot lose rows
// unnoticed. Take reads them from any file system, from memory too:
//
//	Take(fstest.MapFS{"2018-10-30/familie.csv": {Data: []byte("familie_id,aufnahme_monat\nF01,2017-06\n")}}, contract.Clean())
func (c Contract) Clean() Contract {
	out := Contract{Codes: c.Codes, Term: c.Term}
	none := 0
	for _, t := range c.Tables {
		key := t.keyIndices()
		t.Required = false
		columns := make([]Column, len(t.Columns))
		for i, k := range t.Columns {
			k.Required = false
			columns[i] = k
		}
		for _, i := range key {
			columns[i].Required = true
		}
		t.Columns = columns
		s := Identity(t)
		s.MaxRejected = &none
		out.Tables = append(out.Tables, t)
		if t.Status != "off" {
			out.Sources = append(out.Sources, s)
		}
	}
	return out
}
