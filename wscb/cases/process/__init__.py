"""A process as a table: states, acts and steps, declared as data and read by everything else.

Nothing here knows the database. `table` holds the shapes, `soundness` says what is wrong with a table, `registry` keeps the
tables and binds actions and facts to their codes, `drawing` draws a table.
"""

from wscb.cases.process.table import Act, Missing, Process, Stage, State, StateGroup, StepRule

__all__ = ["Act", "Missing", "Process", "Stage", "State", "StateGroup", "StepRule"]
