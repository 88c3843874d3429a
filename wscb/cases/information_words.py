"""What written information is checked against, read from `data/information.toml`."""

from pathlib import Path

from wscb.cases.vocabulary import vocabularies

_words = vocabularies(Path(__file__).parent / "data" / "information.toml")

QUALITY = _words["quality"]
POINT = _words["point"]
