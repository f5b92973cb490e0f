package yamlfile

import (
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"time"

	"gopkg.in/yaml.v3"
)

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(?s:(.*))$`)

// maxDepth bounds the nesting; aliases are refused altogether: anchors that multiply ("YAML bombs") have no use in a
// configuration.
const maxDepth = 40

// check walks the document beside the type and tells every key that the type does not have and every value that does not
// fit. Note: yaml.v3's own type errors name Go types and no column, and KnownFields stops at the first unknown key.
func (d *decoder) check(n *yaml.Node, t reflect.Type, depth int) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case depth > maxDepth:
		d.add(n, ruleDepth, "Die Datei ist tiefer verschachtelt, als eine Konfiguration es braucht.", "Bitte die Verschachtelung auflösen.")
	case n.Kind == yaml.AliasNode:
		d.add(n, ruleAlias, fmt.Sprintf("Der Verweis »*%s« ist in dieser Datei nicht vorgesehen.", n.Value), "Bitte den Wert ausschreiben.")
	case n.Tag == "!!null":
		// an empty value leaves the default
	case readsItself(t):
		d.checkLeaf(n, t)
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Struct:
		d.checkStruct(n, t, depth)
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Map:
		d.checkTwice(n)
		for i := 0; i+1 < len(n.Content); i += 2 {
			d.check(n.Content[i], t.Key(), depth+1)
			d.check(n.Content[i+1], t.Elem(), depth+1)
		}
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, c := range n.Content {
			d.check(c, t.Elem(), depth+1)
		}
	default:
		d.checkLeaf(n, t)
	}
}

// readsItself reports whether the type has its own UnmarshalYAML, in the form of yaml.v3 or the older one.
func readsItself(t reflect.Type) bool {
	_, ok := reflect.PointerTo(t).MethodByName("UnmarshalYAML")
	return ok
}

func (d *decoder) checkLeaf(n *yaml.Node, t reflect.Type) {
	// Note: yaml.v3 cuts 1.5 down to 1 when an int is asked for.
	if reflect.Zero(t).CanInt() && n.ShortTag() == "!!float" || n.Decode(reflect.New(t).Interface()) != nil {
		d.add(n, "yaml_typ", fmt.Sprintf("Hier wird %s erwartet, gefunden wurde %s.", wanted(t), got(n)), "Bitte den Wert berichtigen.")
	}
}

func (d *decoder) checkStruct(n *yaml.Node, t reflect.Type, depth int) {
	d.checkTwice(n)
	fields := map[string]reflect.Type{}
	var names []string
	for _, f := range exportedFields(t) {
		name, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if name == "-" {
			continue
		}
		if name == "" {
			name = strings.ToLower(f.Name)
		}
		fields[name] = f.Type
		names = append(names, name)
	}
	slices.Sort(names)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		ft, ok := fields[key.Value]
		if !ok {
			remedy := "Möglich sind: " + strings.Join(names, ", ") + "."
			if near := Nearest(key.Value, names); near != "" {
				remedy = fmt.Sprintf("Meinten Sie %q? %s", near, remedy)
			}
			d.add(key, "yaml_schluessel", fmt.Sprintf("unbekannter Schlüssel %q.", key.Value), remedy)
			continue
		}
		d.check(value, ft, depth+1)
	}
}

func (d *decoder) checkTwice(n *yaml.Node) {
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if f, twice := first[key.Value]; twice {
			d.add(key, "yaml_doppelt", fmt.Sprintf("Der Schlüssel %q steht zweimal, zuerst in Zeile %d.", key.Value, d.place(f.Line, 0).Line),
				"Bitte einen der beiden entfernen.")
			continue
		}
		first[key.Value] = key
	}
}

// exportedFields are the fields a file can set.
func exportedFields(t reflect.Type) []reflect.StructField {
	return slices.DeleteFunc(reflect.VisibleFields(t), func(f reflect.StructField) bool { return !f.IsExported() || f.Anonymous })
}

func got(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "eine Gruppe von Schlüsseln"
	case yaml.SequenceNode:
		return "eine Liste"
	}
	return "»" + n.Value + "«"
}

func wanted(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Int, reflect.Int64:
		return "eine ganze Zahl"
	case reflect.Float32, reflect.Float64:
		return "eine Zahl mit Dezimalpunkt"
	case reflect.Bool:
		return "true oder false"
	case reflect.String:
		return "ein Text"
	case reflect.Slice, reflect.Array:
		if readsItself(t) {
			return "ein Text oder eine Liste"
		}
		return "eine Liste"
	}
	if t == reflect.TypeFor[time.Time]() {
		return "ein Datum der Form JJJJ-MM-TT"
	}
	return "eine Gruppe von Schlüsseln"
}
