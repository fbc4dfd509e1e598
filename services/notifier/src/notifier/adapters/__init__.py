"""What the service reaches by a technology of its own: case-flow, over HTTP."""
