"""SAMHSA's four dimensions of a life in recovery."""

from enum import Enum


class Dimension(Enum):
    """What part of a life something supports."""

    HEALTH = "health"
    HOME = "home"
    PURPOSE = "purpose"
    COMMUNITY = "community"
