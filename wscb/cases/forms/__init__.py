"""Forms of the acts that every kind of case has."""
