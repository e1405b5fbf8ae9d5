#!/usr/bin/env python3
"""Make .venv and install the locked requirements into it: `python3 scripts/install.py base|dev`.

Written so that an old Python can still read it and say that it is old.
"""

import hashlib
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
NEEDS = (3, 11)


def fail(sentence):
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


def python_in(venv):
    return os.path.join(venv, "bin", "python")


def fingerprint(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read() + sys.version.encode()).hexdigest()


def main():
    which = sys.argv[1] if len(sys.argv) > 1 else "base"
    if sys.version_info < NEEDS:
        fail(
            "Meerstemmig needs Python %d.%d or newer; this is %s. Name another one: PYTHON=python3.12 make run."
            % (NEEDS + (sys.version.split()[0],))
        )
    requirements = os.path.join(ROOT, "requirements", which + ".txt")
    wanted = fingerprint(requirements)
    stamp = os.path.join(VENV, "installed-" + which)
    if os.path.exists(stamp):
        with open(stamp) as file:
            if file.read() == wanted:
                return
    if not os.path.exists(python_in(VENV)):
        print("Making .venv ...", flush=True)
        made = subprocess.run([sys.executable, "-m", "venv", VENV])
        if made.returncode:
            fail("Python's venv is missing or broken here. On Debian: apt-get install python3-venv.")
    print("Installing requirements/%s.txt (a minute or two the first time) ..." % which, flush=True)
    pip = [python_in(VENV), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    done = subprocess.run(pip + ["--require-hashes", "--no-deps", "-r", requirements])
    if done.returncode:
        fail("A requirement could not be installed; pip's own message stands above. Check the network and try again.")
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    main()
