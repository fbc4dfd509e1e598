"""The digital arena of the councils: server-rendered pages over the services."""
