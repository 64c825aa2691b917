import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class CompileKnowledge(BuildHookInterface):
    """Put the compiled knowledge base into the package, so that a query parses no YAML."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        sys.path.insert(0, str(ROOT / "src"))
        try:
            from pathfinder.knowledge.build.compile import write_compiled

            write_compiled(ROOT / "data")
        finally:
            sys.path.remove(str(ROOT / "src"))
        build_data["artifacts"].append("src/pathfinder/knowledge/compiled.*.json")
