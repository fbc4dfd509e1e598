"""Where a request goes within its own app, also when the app is mounted under a prefix."""

from starlette.types import Scope


def path_in_app(scope: Scope) -> str:
    """Tell the path without the prefix that the app is mounted under."""
    path: str = scope["path"]
    prefix: str = scope.get("root_path", "")
    if prefix and (path == prefix or path.startswith(prefix + "/")):
        return path[len(prefix) :]
    return path
