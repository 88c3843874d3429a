"""What the operating system lacks is said by the name of the package that brings it."""

from wscb.deploy import os_check


def test_missing_library_is_named_by_its_package(monkeypatch, capsys):
    monkeypatch.setattr(os_check, "NEEDED", (("libnowhere.so.0", "libnowhere0", "to lay out the forms as PDF"),))

    code = os_check.main([])

    assert code == 1
    assert "Missing: libnowhere0, to lay out the forms as PDF.\n" in capsys.readouterr().err


def test_slower_library_is_a_hint_and_no_error(monkeypatch, capsys):
    monkeypatch.setattr(os_check, "FASTER", (("libnowhere.so.0", "libnowhere0", "slow without it"),))

    code = os_check.main([])

    assert code == 0
    assert "Worth having: libnowhere0 (slow without it).\n" in capsys.readouterr().err


def test_browser_is_asked_for_only_by_the_tests(monkeypatch, capsys):
    monkeypatch.setenv("PLAYWRIGHT_CHROMIUM", "/nowhere/chromium")

    assert os_check.main([]) == 0
    assert os_check.main(["--tests"]) == 1
    assert "sudo apt-get install chromium-headless-shell\n" in capsys.readouterr().err
