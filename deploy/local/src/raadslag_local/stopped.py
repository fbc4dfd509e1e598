"""Why the house cannot run."""


class Stopped(Exception):
    """One clear sentence for whoever started it; no traceback follows."""
