package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// completionCommand is "wirkbericht completion".
type completionCommand struct {
	Shell string `arg:"" help:"bash, zsh oder fish." enum:"bash,zsh,fish"`
}

// Run prints the script with which a shell completes commands and flags. It is made from the command line itself, so it knows what that knows.
func (r *completionCommand) Run(t *terminal, k *kong.Kong) error { //nolint:unparam // kong wants an error
	words := wordsOf(k.Model.Node)
	switch r.Shell {
	case "bash":
		t.say("%s", bashCompletion(words))
	case "zsh":
		t.say("%s", zshCompletion(words))
	case "fish":
		t.say("%s", fishCompletion(words))
	}
	return nil
}

// commandWords is a command, or "" for what all have, and its flags.
type commandWords struct {
	name, help string
	flags      []flagWords
}

type flagWords struct {
	name, help string
	takes      bool // a value
	values     []string
}

// wordsOf are the words of the command line: first the flags of all commands, then the commands.
func wordsOf(root *kong.Node) []commandWords {
	of := func(n *kong.Node, name string) commandWords {
		w := commandWords{name: name, help: n.Help}
		for _, f := range n.Flags {
			if f.Hidden {
				continue
			}
			fw := flagWords{name: f.Name, help: f.Help, takes: !f.IsBool()}
			if f.Enum != "" {
				fw.values = strings.Split(f.Enum, ",")
			}
			w.flags = append(w.flags, fw)
		}
		return w
	}
	out := []commandWords{of(root, "")}
	for _, c := range root.Children {
		out = append(out, of(c, c.Name))
	}
	slices.SortStableFunc(out[1:], func(a, b commandWords) int { return strings.Compare(a.name, b.name) })
	return out
}

func (w commandWords) flagNames() string {
	var out []string
	for _, f := range w.flags {
		out = append(out, "--"+f.name)
	}
	return strings.Join(out, " ")
}

func commandNames(words []commandWords) string {
	var out []string
	for _, w := range words[1:] {
		out = append(out, w.name)
	}
	return strings.Join(out, " ")
}

// bashCompletion offers the values of a flag that has a list of them, flags after a dash, commands before one was named, and otherwise files.
func bashCompletion(words []commandWords) string {
	var flags, values strings.Builder
	for _, w := range words {
		if w.name != "" {
			fmt.Fprintf(&flags, "    %s) flags=\"$flags %s\" ;;\n", w.name, w.flagNames())
		}
		for _, f := range w.flags {
			if len(f.values) > 0 {
				fmt.Fprintf(&values, "    --%s) COMPREPLY=($(compgen -W \"%s\" -- \"$cur\")); return ;;\n", f.name, strings.Join(f.values, " "))
			}
		}
	}
	return fmt.Sprintf(`# bash: source <(wirkbericht completion bash)
_wirkbericht() {
  local cur="${COMP_WORDS[COMP_CWORD]}" before="${COMP_WORDS[COMP_CWORD-1]}" command="" flags="%s" word
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case " %s " in *" $word "*) command="$word"; break ;; esac
  done
  case "$before" in
%s  esac
  case "$command" in
%s  esac
  case "$cur" in
    -*) COMPREPLY=($(compgen -W "$flags" -- "$cur")) ;;
    *) if [ -z "$command" ]; then COMPREPLY=($(compgen -W "%s" -- "$cur")); fi ;;
  esac
}
complete -o default -F _wirkbericht wirkbericht`, words[0].flagNames(), commandNames(words), values.String(), flags.String(), commandNames(words))
}

// zshCompletion gives every command with what it is for.
func zshCompletion(words []commandWords) string {
	var b strings.Builder
	b.WriteString("#compdef wirkbericht\n# zsh: source <(wirkbericht completion zsh)\n_wirkbericht() {\n  local -a commands common flags\n  commands=(\n")
	for _, w := range words[1:] {
		fmt.Fprintf(&b, "    %s\n", single(w.name+":"+w.help))
	}
	b.WriteString("  )\n  common=(\n" + zshFlags(words[0]) + "  )\n  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then _describe Befehl commands; return; fi\n  case $words[2] in\n")
	for _, w := range words[1:] {
		fmt.Fprintf(&b, "  %s) flags=(\n%s  ) ;;\n", w.name, zshFlags(w))
	}
	b.WriteString("  esac\n  _arguments $common $flags '*:Datei:_files'\n}\ncompdef _wirkbericht wirkbericht")
	return b.String()
}

func zshFlags(w commandWords) string {
	var b strings.Builder
	for _, f := range w.flags {
		help := strings.NewReplacer("[", "(", "]", ")", ":", "\\:").Replace(f.help)
		switch {
		case len(f.values) > 0:
			fmt.Fprintf(&b, "    %s\n", single(fmt.Sprintf("--%s[%s]:Wert:(%s)", f.name, help, strings.Join(f.values, " "))))
		case f.takes:
			fmt.Fprintf(&b, "    %s\n", single(fmt.Sprintf("--%s[%s]:Wert:_files", f.name, help)))
		default:
			fmt.Fprintf(&b, "    %s\n", single(fmt.Sprintf("--%s[%s]", f.name, help)))
		}
	}
	return b.String()
}

// fishCompletion gives every command and flag with what it is for.
func fishCompletion(words []commandWords) string {
	var b strings.Builder
	b.WriteString("# fish: wirkbericht completion fish | source\n")
	for _, w := range words[1:] {
		fmt.Fprintf(&b, "complete -c wirkbericht -n __fish_use_subcommand -f -a %s -d %s\n", w.name, single(w.help))
	}
	for _, w := range words {
		when := ""
		if w.name != "" {
			when = " -n '__fish_seen_subcommand_from " + w.name + "'"
		}
		for _, f := range w.flags {
			fmt.Fprintf(&b, "complete -c wirkbericht%s -l %s -d %s", when, f.name, single(f.help))
			switch {
			case len(f.values) > 0:
				b.WriteString(" -x -a " + single(strings.Join(f.values, " ")))
			case f.takes:
				b.WriteString(" -r")
			}
			b.WriteByte('\n')
		}
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// single is text in single quotes, as all three shells read it.
func single(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
