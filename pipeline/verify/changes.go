package verify

import (
	"wirkbericht/pipeline/bundle"
)

// changes is V13 within the bundle: changes.csv says the same as observations.csv, and names no figure that is withheld now.
func (c *checker) changes(rows []observation) {
	t := c.tables[bundle.Changes]
	if t == nil {
		return
	}
	now := map[string]observation{}
	for _, o := range rows {
		now[o.key()] = o
	}
	for i := range t.Rows {
		kind, oldValue, newValue := t.Get(i, "change_type"), t.Get(i, "old_value"), t.Get(i, "new_value")
		oldStatus, newStatus := t.Get(i, "old_status"), t.Get(i, "new_status")
		o, there := now[t.Table.KeyOf(t.Rows[i])]
		switch {
		case newStatus == "Q" && oldValue+newValue != "":
			c.at("v13_aenderung", t, i, "Die Zelle ist jetzt gesperrt, aber ein Wert von ihr steht noch da (V13).")
		case there == (kind == "REMOVED"):
			c.at("v13_aenderung", t, i, "Die Änderung %s passt nicht zu observations.csv: Dort steht die Zelle %s (V13).", kind, map[bool]string{true: "noch", false: "nicht"}[there])
		case there && (o.value != newValue || o.status != newStatus):
			c.at("v13_aenderung", t, i, "Neuer Wert oder Status ist nicht der von observations.csv, Zeile %d (V13).", o.t.Lines[o.i])
		case kind == "ADDED" && oldValue+oldStatus != "", kind != "ADDED" && oldStatus == "":
			c.at("v13_aenderung", t, i, "Nur was neu ist, hat keinen alten Status, und es hat keinen alten Wert (V13).")
		case kind == "REVISED" && oldStatus == "Q", kind == "STATUS" && oldValue != newValue:
			c.at("v13_aenderung", t, i, "Die Art %s passt nicht zu altem und neuem Wert (V13).", kind)
		case (kind == "SUPPRESSED") != (newStatus == "Q" && oldStatus != "Q" && oldStatus != ""):
			c.at("v13_aenderung", t, i, "Eine Zelle, die gesperrt wurde, heißt SUPPRESSED und keine andere (V13).")
		}
	}
}

// released is V13 across deliveries: what is different from the previous one, changes.csv must say; above all what it showed and this one withholds.
func (c *checker) released(rows []observation) {
	t := c.tables[bundle.Changes]
	if c.o.Previous == nil || t == nil {
		return
	}
	before, err := c.o.Previous.Table(bundle.Observations)
	if err != nil {
		c.fault("vorige", bundle.Observations.File(), 0, "Bitte die vorige Lieferung angeben, wie sie kam.", "Die vorige Lieferung lässt sich nicht lesen.")
		return
	}
	known, told := map[string]bundle.Row{}, map[string]bool{}
	for _, r := range before.Rows {
		known[before.Table.KeyOf(r)] = r
	}
	for _, r := range t.Rows {
		told[t.Table.KeyOf(r)] = true
	}
	at := bundle.Observations.Column
	for _, o := range rows {
		r, ok := known[o.key()]
		delete(known, o.key())
		switch {
		case told[o.key()]:
		case ok && o.status == "Q" && r[at("obs_value")] != "":
			c.at("v13_gesperrt", o.t, o.i, "Die vorige Lieferung zeigte den Wert, diese sperrt ihn, ohne es in changes.csv zu sagen (V13).")
		case !ok, o.value != r[at("obs_value")] || o.numerator != r[at("numerator")] || o.denominator != r[at("denominator")] || o.status != r[at("obs_status")]:
			c.at("v13_aenderung", o.t, o.i, "Die Zelle ist anders als in der vorigen Lieferung, und changes.csv sagt es nicht (V13).")
		}
	}
	for key := range known {
		if !told[key] {
			c.fault("v13_aenderung", t.Table.File(), 0, remedySender, "Die Zelle %s gibt es nicht mehr, und changes.csv sagt es nicht (V13).", key)
		}
	}
}
