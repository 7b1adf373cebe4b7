"""The simulator that the tests talk to: a running one, whose ready line is in ROWPORT_SIM, or one
that is started here and stopped at the end."""

import json
import os
import pathlib
import subprocess

import pytest

from raw import Raw

PROGRAM = pathlib.Path(__file__).parents[2] / "target" / "debug" / "jira-sim"


@pytest.fixture(scope="session")
def ready():
    """The ready line: url, people, projects."""
    given = os.environ.get("ROWPORT_SIM")
    if given:
        yield json.loads(given)
        return
    command = [str(PROGRAM), "--json", "--issues", "150"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as program:
        yield json.loads(program.stdout.readline())
        program.terminate()


@pytest.fixture(scope="session")
def raw(ready):
    """The administrator's plain requests."""
    return Raw(ready)


@pytest.fixture()
def key(raw):
    """A new task of the member's project."""
    return raw.create()
