"""Answers that a spreadsheet opens."""

from fastapi import Response

from councilkit.spreadsheets import MEDIA_TYPE


class Table(Response):
    media_type = MEDIA_TYPE


def table(csv: str, name: str) -> Table:
    """Answer with a table, as a file of this name."""
    return Table(csv, headers={"Content-Disposition": f'attachment; filename="{name}.csv"'})
