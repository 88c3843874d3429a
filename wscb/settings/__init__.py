"""Settings: `board` for a real board, `demo` on one's own machine, `test` for the suite; all stand on `base`."""
