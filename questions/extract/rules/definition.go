package rules

// definitions reports whether a sentence is a definition that was taken.
func (f *finder) definitions(s *sentence) bool { return false }
