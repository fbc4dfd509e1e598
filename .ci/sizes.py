"""Hold the code to its sizes: a function fits on a screen, a domain function in a glance, a file in one sitting."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parent.parent
FUNCTION, DOMAIN_FUNCTION, FILE, MAIN = 40, 20, 250, 40


def sources() -> list[Path]:
    return sorted(path for place in ("shared", "services/*", "deploy/*") for path in ROOT.glob(f"{place}/src/**/*.py"))


def functions(source: Path) -> Iterator[tuple[str, int, int]]:
    """Name, first line and number of lines of each function."""
    for node in ast.walk(ast.parse(source.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1


def lines(source: Path) -> int:
    return len(source.read_text().splitlines())


def too_long(source: Path) -> Iterator[str]:
    name = source.relative_to(ROOT)
    if lines(source) > (allowed := MAIN if source.name == "main.py" else FILE):
        yield f"{name}: {lines(source)} lines, {allowed} allowed"
    allowed = DOMAIN_FUNCTION if "domain" in source.parts else FUNCTION
    for function, line, length in functions(source):
        if length > allowed:
            yield f"{name}:{line}: {function} has {length} lines, {allowed} allowed"


def figures(lengths: list[int]) -> str:
    return f"median {median(lengths):.0f}, p90 {quantiles(lengths, n=10)[-1]:.0f}, max {max(lengths)}"


def main() -> int:
    files = sources()
    complaints = [complaint for source in files for complaint in too_long(source)]
    print(*complaints, sep="\n", end="\n" if complaints else "")
    print(f"{len(files)} files: {figures([lines(file) for file in files])} lines")
    print(f"functions: {figures([length for file in files for *_, length in functions(file)])} lines")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
