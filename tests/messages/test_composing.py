"""Subject and text are written as they are, HTML is escaped, and no value adds a header."""

from typing import Any

from wscb.messages.compose import compose

HOSTILE = "<b>O'Neil & Sons</b>\r\nBcc: all@wscb.example"


def test_html_is_escaped_and_text_is_not(mail_settings: Any) -> None:
    mail = compose("letter", {"reference": "K7M2QX9A4T", "words": "<b>O'Neil & Sons</b>"})

    assert "(&lt;b&gt;O&#x27;Neil &amp; Sons&lt;/b&gt;)" in mail.html
    assert "(<b>O'Neil & Sons</b>)" in mail.text


def test_subject_is_one_line(mail_settings: Any) -> None:
    mail = compose("letter", {"reference": "K7M2QX9A4T", "words": HOSTILE})

    assert mail.subject == "K7M2QX9A4T: <b>O'Neil & Sons</b> Bcc: all@wscb.example"


def test_text_names_the_board_and_its_address(mail_settings: Any) -> None:
    mail = compose("letter", {"reference": "K7M2QX9A4T", "words": "a form"})

    assert mail.text.startswith("K7M2QX9A4T waits for you (a form): http://localhost/cases/K7M2QX9A4T\n")
    assert "Warrington Safeguarding Children Board" in mail.text
