#!/usr/bin/env python3
"""Have Debian's Chromium for the browser tests, installing it where that is allowed; say so where it is not."""

import os
import shutil
import subprocess
import sys

HINT = "apt-get install chromium fonts-noto-core"


def main() -> int:
    if shutil.which("chromium"):
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium is missing; installing Debian's ...", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        packages = ["chromium", "fonts-noto-core"]
        for arguments in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
            subprocess.run(["apt-get", *arguments], check=False, stdout=subprocess.DEVNULL, env=environment)
        if shutil.which("chromium"):
            return 0
    print(f"Chromium is not here and could not be installed. The browser tests will not run. To have them: {HINT}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
