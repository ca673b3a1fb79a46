#!/usr/bin/env python3
"""Fails when a score on the development documents falls below its floor in floors.json. Floors only ever rise."""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SHARED = HERE.parent.parent / "shared"
BINARY = HERE.parent / "target" / "release" / "reprisal"

failed = False
for gold, floors in json.loads((HERE / "floors.json").read_text()).items():
    run = subprocess.run(
        [sys.executable, SHARED / "score.py", SHARED / "gold" / gold, "--bin", BINARY, "--json"],
        text=True, stdout=subprocess.PIPE,
    )
    if run.returncode:
        sys.exit(f"the scorer failed on {gold}")
    figures = json.loads(run.stdout.splitlines()[-1])
    for name, floor in floors.items():
        figure = figures[name]
        below = figure < floor
        failed |= below
        word = "BELOW" if below else "ok" if figure <= floor + 0.02 else "ok, raise the floor"
        print(f"{gold:6} {name:12} {figure:.3f}   floor {floor:.3f}   {word}")
sys.exit(1 if failed else 0)
