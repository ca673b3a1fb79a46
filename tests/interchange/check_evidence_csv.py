"""evidence-csv in pandas: python check_evidence_csv.py FILE.csv INCIDENTS.json [ARTICLES]"""

import sys

import pandas

import asked

COLUMNS = (
    "event event_date published source document mention span_start span_end actor1 actor1_start actor1_end "
    "actor2 actor2_start actor2_end confidence kind modality told_by rule title quote"
).split()
COUNTS = ["mention", "span_start", "span_end", "actor1_start", "actor1_end", "actor2_start", "actor2_end"]


def read(path):
    table = pandas.read_csv(path, dtype=dict.fromkeys(COUNTS, "Int64"), parse_dates=["event_date", "published"])
    assert list(table.columns) == COLUMNS, list(table.columns)
    for column in ("event_date", "published"):
        assert table[column].isna().all() or str(table[column].dtype).startswith("datetime64"), column
    assert str(table.confidence.dtype) == "float64" and table.confidence.between(0, 1).all()
    return table


def same_as_told(table, incidents):
    """Every sentence of every incident is there, in order."""
    table = table.assign(event=table.event.map(asked.plain), document=table.document.map(asked.plain))
    incidents = {asked.on_one_line(id): one for id, one in incidents.items()}
    for event, rows in table[table.event.isin(list(incidents))].groupby("event"):
        told = [(asked.on_one_line(one["document"]), *one["span"]) for one in incidents[event]["evidence"]]
        here = [(row.document, row.span_start, row.span_end) for row in rows.itertuples()]
        assert told == here, event
        assert list(rows.mention) == list(range(1, len(rows) + 1)), event
        assert set(rows.kind) == {incidents[event]["kind"]}, event
        quotes = [asked.on_one_line(one["text"]) for one in incidents[event]["evidence"]]
        assert quotes == [asked.plain(quote) for quote in rows.quote], event
    missing = [id for id, one in incidents.items() if one["evidence"] and id not in set(table.event)]
    assert not missing, missing


def quotes_stand_in_the_articles(table, articles):
    found, named = 0, 0
    for row in table.itertuples():
        text = asked.texts(articles, row.document)
        if text is None:
            continue
        quote = text[row.span_start : row.span_end].decode()
        assert asked.on_one_line(quote) == asked.plain(row.quote), (row.event, quote, row.quote)
        found += 1
        for start, end in [(row.actor1_start, row.actor1_end), (row.actor2_start, row.actor2_end)]:
            if not pandas.isna(start):
                assert row.span_start <= start < end <= row.span_end, row.event
                name = text[start:end].decode()
                assert name.strip() == name and name, (row.event, name)
                named += 1
    assert found, "none of the documents is among the articles"
    return found, named


def no_cell_is_a_formula(table):
    for column in table.select_dtypes(["object", "str"]):
        for cell in table[column].dropna().map(str):
            if cell.lstrip()[:1] in tuple("=+-@＝＋－＠"):
                float(cell)


def main(path, incidents, articles=None):
    table, incidents = read(path), asked.incidents(incidents)
    no_cell_is_a_formula(table)
    same_as_told(table, incidents)
    found, named = quotes_stand_in_the_articles(table, articles) if articles else (0, 0)
    print(f"evidence-csv: {len(table)} sentences on {table.event.nunique()} events, {found} found where they stand with {named} names: ok")


main(*sys.argv[1:])
