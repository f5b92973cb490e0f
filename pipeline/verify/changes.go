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
		case (kind == "SUPPRESSED") != (newStatus == "Q" && oldStatus != "Q" && oldStatus != ""):
			c.at("v13_aenderung", t, i, "Eine Zelle, die gesperrt wurde, heißt SUPPRESSED und keine andere (V13).")
		}
	}
}

// released is V13 across deliveries: what the previous one showed may be withheld now only if changes.csv says so.
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
	shown, told := map[string]bool{}, map[string]bool{}
	for i, r := range before.Rows {
		shown[before.Table.KeyOf(r)] = before.Get(i, "obs_value") != ""
	}
	for i, r := range t.Rows {
		told[t.Table.KeyOf(r)] = t.Get(i, "change_type") == "SUPPRESSED"
	}
	for _, o := range rows {
		if o.status == "Q" && shown[o.key()] && !told[o.key()] {
			c.at("v13_gesperrt", o.t, o.i, "Die vorige Lieferung zeigte den Wert, diese sperrt ihn, ohne es in changes.csv zu sagen (V13).")
		}
	}
}
