"""`python -m gouji`."""

import sys

from gouji.cli.entry import main

sys.exit(main())
