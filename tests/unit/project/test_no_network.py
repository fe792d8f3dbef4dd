"""The program talks to nobody: it imports no network module, and Qt's network library is never loaded."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import vpcu_desktop

PACKAGE = Path(vpcu_desktop.__file__).parent

FORBIDDEN = {
    "_socket",
    "_ssl",
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpx",
    "imaplib",
    "nntplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "webbrowser",
    "websockets",
    "wsgiref",
    "xmlrpc",
    "PySide6.QtNetwork",
    "PySide6.QtNetworkAuth",
    "PySide6.QtWebChannel",
    "PySide6.QtWebEngineCore",
    "PySide6.QtWebEngineWidgets",
    "PySide6.QtWebSockets",
    "PySide6.QtHttpServer",
}


def network_imports(source: str) -> list[str]:
    """The forbidden modules that a source imports, wherever in it."""
    names: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("__import__", "import_module"):
                names.append(str(node.args[0].value))
    return [name for name in names if any(name == bad or name.startswith(f"{bad}.") for bad in FORBIDDEN)]


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import http.client",
        "from urllib.request import urlopen",
        "from urllib import request",
        "from PySide6 import QtCore, QtNetwork",
        "from PySide6.QtNetwork import QLocalServer",
        "def f():\n    import ssl",
        "import importlib\nimportlib.import_module('smtplib')",
    ],
)
def test_the_scan_sees_every_way_of_importing(line: str) -> None:
    assert network_imports(line)


def test_the_scan_lets_harmless_imports_be() -> None:
    assert network_imports("from urllib.parse import quote\nfrom PySide6.QtCore import Qt\nimport html") == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_no_network_module_is_imported(path: Path) -> None:
    assert network_imports(path.read_text(encoding="utf-8")) == []


_IMPORT_EVERYTHING = """
import importlib, pkgutil, sys
import vpcu_desktop
for module in pkgutil.walk_packages(vpcu_desktop.__path__, "vpcu_desktop."):
    if not module.name.endswith((".__main__", ".env")) and ".versions" not in module.name:
        importlib.import_module(module.name)
print("PySide6.QtWidgets" in sys.modules)
assert "PySide6.QtNetwork" not in sys.modules, "PySide6.QtNetwork was imported"
try:
    maps = open("/proc/self/maps", encoding="utf-8").read()
except OSError:
    maps = ""
assert "Qt6Network" not in maps, "Qt's network library was loaded"
"""


def test_the_whole_program_loads_without_qts_network_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _IMPORT_EVERYTHING], capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "True", "the window's modules were not among those imported"
