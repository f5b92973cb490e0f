package intake

// UnmarshalYAML takes "header: X" and "header: [X, Y]".
func (h *Headers) UnmarshalYAML(unmarshal func(any) error) error {
	var one string
	if unmarshal(&one) == nil {
		*h = Headers{one}
		return nil
	}
	return unmarshal((*[]string)(h))
}
