"""The date rules: worked examples as the framework is read, and properties over all dates."""

import datetime as dt

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wscb import dates
from wscb.dates import LedgerError, LedgerRow, Period

D = dt.date
THREE_WEEKS = Period(21, "days", words="3 weeks")

days = st.dates(min_value=D(2013, 1, 1), max_value=D(2060, 12, 31))
counts = st.integers(min_value=1, max_value=60)
periods = st.builds(Period, counts, st.sampled_from(["days", "months", "working_days"]))


# Worked examples


@pytest.mark.parametrize(
    ("start", "period", "due"),
    [
        (D(2014, 1, 31), THREE_WEEKS, D(2014, 2, 21)),
        (D(2014, 1, 31), Period(1, "months"), D(2014, 2, 28)),
        (D(2013, 8, 31), Period(6, "months"), D(2014, 2, 28)),
        (D(2015, 11, 30), Period(3, "months"), D(2016, 2, 29)),
        (D(2014, 1, 15), Period(12, "months"), D(2015, 1, 15)),
        (D(2014, 12, 24), Period(5, "working_days"), D(2015, 1, 5)),
        (D(2026, 4, 2), Period(1, "working_days"), D(2026, 4, 7)),
    ],
)
def test_due_date_worked_example(start, period, due):
    assert dates.due_date(start, period) == due


@pytest.mark.clause("SCR-06")
def test_three_weeks_last_day_is_in_time_and_the_next_is_not():
    due = dates.due_date(D(2014, 1, 31), THREE_WEEKS)

    assert [dates.is_overdue(due, due + dt.timedelta(days=n)) for n in (-1, 0, 1)] == [False, False, True]


def test_months_are_added_to_the_original_date_never_chained():
    start = D(2014, 1, 31)

    assert dates.add_months(start, 2) == D(2014, 3, 31)
    assert dates.add_months(dates.add_months(start, 1), 1) == D(2014, 3, 28)


def test_earliest_publication_leaves_a_clear_week():
    assert dates.earliest_publication(D(2026, 3, 1)) == D(2026, 3, 9)


@pytest.mark.parametrize(
    ("published", "days_down", "withdrawn"),
    [
        (D(2016, 2, 29), 0, D(2017, 3, 1)),
        (D(2015, 6, 1), 0, D(2016, 6, 2)),
        (D(2015, 6, 1), 10, D(2016, 6, 12)),
    ],
)
def test_withdraw_from_is_the_day_after_the_anniversary(published, days_down, withdrawn):
    assert dates.withdraw_from(published, days_down) == withdrawn


def test_withdraw_from_refuses_negative_days():
    with pytest.raises(ValueError, match="not negative"):
        dates.withdraw_from(D(2016, 1, 1), -1)


# Working days


@pytest.mark.parametrize(
    ("day", "why"),
    [
        (D(2014, 4, 18), "Good Friday"),
        (D(2014, 4, 21), "Easter Monday"),
        (D(2012, 6, 5), "Diamond Jubilee of Elizabeth II"),
        (D(2020, 5, 8), "May Day"),
        (D(2022, 9, 19), "State Funeral of Queen Elizabeth II"),
        (D(2021, 12, 28), "Boxing Day (observed)"),
        (D(2026, 6, 13), "Saturday"),
        (D(2026, 6, 14), "Sunday"),
        (D(2026, 6, 12), ""),
        (D(2014, 3, 17), ""),  # a holiday in Northern Ireland only
        (D(2014, 1, 2), ""),  # a holiday in Scotland only
        (D(2040, 12, 25), "Christmas Day"),
    ],
)
def test_why_not_working_names_weekends_and_holidays_of_england(day, why):
    assert dates.why_not_working(day) == why


def test_add_working_days_refuses_none():
    with pytest.raises(ValueError, match="At least one"):
        dates.add_working_days(D(2026, 1, 1), 0)


# Periods in words


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (THREE_WEEKS, "3 weeks (21 days)"),
        (Period(1, "months", words="one month"), "one month"),
        (Period(6, "months", words="six months"), "six months"),
        (Period(1, "months"), "1 month"),
        (Period(6, "months"), "6 months"),
        (Period(5, "working_days"), "5 working days"),
        (Period(1, "days"), "1 day"),
    ],
)
def test_period_in_plain_english(period, words):
    assert str(period) == words


def test_period_words_take_no_part_in_comparison():
    assert Period(21, "days") == THREE_WEEKS


@pytest.mark.parametrize(("count", "unit"), [(0, "days"), (-1, "months"), (1, "weeks")])
def test_period_refuses_nonsense(count, unit):
    with pytest.raises(ValueError, match=r"^A period is "):
        Period(count, unit)


# Explanations


def test_explain_working_days_names_every_day_skipped():
    told = dates.explain(D(2014, 12, 24), Period(5, "working_days"))

    assert told.due == D(2015, 1, 5)
    assert told.skipped == (
        (D(2014, 12, 24), "the day itself is not counted"),
        (D(2014, 12, 25), "Christmas Day"),
        (D(2014, 12, 26), "Boxing Day"),
        (D(2014, 12, 27), "Saturday"),
        (D(2014, 12, 28), "Sunday"),
        (D(2015, 1, 1), "New Year's Day"),
        (D(2015, 1, 3), "Saturday"),
        (D(2015, 1, 4), "Sunday"),
    )


def test_explain_month_too_short_says_so():
    told = dates.explain(D(2014, 1, 31), Period(1, "months"))

    assert told.note == "February 2014 has no day 31, so the last day of the month stands"
    assert told.skipped == ((D(2014, 1, 31), "the day itself is not counted"),)


def test_explain_days_counts_weekends():
    assert dates.explain(D(2014, 1, 31), THREE_WEEKS) == dates.Explanation(
        start=D(2014, 1, 31),
        period=THREE_WEEKS,
        due=D(2014, 2, 21),
        skipped=((D(2014, 1, 31), "the day itself is not counted"),),
    )


# The ledger


def extended(on, new_due):
    return LedgerRow("extended", on, new_due, "The inquest was adjourned.")


def paused(on):
    return LedgerRow("paused", on, None, "The police asked for it.")


def resumed(on):
    return LedgerRow("resumed", on, None, "The police agree.")


def test_due_after_empty_ledger_is_the_due_date():
    assert dates.due_after(D(2014, 1, 31), THREE_WEEKS, []) == D(2014, 2, 21)


def test_due_after_extension_replaces_the_due_date():
    ledger = [extended(D(2014, 2, 10), D(2014, 3, 14)), extended(D(2014, 3, 10), D(2014, 3, 28))]

    assert dates.due_after(D(2014, 1, 31), THREE_WEEKS, ledger) == D(2014, 3, 28)


def test_due_after_pause_adds_the_days_paused():
    ledger = [paused(D(2014, 2, 3)), resumed(D(2014, 2, 13)), paused(D(2014, 2, 20)), resumed(D(2014, 2, 21))]

    assert dates.due_after(D(2014, 1, 31), THREE_WEEKS, ledger) == D(2014, 3, 4)


def test_due_after_open_pause_leaves_the_date():
    ledger = [paused(D(2014, 2, 3))]

    assert dates.due_after(D(2014, 1, 31), THREE_WEEKS, ledger) == D(2014, 2, 21)
    assert dates.is_paused(ledger)
    assert not dates.is_paused([*ledger, resumed(D(2014, 2, 4))])


def test_due_after_extension_within_a_pause_counts_only_the_days_after_it():
    ledger = [paused(D(2014, 2, 3)), extended(D(2014, 2, 10), D(2014, 3, 14)), resumed(D(2014, 2, 13))]

    assert dates.due_after(D(2014, 1, 31), THREE_WEEKS, ledger) == D(2014, 3, 17)
    assert dates.is_paused(ledger[:2])


def test_due_after_pause_of_working_days_adds_working_days():
    ledger = [paused(D(2026, 6, 4)), resumed(D(2026, 6, 8))]  # Thursday to Monday: Friday and Monday are lost

    assert dates.due_after(D(2026, 6, 1), Period(5, "working_days"), ledger) == D(2026, 6, 10)


@pytest.mark.parametrize(
    "ledger",
    [
        [resumed(D(2014, 2, 3))],
        [paused(D(2014, 2, 3)), paused(D(2014, 2, 4))],
        [paused(D(2014, 2, 4)), resumed(D(2014, 2, 3))],
        [LedgerRow("extended", D(2014, 2, 3), None, "")],
        [LedgerRow("paused", D(2014, 2, 3), D(2014, 2, 4), "")],
    ],
)
def test_due_after_refuses_a_ledger_out_of_order(ledger):
    with pytest.raises(LedgerError):
        dates.due_after(D(2014, 1, 31), THREE_WEEKS, ledger)


# Dates as they are read


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (5, "Due in 5 days"),
        (1, "Due tomorrow"),
        (0, "Due today"),
        (-1, "Overdue by 1 day"),
        (-3, "Overdue by 3 days"),
    ],
)
def test_relative_in_plain_english(ahead, words):
    on = D(2026, 6, 12)

    assert dates.relative(on + dt.timedelta(days=ahead), on) == words


def test_long_date():
    assert dates.long_date(D(2026, 6, 5)) == "Friday 5 June 2026"


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (D(2026, 1, 12), dt.datetime(2026, 1, 12, 8, tzinfo=dt.UTC)),
        (D(2026, 6, 12), dt.datetime(2026, 6, 12, 7, tzinfo=dt.UTC)),
        (D(2026, 3, 29), dt.datetime(2026, 3, 29, 7, tzinfo=dt.UTC)),  # the clocks go forward
        (D(2026, 10, 25), dt.datetime(2026, 10, 25, 8, tzinfo=dt.UTC)),  # and back
    ],
)
def test_next_chasing_moment_is_the_hour_in_london(day, utc):
    moment = dates.next_chasing_moment(day, 8)

    assert moment == utc
    assert moment.tzinfo is dt.UTC


# Properties


@given(days, periods)
def test_due_date_is_after_the_start(start, period):
    assert dates.due_date(start, period) > start


@given(days, days, periods)
def test_due_date_never_runs_backwards(one, other, period):
    earlier, later = sorted([one, other])

    assert dates.due_date(earlier, period) <= dates.due_date(later, period)


@given(days, counts)
def test_add_months_reaches_the_month_and_clamps(start, n):
    due = dates.add_months(start, n)

    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == n
    assert due.day == start.day or (due.day < start.day and (due + dt.timedelta(days=1)).day == 1)


@given(days, counts)
def test_add_working_days_lands_on_a_working_day_and_counts_them(start, n):
    due = dates.add_working_days(start, n)
    between = [start + dt.timedelta(days=i) for i in range(1, (due - start).days + 1)]

    assert dates.is_working_day(due)
    assert sum(dates.is_working_day(day) for day in between) == n


@given(days, periods)
def test_explain_accounts_for_every_working_day(start, period):
    told = dates.explain(start, period)

    assert told.due == dates.due_date(start, period)
    if period.unit == "working_days":
        assert (told.due - start).days + 1 - len(told.skipped) == period.count


@given(days, periods, st.integers(0, 40), st.integers(0, 40))
def test_due_after_pause_never_shortens(start, period, until_pause, length):
    on = start + dt.timedelta(days=until_pause)
    ledger = [paused(on), resumed(on + dt.timedelta(days=length))]

    due = dates.due_after(start, period, ledger)

    assert due >= dates.due_date(start, period)
    if period.unit == "working_days":
        assert dates.is_working_day(due)
    else:
        assert due == dates.due_date(start, period) + dt.timedelta(days=length)


@given(days, st.integers(0, 400))
def test_withdraw_from_is_a_year_and_a_day_at_least(published, days_down):
    withdrawn = dates.withdraw_from(published, days_down)

    assert (withdrawn - published).days >= 366 + days_down


@given(days)
def test_relative_never_names_a_day_wrongly(due):
    assume(due > D(2013, 6, 1))

    assert dates.relative(due, due) == "Due today"
    assert dates.relative(due, due + dt.timedelta(days=1)) == "Overdue by 1 day"
