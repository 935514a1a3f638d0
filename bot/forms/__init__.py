"""Forms: dialogues as data. Where somebody is in one is a row."""
