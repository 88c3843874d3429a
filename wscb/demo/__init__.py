"""The demo: one command that sets up invented data and runs web, worker and beat on one's own machine."""
