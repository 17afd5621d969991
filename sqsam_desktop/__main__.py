"""`python -m sqsam_desktop` is the command `sqsam`."""

from __future__ import annotations

import sys

from sqsam_desktop.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
