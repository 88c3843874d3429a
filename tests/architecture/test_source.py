"""What holds of the product's source: one clock, no write behind history's back, files and functions one can read."""

import ast
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOTS = ("wscb", "reviews", "audits", "cdop", "publication")
CLOCK_CALLS = {
    ("datetime", "now"),
    ("datetime", "today"),
    ("date", "today"),
    ("timezone", "now"),
    ("timezone", "localdate"),
}
LONGEST_FILE = 300
LONGEST_FUNCTION = 60


def sources() -> Iterator[tuple[str, ast.Module, str]]:
    for root in ROOTS:
        for path in sorted((settings.BASE_DIR / root).rglob("*.py")):
            name = path.relative_to(settings.BASE_DIR).as_posix()
            if "/migrations/" not in name:
                text = Path(path).read_text(encoding="utf-8")
                yield name, ast.parse(text), text


def calls(tree: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_only_the_clock_asks_the_time() -> None:
    asking = []
    for name, tree, _ in sources():
        for call in calls(tree):
            function = call.func
            if not isinstance(function, ast.Attribute):
                continue
            owner = (
                function.value.attr if isinstance(function.value, ast.Attribute) else getattr(function.value, "id", "")
            )
            if (owner, function.attr) in CLOCK_CALLS and name != "wscb/clock.py":
                asking.append(f"{name}:{call.lineno}")
    assert asking == []


def test_the_clock_is_held_by_the_demo_alone() -> None:
    holding = [name for name, _, text in sources() if "held_at(" in text and name != "wscb/clock.py"]
    assert [name for name in holding if not name.startswith("wscb/demo/")] == []


def test_nothing_is_changed_behind_the_back_of_history() -> None:
    found = [
        f"{name}:{call.lineno}"
        for name, tree, _ in sources()
        for call in calls(tree)
        if (isinstance(call.func, ast.Attribute) and call.func.attr in {"bulk_update", "update_or_create", "raw"})
        or (isinstance(call.func, ast.Attribute) and call.func.attr == "update" and _on_a_queryset(call.func.value))
    ]
    assert found == []


def _on_a_queryset(node: ast.expr) -> bool:
    """Whether a chain such as `Case.objects.filter(…)` stands before the call."""
    return any(
        isinstance(part, ast.Attribute) and part.attr in {"objects", "filter", "exclude"} for part in ast.walk(node)
    )


# Where rows may be deleted, and which: nothing of the record is ever among them.
DELETING = {
    "wscb/cases/grants.py": "django-guardian's row of a grant that ran out; the grant itself stays",
    "wscb/cases/drafts.py": "a draft whose act is done or that its owner threw away, with the key of its own",
    "wscb/cases/search.py": "the words of a search after their time, with the key of their own; the trail keeps that there was one",
    "wscb/people/links.py": "links sent by e-mail, a week after they were asked for",
    "wscb/people/sessions.py": "sessions that ended; the trail keeps that they were, and from where",
    "wscb/web/tokens.py": "form tokens spent so long ago that no page can send them again",
    "wscb/web/held.py": "answers that were held for one person and have been sent again",
    "wscb/web/tasks.py": "sessions that ran out",
    "wscb/documents/sweeping.py": "files on disk that no row names",
    "reviews/actions/surveys.py": "links to the anonymous survey, once used or out of time; nobody’s and of no case",
    "reviews/actions/corrections.py": "another name of a child that a correction took away; it stands in no history",
}


def test_nothing_of_the_record_is_deleted() -> None:
    deleting = {
        name
        for name, tree, _ in sources()
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"delete", "_raw_delete"}
    }
    assert deleting == set(DELETING)


def test_views_write_nothing_themselves() -> None:
    writing = [
        f"{name}:{call.lineno}"
        for name, tree, _ in sources()
        if "/views/" in name
        for call in calls(tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in {"create", "bulk_create", "get_or_create"}
        and _on_a_queryset(call.func.value)
    ]
    assert writing == []


def test_a_file_is_one_idea() -> None:
    assert [name for name, _, text in sources() if text.count("\n") > LONGEST_FILE] == []


def test_a_function_can_be_read_at_once() -> None:
    long = [
        f"{name}:{node.name} ({lines} lines)"
        for name, tree, _ in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and (lines := (node.end_lineno or 0) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert long == []


def test_public_functions_say_what_they_do() -> None:
    silent = [
        f"{name}:{node.name}"
        for name, tree, _ in sources()
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef)
        and not node.name.startswith("_")
        and not ast.get_docstring(node)
    ]
    assert [one for one in silent if not one.endswith((":Command", "Config"))] == []
