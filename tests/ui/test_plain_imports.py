"""Imports behind Qt stay Python's own."""

import subprocess
import sys


def test_qt_leaves_the_imports_that_follow_alone() -> None:
    code = """import app.ui, PySide6.QtWidgets, builtins, linecache
linecache.clearcache()
import wave
print(builtins.__import__ is builtins.__feature_import__, any("wave" in name for name in linecache.cache))"""
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert answer.split() == ["False", "False"]
