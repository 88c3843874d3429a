"""What the people actions answer when they refuse."""


class Refused(Exception):
    """The act is not allowed or makes no sense; the message is plain English for the person who tried."""
