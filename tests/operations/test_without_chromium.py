"""A machine without Chromium runs the rest, and is told what did not run."""

import subprocess
import sys

from tests.conftest import BASE


def test_the_last_line_says_what_did_not_run_and_what_to_install(tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "tests/journeys/test_pictures.py",
            "tests/test_network.py",
            "-p",
            "no:randomly",
        ],
        cwd=BASE,
        env={"PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert done.stdout.splitlines()[-2] == (
        "2 browser tests (tests/journeys) did not run: Chromium is not installed. "
        "Install it with: apt-get install chromium"
    )
