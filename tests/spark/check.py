"""The job of examples/spark on a cluster, once undisturbed and once with a worker that is lost: check.py PROGRAM CORPUS-MAKER"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import pyarrow.parquet

import cluster

JOB = pathlib.Path(__file__).parents[2] / "examples/spark/job.py"
ARTICLES = 400
SHARDS = 3
# A line that is no article must not end a task; where one stands in the corpus must not show.
HOSTILE = [
    b'{"id": "cut", "text": "Israel bombed',
    b'{"id": "no-text"}',
    b'{"id": "latin", "text": "Isra\xebl bombed Hezbollah."}',
    b"[]",
    b"",
    b"  \r",
    b'{"text": "Israel bombed Hezbollah.", "published": "2024-02-01"}',
    b'{"text": "Hezbollah shelled Israel.", "published": "2024-02-02"}\r',
    '{"id": "odd =+\u2028; id", "text": "In retaliation for the strike, Hezbollah\u2028fired rockets at Israel.", "title": "=1+1"}'.encode(),
    b'{"id": "twice", "published": "2024-03-02", "text": "Iran attacked Israel. Israel retaliated, striking Iran."}',
    b'{"id": "twice", "published": "2024-03-01", "text": "Iran attacked Pakistan."}',
]
BAD = 4


def main(program, maker):
    with tempfile.TemporaryDirectory(prefix="reprisal-spark-") as folder, cluster.Cluster(folder) as spark:
        folder = pathlib.Path(folder)
        corpus = make_corpus(maker, folder / "corpus")
        single = folder / "single.json"
        # Bad articles are skipped, and the status says so.
        assert run(program, "build", "--quiet", "--part", corpus, "-o", single).returncode == 1
        for name, disturb in (("undisturbed", False), ("a worker is lost", True)):
            begun = time.monotonic()
            out, graph = folder / f"out-{disturb}", folder / f"graph-{disturb}.json"
            split = sum(file.stat().st_size for file in corpus.iterdir()) // 7
            job = spark.submit(JOB, corpus, f"file://{out}", "--program", program, "--graph", graph, "--split", split, "--shards", SHARDS)
            try:
                seen = watch(spark, job, disturb)
            finally:
                job.stop()
            if log := os.environ.get("SPARK_TEST_LOG"):
                pathlib.Path(log).write_text("".join(job.log))
            assert job.process.returncode == 0, job.last()
            assert graph.read_bytes() == single.read_bytes(), "the merged graph is another than that of a single process"
            rows = check_tables(program, out, single)
            print(f"{name}: {seen}; {rows}; {time.monotonic() - begun:.0f} s")


def run(program, *words):
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True)


def make_corpus(maker, folder):
    """Two files, with what is hostile in both."""
    folder.mkdir()
    made = subprocess.run([maker, "conflict", str(ARTICLES)], capture_output=True, check=True).stdout.splitlines()
    for number, half in enumerate((made[::2], made[1::2])):
        for line, hostile in enumerate(HOSTILE[number::2]):
            half.insert(40 * line, hostile)
        (folder / f"{number}.jsonl").write_bytes(b"\n".join(half) + b"\n")
    return folder


def watch(spark, job, disturb):
    """Follows a job to its end; in the middle of the extraction looks at ports, and ends a worker if it shall be disturbed."""
    done, seen, lost = 0, "", False
    for line in job.lines():
        lost |= "Lost executor" in line
        if not (found := re.search(r"Finished task .* in stage \d.* \((\d+)/(\d+)\)", line)) or int(found[2]) < 10:
            continue
        done += 1
        if done != 3:
            continue
        seen = f"{found[1]} of {found[2]} tasks"
        assert int(found[1]) < int(found[2]) / 2, line
        processes = [spark.master.pid, job.pid, *(worker.pid for worker in spark.workers)]
        open_at = cluster.listening([*processes, *(pid for process in processes for pid in cluster.descendants(process))])
        assert len(open_at) > 6 and all(address.is_loopback for address in open_at), open_at
        seen += f" done when all {len(open_at)} open ports were found on the loopback"
        if disturb:
            cluster.kill(spark.workers[1])
            seen += " and a worker was killed"
    assert seen and lost == disturb, job.last()
    return seen


def check_tables(program, out, single):
    read = {(level, table.name): pyarrow.parquet.read_table(table).to_pylist() for level in ("told", "merged") for table in (out / level).iterdir()}
    for level, option in (("told", ["--as-told"]), ("merged", [])):
        words = ["find", "--quiet", "?x retaliated-against ?y", single, "--roll-up", "named", "--format", "json", *option]
        asked = json.loads(run(program, *words).stdout)["rows"]
        asked = sorted((row["who"][0]["id"], row["whom"][0]["id"], sorted(row["incidents"])) for row in asked)
        told = sorted((row["who"], row["whom"], row["incidents"]) for row in read[level, "retaliated"])
        assert len(told) > 50 and told == asked, [row for row in told + asked if (row in told) != (row in asked)]
        ids = {table: {row["id"] for row in read[level, table]} for table in ("actor", "place", "incident")}
        for table, ids_of in ids.items():
            assert len(ids_of) == len(read[level, table]), table
        edges = {(edge["source"], edge["relation"], edge["target"]) for edge in read[level, "edge"]}
        assert len(edges) == len(read[level, "edge"])
        known = set().union(*ids.values())
        assert all(source in known and target in known for source, _, target in edges)
    assert len(read["merged", "incident"]) < len(read["told", "incident"])
    for table, columns in (("actor", "id name kind principal origin"), ("place", "id name kind"), ("evidence", "document span_start span_end quote rule voices")):
        both = [{json.dumps([row[column] for column in columns.split()]) for row in read[level, table]} for level in ("told", "merged")]
        assert both[0] == both[1], both[0] ^ both[1]
    extractions = pyarrow.parquet.read_table(out / "extractions").to_pylist()
    bad = [row["problem"] for row in extractions if row["problem"]]
    assert len(bad) == BAD and all(one["place"] and one["message"] for one in bad), bad
    assert all((row["record"] is None) == (row["problem"] is not None) for row in extractions)
    assert len(extractions) == ARTICLES + len(HOSTILE) - 2, "blank lines are no articles"
    return ", ".join(f"{len(rows)} {level} {table}" for (level, table), rows in sorted(read.items()) if table in ("edge", "retaliated"))


main(*sys.argv[1:])
