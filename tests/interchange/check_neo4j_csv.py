"""neo4j-csv, as its bulk importer reads it: python check_neo4j_csv.py FOLDER INCIDENTS.json RETALIATIONS.json

No Neo4j is here, so this does what the importer does first: headers, types, unique ids, ends that are there.
"""

import csv
import datetime
import pathlib
import re
import sys
import urllib.parse

import asked

PROPERTY = re.compile(r"[a-z][a-z0-9_]*(:(long|double|date|string\[\]))?")
NODES = re.compile(r"id:ID\(([A-Z][a-z]+)\)")
START, END = re.compile(r":START_ID\(([A-Z][a-z]+)\)"), re.compile(r":END_ID\(([A-Z][a-z]+)\)")
TYPES = "PERPETRATED TARGETED OCCURRED_IN RETALIATED_FOR BACKS PART_OF LEADS WITHIN NAMED_IN STATES STANDS_IN".split()


def rows(path):
    # A row is a line: the importer is not asked for --multiline-fields.
    text = path.read_bytes().decode()
    lines = text.split("\n")
    assert lines.pop() == "" and "\r" not in text, path
    found = list(csv.reader(lines, strict=True))
    assert len(found) == len(lines), f"{path}: a row goes over several lines"
    header, *rest = found
    assert all(len(row) == len(header) for row in rest), path
    return header, rest


def typed(name, cell):
    kind = name.partition(":")[2]
    if cell == "":
        return None
    if kind == "long":
        return int(cell)
    if kind == "double":
        return float(cell)
    if kind == "date":
        return datetime.date.fromisoformat(cell)
    if kind == "string[]":
        return asked.items(cell, ";")
    return asked.plain(cell)


def raw(key):
    """An id as the graph has it."""
    return "" if key == "%" else urllib.parse.unquote(key)


def properties(names, cells):
    for name in names:
        assert PROPERTY.fullmatch(name), name
    assert len({name.partition(":")[0] for name in names}) == len(names)
    return {name.partition(":")[0]: typed(name, cell) for name, cell in zip(names, cells)}


def main(folder, incidents, retaliations):
    folder = pathlib.Path(folder)
    command = (folder / "README.md").read_text(encoding="utf-8")
    nodes, relationships = {}, []
    files = sorted(folder.glob("*.csv"))
    for path in files:
        header, table = rows(path)
        if node := NODES.fullmatch(header[0]):
            assert header[-1] == ":LABEL" and f"--nodes={path.name} " in command, path
            space = nodes.setdefault(node[1], {})
            for id, *cells, label in table:
                assert id and id == id.strip() and label == node[1] and id not in space, (path, id)
                space[id] = properties(header[1:-1], cells)
        else:
            start, end = START.fullmatch(header[0])[1], END.fullmatch(header[1])[1]
            assert header[2] == ":TYPE" and f"--relationships={path.name} " in command, path
            relationships += [(start, row[0], row[2], end, row[1], properties(header[3:], row[3:])) for row in table]
    for start, a, name, end, b, _ in relationships:
        assert name in TYPES and a in nodes[start] and b in nodes[end], (start, a, name, end, b)
    nodes = {label: {raw(id): says for id, says in all.items()} for label, all in nodes.items()}
    relationships = [(start, raw(a), name, end, raw(b), says) for start, a, name, end, b, says in relationships]
    same_as_told(nodes, relationships, asked.incidents(incidents), asked.retaliations(retaliations))
    print(f"neo4j-csv: {len(files)} files, {sum(map(len, nodes.values()))} nodes, {len(relationships)} relationships: ok")


def same_as_told(nodes, relationships, incidents, retaliations):
    assert set(nodes["Incident"]) == set(incidents)
    for id, node in nodes["Incident"].items():
        told = incidents[id]
        assert (node["kind"], node["date_text"], node["killed"]) == (told["kind"], told["date"], told["killed"]), id
        assert (node["date"] is None) == (told["date"] is None or len(told["date"]) < 10), id
    ends = {}
    for _, a, name, _, b, says in relationships:
        ends.setdefault(name, []).append((a, b, says))
    stated = {}
    for sentence, incident, _ in ends["STATES"]:
        if incident in incidents and nodes["Evidence"][sentence]["about"].startswith("incident:"):
            stated.setdefault(incident, []).append(nodes["Evidence"][sentence])
    for id, told in incidents.items():
        here = [one["quote"] for one in sorted(stated.get(id, []), key=lambda one: one["number"])]
        assert here == [asked.on_one_line(one["text"]) for one in told["evidence"]], id
    who, whom, answers = {}, {}, {}
    for table, name, flip in ((who, "PERPETRATED", True), (whom, "TARGETED", False), (answers, "RETALIATED_FOR", False)):
        for a, b, says in ends.get(name, []):
            a, b = (b, a) if flip else (a, b)
            table.setdefault(a, set()).add(b)
            assert says["quote"] and says["document"] in says["documents"], (a, b)
            assert set(says["documents"]) <= set(nodes["Document"]), (a, b)
    held = [incident for incident in answers if nodes["Incident"][incident]["modality"] == "asserted"]
    found = {(one, other, incident) for incident in held for one in who.get(incident, ()) for other in whom.get(incident, ())}
    assert asked.pairs(found) == retaliations, asked.pairs(found) ^ retaliations


main(*sys.argv[1:])
