"""Reads a corpus of news with `reprisal` on a Spark cluster, and answers who retaliated against whom.

    spark-submit --master spark://HOST:7077 job.py 'news/*.jsonl' OUT --program reprisal --graph graph.json

CORPUS holds JSON Lines, {"id", "text", "title", "published", "source"} a line. README.md tells what comes of it.
"""

import argparse
import csv
import json
import pathlib
import subprocess
import tempfile
import urllib.parse

from pyspark import StorageLevel
from pyspark.sql import SparkSession, functions as F

# Spark runs a task on each core, so a task needs one thread.
ONE_THREAD = {"RAYON_NUM_THREADS": "1"}

# The tables: in which files `reprisal export --to neo4j-csv` writes them, and their columns.
EDGES = "perpetrated targeted occurred_in retaliated_for backs part_of leads within".split()
TABLES = {
    "actor": (["actors"], "id string, name string, aliases array<string>, kind string, principal string, origin string"),
    "place": (["places"], "id string, name string, kind string"),
    "incident": (
        ["incidents"],
        "id string, name string, kind string, date date, date_text string, earliest date, latest date, killed bigint, "
        "wounded bigint, weapon string, modality string, status string, confidence double, sources bigint, "
        "attributed_to string, claimed_by array<string>, denied_by array<string>",
    ),
    "edge": (
        [f"*_{edge}_*" for edge in EDGES],
        "source string, relation string, target string, modality string, status string, evidence_count bigint, "
        "documents array<string>, document string, quote string, confidence double",
    ),
    "evidence": (
        ["evidence"],
        "about string, document string, span_start bigint, span_end bigint, quote string, rule string, confidence double, "
        "modality string, voices array<string>, attributed_to string",
    ),
}

# The rows of `reprisal find '?x retaliated-against ?y' --roll-up named`: deeds of one day against one target are a row.
WHO_RETALIATED_AGAINST_WHOM = """
    SELECT who.source AS who, whom.target AS whom, deed.date_text AS date, array_sort(collect_set(deed.id)) AS incidents
    FROM incident AS deed
    JOIN edge AS who ON who.target = deed.id AND who.relation = 'PERPETRATED'
    JOIN edge AS whom ON whom.source = deed.id AND whom.relation = 'TARGETED'
    JOIN edge AS answer ON answer.source = deed.id AND answer.relation = 'RETALIATED_FOR'
    WHERE deed.modality = 'asserted'
    GROUP BY who.source, whom.target, deed.date_text ORDER BY date NULLS LAST, who, whom
"""


def main():
    args = arguments()
    spark = SparkSession.builder.appName("reprisal").getOrCreate()
    spark.conf.set("spark.sql.shuffle.partitions", args.shards)
    spark.sparkContext.addFile(args.program)
    # There it lies where tasks run.
    program = f"./{pathlib.Path(args.program).name}"
    extract(spark, program, args.corpus, f"{args.out}/extractions", args.split)
    graphs = partial_graphs(spark, program, f"{args.out}/extractions", args.shards)
    graphs.saveAsTextFile(f"{args.out}/graphs")
    # What each document tells for itself: grows with the cluster, however large the corpus.
    write_tables(spark, graphs.mapPartitions(lambda lines: as_told(program, lines)), f"{args.out}/told")
    if args.graph:
        # What all of them tell together, reports of one deed as one incident: for this the graph must fit one machine.
        merge(spark, args.program, f"{args.out}/graphs", args.graph)
        write_tables(spark, spark.sparkContext.parallelize(rows(args.program, args.graph)), f"{args.out}/merged")
    spark.read.parquet(f"{args.out}/{'merged' if args.graph else 'told'}/retaliated").show(50, truncate=False)
    spark.stop()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", help="files of JSON Lines, packed or not, that all workers can read")
    parser.add_argument("out", help="a new folder that all workers can write")
    parser.add_argument("--program", required=True, help="the program, as it runs on the workers and here")
    parser.add_argument("--graph", help="also merge all to one saved graph: a file on this machine")
    parser.add_argument("--split", type=int, default=16 << 20, help="so many bytes of the corpus are a task")
    parser.add_argument("--shards", type=int, default=64, help="into so many partial graphs the documents go")
    return parser.parse_args()


def extract(spark, program, corpus, out, split):
    """Writes what `reprisal extract` makes of every document, or what is wrong with it."""
    # Small tasks: little is lost with a worker.
    spark.conf.set("spark.sql.files.maxPartitionBytes", split)
    spark.conf.set("spark.sql.files.openCostInBytes", split)
    lines = spark.read.text(corpus, lineSep="\n")
    # Python would mend what is no UTF-8; the program refuses it.
    text = lines.where(F.is_valid_utf8("value"))
    broken = lines.where(~F.is_valid_utf8("value"))
    # With --part what is wrong comes as a line. A status other than 0 is a fault of the program or the machine: Spark tries again.
    read = text.rdd.map(lambda row: row.value).pipe(f"{program} extract --quiet --part --from jsonl -", ONE_THREAD, checkCode=True)
    record = spark.createDataFrame(read.map(lambda line: (line,)), "record string")
    known = F.from_json(
        "record",
        "document struct<id string, published date, content string>, problem struct<place string, message string>",
    )
    record = record.withColumn("known", known).selectExpr(
        "known.document.*", "known.problem", "if(known.problem IS NULL, record, NULL) AS record"
    )
    broken = broken.selectExpr(
        "named_struct('place', left(make_valid_utf8(value), 60), 'message', 'this is no UTF-8; convert it first') AS problem"
    )
    record.unionByName(broken, allowMissingColumns=True).write.parquet(out)


def partial_graphs(spark, program, extractions, shards):
    """The lines of the saved graph of every shard. All versions of a document are in one shard, where the last one stays."""
    records = spark.read.parquet(extractions).where("record IS NOT NULL").repartition(shards, "id").select("record")
    graphs = records.rdd.map(lambda row: row.record).pipe(f"{program} build --quiet --part - -o -", ONE_THREAD, checkCode=True)
    return graphs.persist(StorageLevel.DISK_ONLY)


def merge(spark, program, graphs, merged):
    """Joins the graphs of all shards to the one that a single process would have built."""
    with tempfile.TemporaryDirectory() as folder:
        files = []
        for _, text in spark.sparkContext.wholeTextFiles(graphs).toLocalIterator():
            files.append(pathlib.Path(folder, f"{len(files)}.json"))
            files[-1].write_text(text, encoding="utf-8")
        subprocess.run([program, "merge", "--quiet", *files, "-o", merged], check=True)


def as_told(program, lines):
    """The rows of what each document of a shard tells for itself."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".json") as graph:
        graph.writelines(f"{line}\n" for line in lines)
        graph.flush()
        yield from rows(program, graph.name, "--as-told")


def rows(program, graph, *options):
    """The rows of a saved graph: (table, JSON)."""
    with tempfile.TemporaryDirectory() as folder:
        export = [program, "export", "--quiet", graph, "--to", "neo4j-csv", "-o", folder, *options]
        subprocess.run(export, env=ONE_THREAD, check=True)
        for table, (patterns, _) in TABLES.items():
            for path in sorted(path for pattern in patterns for path in pathlib.Path(folder).glob(f"{pattern}.csv")):
                with path.open(encoding="utf-8", newline="") as file:
                    records = csv.reader(file)
                    header = next(records)
                    yield from ((table, json.dumps(dict(map(cell, header, record)))) for record in records)


def cell(header, text):
    """Name and value of a cell: the header says "killed:long", ":START_ID(Actor)"."""
    name, _, kind = header.partition(":")
    name = name or {"START_ID": "source", "END_ID": "target", "TYPE": "relation"}.get(kind.partition("(")[0], kind)
    if "ID(" in kind:
        return name, "" if text == "%" else urllib.parse.unquote(text)
    # An apostrophe keeps a spreadsheet from taking a text for a formula.
    if text[:1] == "'" and text[1:].lstrip()[:1] in tuple("=+-@＝＋－＠"):
        text = text[1:]
    if text == "":
        return name, None
    if kind == "string[]":
        return name, [item.replace("%3B", ";").replace("%25", "%") for item in text.split(";")]
    return name, {"long": int, "double": float}.get(kind, str)(text)


def write_tables(spark, rows, out):
    """Writes the tables, each thing once, and the answer."""
    rows = spark.createDataFrame(rows, "table string, row string").persist(StorageLevel.DISK_ONLY)
    for table, (_, columns) in TABLES.items():
        parsed = rows.where(F.col("table") == table).select(F.from_json("row", columns).alias("row")).select("row.*")
        once(table, parsed).write.parquet(f"{out}/{table}")
        spark.read.parquet(f"{out}/{table}").createOrReplaceTempView(table)
    spark.sql(WHO_RETALIATED_AGAINST_WHOM).coalesce(1).write.parquet(f"{out}/retaliated")
    rows.unpersist()


def once(table, rows):
    """What several shards tell of. Incidents and sentences are of one document, which is in one shard."""
    if table == "actor":
        # As the program chooses: the ontology's word, then that of who knows more than the id.
        best = F.min(F.expr("struct(array_position(array('ontology', 'composed', 'discovered'), origin) AS rank, name = id, principal = id, name, kind, principal, origin)"))
        names = F.array_sort(F.array_distinct(F.flatten(F.collect_list("aliases")))).alias("aliases")
        return rows.groupBy("id").agg(best.alias("best"), names).select(
            "id", "best.name", "aliases", "best.kind", "best.principal", "best.origin"
        )
    if table == "place":
        return rows.groupBy("id").agg(F.min(F.expr("struct(kind IS NULL, name, kind)")).alias("best")).select("id", "best.name", "best.kind")
    if table == "edge":
        # Only edges between actors or places come more than once.
        return rows.groupBy("source", "relation", "target").agg(
            F.min("modality").alias("modality"),
            F.min("status").alias("status"),
            F.sum("evidence_count").alias("evidence_count"),
            F.array_sort(F.array_distinct(F.flatten(F.collect_list("documents")))).alias("documents"),
            F.min("document").alias("document"),
            F.min_by("quote", "document").alias("quote"),
            F.min_by("confidence", "document").alias("confidence"),
        )
    return rows


if __name__ == "__main__":
    main()
