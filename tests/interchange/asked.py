"""What the checks ask the program itself, to compare other programs' answers with.

incidents.json:     reprisal timeline GRAPH --status any --roll-up named --format json
retaliations.json:  reprisal find '?x retaliated-against ?y' GRAPH --roll-up named --format json
"""

import json
import pathlib
import unicodedata


def incidents(path):
    """Every incident, by id."""
    told = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    return {one["id"]: one for part in told.values() if isinstance(part, list) for one in part}


def retaliations(path):
    """Who retaliated against whom: (who, whom, incidents). A pair has a row for each deed that it answered."""
    rows = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))["rows"]
    return pairs((row["who"][0]["id"], row["whom"][0]["id"], incident) for row in rows for incident in row["incidents"])


def plain(cell):
    """The text of a cell: without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:].lstrip()[:1] in tuple("=+-@＝＋－＠") else cell


def items(cell, between):
    """The texts of a list in a cell."""
    return [item.replace("%3B", ";").replace("%25", "%") for item in plain(cell).split(between)]


def on_one_line(text):
    """A text as cells hold it: on one line, without further control characters."""
    text = "".join(" " if c in "\n\r\t" else c for c in text.replace("\r\n", "\n"))
    return "".join(c for c in text if unicodedata.category(c) != "Cc")


def pairs(rows):
    """Rows of (who, whom, incident) as retaliations() has them."""
    found = {}
    for who, whom, incident in rows:
        found.setdefault((who, whom), set()).add(incident)
    return {(who, whom, tuple(sorted(all))) for (who, whom), all in found.items()}


def texts(folder, document):
    """The text of a document as bytes, given the folder of the articles; None where it is not there."""
    path = pathlib.Path(folder) / pathlib.PurePath(document).name
    if path.is_file():
        return path.read_bytes()
    for records in pathlib.Path(folder).glob("*.jsonl"):
        for line in records.read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if record.get("id") == document:
                return record["text"].encode()
    return None
