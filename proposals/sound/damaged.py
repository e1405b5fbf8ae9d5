"""What both readers say of a file that is not what it says it is."""


class Damaged(Exception):
    """The parts do not fit in each other, or hold something else than sound."""
