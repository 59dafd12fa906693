"""`python -m sabaku`: the same as the command `sabaku`."""

import sys

from sabaku.doors.cli import main

sys.exit(main())
