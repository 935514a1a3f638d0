"""Every word a person reads, one Fluent file per noun and language."""

LANGUAGES = ("de", "en")
