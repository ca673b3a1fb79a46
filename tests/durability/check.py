"""Kills commands that write files, with SIGKILL, at moments spread over their whole run, and checks what is left:

* what was there before is there byte by byte, or what the command makes is, and never anything else;
* what the command reads is as it was;
* beside it lie at most the one part and the one lock of that file, however often it was killed;
* the same command, run again, makes what it makes, and nothing is left beside;
* with --resume a run that was killed goes on, and never goes back behind what it had done.

Half of the moments are drawn over the time that the command takes, measured before, the other half over the time from when its
part appears, which is when it writes. Only kills that met a running process are counted.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAM = sys.argv[1]
KILLS = int(sys.argv[2]) if len(sys.argv) > 2 else 20
MOMENTS = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
SOME, MANY = 300, 700


def article(number):
    side = "Hezbollah fired rockets at Israel" if number % 3 else "Israel bombed Hezbollah depots"
    text = f"{side} near village {number} on Monday, killing {number % 7} people. It was in retaliation for a raid on Sunday."
    return json.dumps({"id": f"n{number}", "published": f"2024-02-{1 + number % 28:02}", "text": text})


def run(folder, words, **how):
    return subprocess.run([PROGRAM, "--quiet", *words], cwd=folder, capture_output=True, **how)


def must(folder, words):
    done = run(folder, words)
    assert done.returncode == 0, f"{words}: {done.stderr.decode()}"


def content(path):
    """The bytes of a file, or of all files of a folder by name; hidden ones do not count."""
    if path.is_dir():
        return {file.name: file.read_bytes() for file in sorted(path.iterdir()) if not file.name.startswith(".")}
    return path.read_bytes() if path.exists() else None


def put(path, held):
    if path.is_dir():
        shutil.rmtree(path)
    if isinstance(held, dict):
        path.mkdir()
        for name, data in held.items():
            (path / name).write_bytes(data)
    elif held is None:
        path.unlink(missing_ok=True)
    else:
        path.write_bytes(held)


class Case:
    """A command, what it writes, what is there before and what must come of it."""

    def __init__(self, base, name, words, output, before=None, resumes=False):
        self.name, self.words, self.resumes = name, words.split(), resumes
        self.folder = base / name.replace(" ", "-")
        shutil.copytree(base / "inputs", self.folder)
        self.output = self.folder / output
        if before:
            before(self.folder)
        self.old = content(self.output)
        self.inputs = {file: file.read_bytes() for file in self.folder.iterdir() if file.is_file() and file != self.output}
        self.names = set(os.listdir(self.folder)) | {output}
        begun = time.monotonic()
        must(self.folder, self.words)
        self.takes = time.monotonic() - begun
        self.new = content(self.output)
        assert self.new is not None and self.new != self.old, f"{name}: writes something new"
        self.part = self.output / ".part" if isinstance(self.new, dict) else self.folder / f".{output}.part"
        put(self.output, self.old)
        self.writes = self.writing()
        self.kept = self.met = self.replaced = 0
        self.moments = []

    def start(self):
        return subprocess.Popen(
            [PROGRAM, "--quiet", *self.words], cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )

    def until_part(self, process):
        """Waits for the part to appear; false when the process ends before it is seen."""
        while not self.part.exists():
            if process.poll() is not None:
                return False
        return True

    def writing(self):
        """How long it writes."""
        process = self.start()
        self.until_part(process)
        begun = time.monotonic()
        process.wait()
        process.stderr.close()
        put(self.output, self.old)
        return max(time.monotonic() - begun, 0.001)

    def kill(self, while_writing):
        process = self.start()
        begun = time.monotonic()
        if while_writing:
            self.until_part(process)
            wait = MOMENTS.uniform(0, self.writes)
        else:
            wait = MOMENTS.uniform(0, self.takes)
        until = time.monotonic() + wait
        while time.monotonic() < until and process.poll() is None:
            pass
        moment = time.monotonic() - begun
        process.send_signal(signal.SIGKILL)
        met = process.wait() == -signal.SIGKILL
        told = process.stderr.read().decode()
        process.stderr.close()
        assert met or process.returncode == 0, f"{self.name}: {told}"
        if met:
            self.met += 1
            self.moments.append(min(moment / self.takes, 1))
        return met

    def look(self):
        """What is there is old or new, and little lies beside."""
        there = content(self.output)
        if isinstance(self.new, dict):
            there = there or {}
            for name, data in self.new.items():
                assert there.get(name) in (data, (self.old or {}).get(name)), f"{self.name}: {name} is broken"
        else:
            assert there in (self.old, self.new), f"{self.name}: {self.output.name} is neither old nor new"
        for file, data in self.inputs.items():
            assert file.read_bytes() == data, f"{self.name}: {file.name} has changed"
        out = self.output.name
        may = {f".{out}.part", f".{out}.lock"}
        if self.resumes:
            may |= {f"{out}.part", f"{out}.part.json", f".{out}.part.json.part", f".{out}.part.json.lock"}
        beside = set(os.listdir(self.folder)) - self.names
        assert beside <= may, f"{self.name}: {beside - may} is left beside"
        if there == self.new:
            self.replaced += 1
            put(self.output, self.old)
        else:
            self.kept += 1

    def again(self):
        """The same command, run to its end over what the killed ones left."""
        must(self.folder, self.words)
        assert content(self.output) == self.new, f"{self.name}: the next run makes something else"
        beside = set(os.listdir(self.folder)) - self.names
        inside = {name for name in os.listdir(self.output) if name.startswith(".")} if self.output.is_dir() else set()
        assert not beside | inside, f"{self.name}: {beside | inside} is left after the next run"
        put(self.output, self.old)

    def done(self):
        """How many items an interrupted run has done."""
        mark = self.folder / f"{self.output.name}.part.json"
        return json.loads(mark.read_text())["items"] if mark.exists() else 0

    def check(self):
        kills = 0
        while self.met < KILLS:
            before = self.done() if self.resumes else 0
            met = self.kill(while_writing=kills % 2 == 1)
            kills += 1
            assert kills < 40 * KILLS, f"{self.name}: the kills come too late"
            if self.resumes and met and content(self.output) == self.old:
                assert self.done() >= before or not (self.folder / f"{self.output.name}.part").exists(), f"{self.name}: went back"
            self.look()
            if kills % 4 == 0:
                self.again()
        self.again()
        spread = f"{min(self.moments):4.0%} … {max(self.moments):4.0%} of {self.takes:.2f} s"
        print(f"{self.name:24} {self.met:4} kills at {spread}: {self.kept:3} old, {self.replaced:3} new")


def full_disk(base):
    """A file system with hardly any room, where this user may make one."""
    folder = base / "full"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder], capture_output=True)
    if mounted.returncode != 0:
        print("a full disk: skipped, a file system can only be made by root")
        return
    try:
        shutil.copy(base / "inputs" / "small.json", folder / "graph.json")
        before = (folder / "graph.json").read_bytes()
        for words in (["add", "graph.json", base / "inputs" / "news.jsonl"], ["export", base / "inputs" / "graph.json", "--to", "nquads", "-o", "g.nq"]):
            done = run(folder, words)
            told = done.stderr.decode().strip()
            assert done.returncode == 2 and "No space left on device" in told and "\n" not in told, f"{words[0]}: {told}"
            assert (folder / "graph.json").read_bytes() == before and os.listdir(folder) == ["graph.json"], words[0]
        print("a full disk: told, the old graph stays, nothing is left beside")
    finally:
        subprocess.run(["umount", folder], check=True)


def main():
    with tempfile.TemporaryDirectory() as made:
        base = Path(made)
        inputs = base / "inputs"
        inputs.mkdir()
        (inputs / "old.jsonl").write_text("".join(article(number) + "\n" for number in range(SOME)))
        (inputs / "news.jsonl").write_text("".join(article(number) + "\n" for number in range(SOME // 2, MANY)))
        (inputs / "corrections.ron").write_text('( corrections: [ drop(incident: "n1#i1", reason: "a slip") ] )\n')
        must(inputs, ["build", "old.jsonl", "-o", "graph.json"])
        (inputs / "one.jsonl").write_text(article(0) + "\n")
        must(inputs, ["build", "one.jsonl", "-o", "small.json"])
        must(inputs, ["build", "old.jsonl", "news.jsonl", "-o", "large.json"])
        must(inputs, ["export", "large.json", "--to", "node-link", "-o", "links.json"])
        damaged = (inputs / "large.json").read_bytes().replace(b"village 9 ", b"village 8 ", 1)

        def earlier(output, *words):
            return lambda folder: must(folder, [*words, "-o", output])

        small = lambda output, format: earlier(output, "export", "small.json", "--to", format)
        cases = [
            ("build", "build news.jsonl -o out.json", "out.json", earlier("out.json", "build", "one.jsonl")),
            ("build onto itself", "build graph.json news.jsonl -o graph.json", "graph.json", None),
            ("correct", "build graph.json --corrections corrections.ron -o graph.json", "graph.json", None),
            ("add", "add graph.json news.jsonl", "graph.json", None),
            ("remove", "remove graph.json n7", "graph.json", None),
            ("import", "import node-link links.json -o out.json", "out.json", earlier("out.json", "build", "one.jsonl")),
            ("export turtle", "export large.json --to turtle -o out.ttl", "out.ttl", small("out.ttl", "turtle")),
            ("export cypher", "export large.json --to cypher -o out.cypher", "out.cypher", None),
            ("export neo4j-csv", "export large.json --to neo4j-csv -o neo4j", "neo4j", small("neo4j", "neo4j-csv")),
            ("page", "page large.json -o out.html", "out.html", earlier("out.html", "page", "small.json")),
            ("extract", "extract news.jsonl -o out.jsonl", "out.jsonl", earlier("out.jsonl", "extract", "one.jsonl")),
            ("extract --resume", "extract news.jsonl -o out.jsonl --resume", "out.jsonl", earlier("out.jsonl", "extract", "one.jsonl")),
            ("build --resume", "build news.jsonl -o out.json --resume", "out.json", earlier("out.json", "build", "one.jsonl")),
        ]
        if b"without SQLite" not in run(inputs, ["export", "small.json", "--to", "sqlite", "-o", "out.db"]).stderr:
            (inputs / "out.db").unlink(missing_ok=True)
            cases.append(("export sqlite", "export large.json --to sqlite -o out.db", "out.db", small("out.db", "sqlite")))
        total = 0
        for name, words, output, before in cases:
            case = Case(base, name, words, output, before, resumes="--resume" in words)
            case.check()
            total += case.met
        assert damaged != (inputs / "large.json").read_bytes()
        (inputs / "damaged.json").write_bytes(damaged)
        refused = run(inputs, ["stats", "damaged.json"])
        assert refused.returncode == 2 and b"reprisal repair damaged.json" in refused.stderr, refused.stderr
        full_disk(base)
        print(f"{total} kills: nothing broken, nothing lost")


main()
