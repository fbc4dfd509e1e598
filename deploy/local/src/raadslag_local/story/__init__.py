"""The sample region and the case that travels, told through the services' own APIs."""
