"""The SQLite database in sqlite3 and pandas: python check_sqlite.py FILE.db INCIDENTS.json RETALIATIONS.json"""

import json
import sqlite3
import sys

import pandas

import asked


def main(path, incidents, retaliations):
    incidents, retaliations = asked.incidents(incidents), asked.retaliations(retaliations)
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = pandas.read_sql("SELECT * FROM retaliated", database)
        # Where nobody is known to have been hit the view takes those who did what is answered; the question does not.
        rows = rows[rows.target_is_provoker == 0]
        found = asked.pairs(rows[["perpetrator", "target", "incident"]].itertuples(index=False, name=None))
        assert found == retaliations, found ^ retaliations
        answers = set(database.execute("SELECT incident, answered FROM retaliated_for"))
        assert {(row.incident, one) for row in rows.itertuples() for one in json.loads(row.answered)} <= answers
        assert rows.quote.notna().all()
        told = pandas.read_sql("SELECT * FROM incidents", database, index_col="id", parse_dates=["earliest", "latest"])
        assert set(told.index) == set(incidents)
        assert told.earliest.isna().all() or str(told.earliest.dtype).startswith("datetime64")
        for id, one in incidents.items():
            row = told.loc[id]
            assert (row.kind, row.status, row.date_text) == (one["kind"], one["status"], one["date"]) or pandas.isna(row.date_text)
            quotes = database.execute("SELECT quote, document FROM evidence WHERE incident = ? ORDER BY number", (id,)).fetchall()
            assert quotes == [(said["text"], said["document"]) for said in one["evidence"]], id
        words = found_by_words(database)
        counts = {name: database.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in ("actors", "incidents", "reports", "evidence", "attacked", "backed")}
    print("sqlite: " + ", ".join(f"{count} {name}" for name, count in counts.items()) + f", {len(found)} who retaliated against whom, {words} found by a word: ok")


def found_by_words(database):
    """Looks a word of a sentence up, as a reader would."""
    first = database.execute("SELECT rowid, quote FROM evidence ORDER BY length(quote) DESC LIMIT 1").fetchone()
    if first is None:
        return 0
    word = max("".join(c if c.isalnum() and c.isascii() else " " for c in first[1]).split(), key=len)
    rows = database.execute("SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH ?", (word,)).fetchall()
    assert (first[0],) in rows, word
    return len(rows)


main(*sys.argv[1:])
