"""The themes of findings, read from `data/themes.toml`: one vocabulary for every kind of work."""

from pathlib import Path

from wscb.cases.vocabulary import vocabularies

THEME = vocabularies(Path(__file__).parent / "data" / "themes.toml")["theme"]
