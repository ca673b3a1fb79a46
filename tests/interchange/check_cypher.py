"""The Cypher script in ladybug: python check_cypher.py SCRIPT.cypher INCIDENTS.json RETALIATIONS.json

ladybug wants tables declared, and knows no constraints on nodes; so the tables are made of what the statements set, and the
constraints are checked for their shape. Everything is run twice.
"""

import pathlib
import re
import sys

import ladybug

import asked

TEXT = r"'(?:[^'\\]|\\.)*'"
CONSTRAINT = re.compile(r"CREATE CONSTRAINT [a-z]+_id IF NOT EXISTS FOR \(n:([A-Z][a-z]+)\) REQUIRE n\.id IS UNIQUE;")
NODE = re.compile(rf"MERGE \(n:([A-Z][a-z]+) \{{id: {TEXT}\}}\)")
EDGE = re.compile(
    rf"MATCH \(a:([A-Z][a-z]+) \{{id: {TEXT}\}}\), \(b:([A-Z][a-z]+) \{{id: {TEXT}\}}\) "
    rf"MERGE \(a\)-\[r:([A-Z_]+)(?: \{{([a-z]+): {TEXT}\}})?\]->\(b\)"
)
VALUE = rf"(?:{TEXT}|\[{TEXT}(?:, {TEXT})*\]|date\('\d{{4}}-\d\d-\d\d'\)|\d+\.\d+(?:e-?\d+)?|\d+)"
SET = re.compile(rf"(?: SET|,) [nr]\.([a-z_]+) = ({VALUE})")


def kind(value):
    if value.startswith("'"):
        return "STRING"
    if value.startswith("["):
        return "STRING[]"
    if value.startswith("date("):
        return "DATE"
    return "DOUBLE" if "." in value else "INT64"


def declared(statements):
    """The tables that the statements need."""
    nodes, edges, ends = {}, {}, {}
    for statement in statements:
        if head := NODE.match(statement):
            columns = nodes.setdefault(head[1], {"id": "STRING"})
        else:
            head = EDGE.match(statement)
            assert head, statement[:300]
            columns = edges.setdefault(head[3], {})
            ends.setdefault(head[3], set()).add((head[1], head[2]))
            if head[4]:
                columns[head[4]] = "STRING"
        at = head.end()
        while assigned := SET.match(statement, at):
            assert columns.setdefault(assigned[1], kind(assigned[2])) == kind(assigned[2]), statement[:300]
            at = assigned.end()
        assert statement[at:] == ";", statement[at : at + 300]
    for label, columns in nodes.items():
        yield f"CREATE NODE TABLE {label}({spelled(columns)}, PRIMARY KEY (id))"
    for name, columns in edges.items():
        pairs = ", ".join(f"FROM {start} TO {end}" for start, end in sorted(ends[name]))
        yield f"CREATE REL TABLE `{name}`({pairs}{', ' if columns else ''}{spelled(columns)})"


def spelled(columns):
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


def ask(database, question):
    return database.execute(question).get_all()


def content(database):
    """Everything in the database."""
    nodes = ask(database, "MATCH (n) RETURN n")
    edges = ask(database, "MATCH (a)-[r]->(b) RETURN a.id, b.id, r")
    bare = lambda row: repr([{k: v for k, v in it.items() if not k.startswith("_")} if isinstance(it, dict) else it for it in row])
    return sorted(map(bare, nodes)), sorted(map(bare, edges))


RETALIATED = """
MATCH (who:Actor)-[:PERPETRATED]->(i:Incident)-[:RETALIATED_FOR]->(:Incident), (i)-[:TARGETED]->(whom:Actor)
WHERE i.modality = 'asserted' RETURN DISTINCT who.id, whom.id, i.id
"""


def main(script, incidents, retaliations):
    incidents, retaliations = asked.incidents(incidents), asked.retaliations(retaliations)
    text = pathlib.Path(script).read_bytes().decode()
    # However lines are counted, a statement is one.
    statements = text.splitlines()
    assert statements == text.removesuffix("\n").split("\n")
    constraints = [statement for statement in statements if statement.startswith("CREATE CONSTRAINT")]
    assert constraints == statements[: len(constraints)]
    statements = statements[len(constraints) :]
    database = ladybug.Connection(ladybug.Database(":memory:"))
    tables = list(declared(statements))
    labels = {CONSTRAINT.fullmatch(constraint)[1] for constraint in constraints}
    assert {table.split()[3].partition("(")[0] for table in tables if " NODE " in table} <= labels
    for statement in tables:
        database.execute(statement)
    for statement in statements:
        database.execute(statement)
    once = content(database)
    for statement in statements:
        database.execute(statement)
    assert content(database) == once, "running it again changed something"
    found = asked.pairs(map(tuple, ask(database, RETALIATED)))
    assert found == retaliations, found ^ retaliations
    for id, kind, killed, date in ask(database, "MATCH (i:Incident) RETURN i.id, i.kind, i.killed, i.date_text"):
        told = incidents.pop(id)
        assert (kind, killed, date) == (told["kind"], told["killed"], told["date"]), id
        quotes = ask(database, f"MATCH (e:Evidence)-[:STATES]->(i:Incident) WHERE i.id = {literal(id)} RETURN e.quote ORDER BY e.number")
        assert [quote for (quote,) in quotes] == [one["text"] for one in told["evidence"]], id
    assert not incidents, incidents
    nodes, edges = map(len, once)
    print(f"cypher: {len(statements)} statements run twice, {nodes} nodes, {edges} relationships, {len(found)} who retaliated against whom: ok")


def literal(text):
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'"


main(*sys.argv[1:])
