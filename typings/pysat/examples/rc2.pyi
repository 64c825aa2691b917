from types import TracebackType
from typing import Self

from pysat.formula import WCNF

class RC2:
    def __init__(self, formula: WCNF, *, solver: str = ...) -> None: ...
    def compute(self) -> list[int] | None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None: ...
