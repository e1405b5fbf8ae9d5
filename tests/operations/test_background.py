"""What a killed worker was doing is done by the next one."""

from datetime import timedelta

import pytest
from django.db import DatabaseError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from meerstemmig.background import beat, free_abandoned_tasks
from meerstemmig.chores import Chore, Rounds
from meerstemmig.models import WorkerBeat

pytestmark = pytest.mark.django_db


def running_task(worker_id):
    return DBTaskResult.objects.create(
        status=TaskResultStatus.RUNNING,
        args_kwargs={"args": [], "kwargs": {}},
        task_path="search.tasks.index",
        backend_name="default",
        run_after=get_date_max(),
        started_at=timezone.now(),
        exception_class_path="",
        traceback="",
        worker_ids=[worker_id],
    )


def test_only_tasks_of_dead_workers_are_put_back():
    beat("alive")
    WorkerBeat.objects.create(worker_id="dead", beat_at=timezone.now() - timedelta(seconds=21))
    kept, freed, unknown = running_task("alive"), running_task("dead"), running_task("never-seen")
    assert free_abandoned_tasks() == 2
    assert {task.pk: task.status for task in DBTaskResult.objects.all()} == {
        kept.pk: TaskResultStatus.RUNNING,
        freed.pk: TaskResultStatus.READY,
        unknown.pk: TaskResultStatus.READY,
    }


def test_a_beat_forgets_the_dead():
    WorkerBeat.objects.create(worker_id="dead", beat_at=timezone.now() - timedelta(seconds=21))
    beat("alive")
    assert list(WorkerBeat.objects.values_list("pk", flat=True)) == ["alive"]


@pytest.mark.parametrize("trouble", [DatabaseError, OSError, ValueError, KeyError])
def test_a_chore_is_done_when_due_and_one_that_fails_stops_no_other(trouble):
    done = []

    def fail():
        raise trouble("planted")

    minute, now = timedelta(minutes=1), [0.0]
    rounds = Rounds((Chore("broken", minute, fail), Chore("good", minute, lambda: done.append("good"))), lambda: now[0])
    walked = []
    for second in (0, 31, 90, 92):
        now[0] = second
        walked.append(rounds.walk())
    assert walked == [[], ["good"], [], ["good"]]
    assert done == ["good", "good"]
