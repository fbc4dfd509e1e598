"""`python tests/integration/judge` puts this folder on the path; its modules are found one folder up."""

import sys
from importlib import import_module
from pathlib import Path

sys.path[0] = str(Path(__file__).parent.parent)

if __name__ == "__main__":
    sys.exit(import_module("judge.cli").main(sys.argv[1:]))
