"""What a stage can ask, one file per task. A stage names its tasks; each knows its fields, its answers and its words.

for task in tasks_of(stage): fields.update(task.fields(stage))
"""

from collections.abc import Iterable, Mapping

from cases.enums import Assignment
from cases.tasks.base import Task, Value, Values
from cases.tasks.crossing import Crossing
from cases.tasks.inquiry import Inquiring
from cases.tasks.ledger import Ledger
from cases.tasks.marks import Marks
from cases.tasks.question import AskWhom
from cases.tasks.seen import SeenFilledIn
from cases.tasks.sureness import Sureness

__all__ = ["TASKS", "TASK_OF", "Task", "Value", "Values", "tasks_for"]

TASKS: dict[Assignment, Task] = {
    Assignment.SEEN_FILLED_IN: SeenFilledIn(),
    Assignment.MARKS: Marks(),
    Assignment.LEDGER: Ledger(),
    Assignment.ASK_WHOM: AskWhom(),
    Assignment.INQUIRY: Inquiring(),
    Assignment.CROSSING: Crossing(),
    Assignment.SURENESS: Sureness(),
}
"""In the order in which a page asks them."""

TASK_OF: Mapping[str, Task] = {name: task for task in TASKS.values() for name in task.notes}
"""By the name of a note: the task that it answers."""


def tasks_for(assignments: Iterable[Assignment]) -> list[Task]:
    """The tasks that were chosen, in the order in which a page asks them."""
    chosen = set(assignments)
    return [task for assignment, task in TASKS.items() if assignment in chosen]
