"""Build hook: compiles the message catalogs on every build, so that a wheel and an editable install can speak."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogsHook(BuildHookInterface):  # type: ignore[type-arg]
    """Makes each .mo beside its .po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        tools = str(Path(self.root, "tools"))
        sys.path.insert(0, tools)
        try:
            import catalogs
        finally:
            sys.path.remove(tools)
        # `resources` is taken into the wheel whole, with what git ignores (see pyproject.toml).
        catalogs.compile_all(Path(self.root))
