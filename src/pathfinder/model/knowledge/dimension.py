"""SAMHSA's four dimensions of a life in recovery."""

from typing import Literal

Dimension = Literal["health", "home", "purpose", "community"]
"""What part of a life something supports."""
