"""Reads news articles about armed conflict into a knowledge graph of actors, incidents and retaliation.

>>> import reprisal
>>> said = reprisal.read("Iran struck Israel on 13 April 2024 in retaliation for the strike on its consulate in Damascus.")
>>> [(incident["kind"], incident["perpetrators"], incident["retaliates_for"]) for incident in said["incidents"]]
[('airstrike', [], []), ('attack', ['iran'], ['i1'])]

A `Graph` is made of files, answers questions, and goes to networkx, pandas and Graphviz.
"""

from __future__ import annotations

import functools
import io
import json
import os
import warnings
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import _reprisal
from ._reprisal import ReprisalError, __version__

if TYPE_CHECKING:
    import networkx
    import pandas

__all__ = ["Answer", "Graph", "Reader", "ReprisalError", "__version__", "explain", "read", "read_files"]

StrPath = "str | os.PathLike[str]"


class Reader:
    """Reads texts with an ontology: the shipped one, and folders of RON files laid over it.

    `shipped` is "all", "language" (words and triggers without actors and places, for another war) or "nothing".
    """

    def __init__(self, ontology: Iterable[StrPath] = (), *, shipped: str = "all") -> None:
        folders = [ontology] if isinstance(ontology, (str, os.PathLike)) else list(ontology)
        self._inner = _reprisal.Reader([os.fspath(folder) for folder in folders], shipped=shipped)

    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        title: str | None = None,
        published: str | None = None,
        source: str | None = None,
        url: str | None = None,
    ) -> dict[str, Any]:
        """What one text says: its actors, places, incidents and relations, each with its sentence."""
        return self._inner.read(text, id=id, title=title, published=_day(published), source=source, url=url)

    def explain(
        self, text: str, *, id: str | None = None, title: str | None = None, published: str | None = None
    ) -> dict[str, Any]:
        """How one text was read: which rules were tried in each sentence, and why nothing came of some."""
        return self._inner.explain(text, id=id, title=title, published=_day(published))

    def read_files(self, *inputs: StrPath) -> Iterator[dict[str, Any]]:
        """What the articles in files, folders, globs and JSON Lines say, one at a time.

        What cannot be read is passed over with a warning that says where and why.
        """
        for extraction, problem in self._inner.read_files(*(os.fspath(each) for each in inputs)):
            if problem is not None:
                warnings.warn(problem, stacklevel=2)
            else:
                yield extraction


class Answer(dict):
    """What a question gave: a dict as `reprisal ask --format json` writes it."""

    @property
    def understood(self) -> str:
        """How the question was understood."""
        return self["understood"]

    @property
    def pattern(self) -> str:
        """What it means, as a pattern that `Graph.find` takes."""
        return self["pattern"]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows, each with its sentences under "evidence"."""
        return self["rows"]

    def __bool__(self) -> bool:
        return bool(self["rows"])

    def to_pandas(self) -> pandas.DataFrame:
        """A row each: who, whom, what, when, where, on how many sources, and the first sentence."""
        import pandas

        def names(actors: list[dict[str, Any]]) -> str:
            return ", ".join(actor["name"] for actor in actors)

        columns = ["who", "whom", "what", "since", "until", "places", "incidents", "sources", "quote", "document"]
        rows = []
        for row in self.rows:
            first = next(iter(row.get("evidence", [])), {})
            rows.append(
                [
                    names(row.get("who", [])),
                    names(row.get("whom", [])),
                    ", ".join(row.get("what", [])),
                    row.get("since"),
                    row.get("until"),
                    "; ".join(row.get("places", [])),
                    row.get("deeds"),
                    row.get("sources"),
                    first.get("text"),
                    first.get("document"),
                ]
            )
        return pandas.DataFrame(rows, columns=columns)


class Graph:
    """What documents say, together: who attacked, answered, backs, leads and belongs to whom.

    >>> graph = Graph([reprisal.read("Iran struck Israel.", id="a")])      # doctest: +SKIP
    >>> graph = Graph.of("articles/", "news.jsonl")                        # doctest: +SKIP
    """

    def __init__(self, extractions: Iterable[dict[str, Any]] = (), *, reader: Reader | None = None) -> None:
        self._reader = reader or _default()
        self._inner = _reprisal.Graph(self._reader._inner)
        for extraction in extractions:
            self._inner.add(extraction)

    @classmethod
    def of(cls, *inputs: StrPath, reader: Reader | None = None) -> Graph:
        """The graph of the articles in files, folders, globs and JSON Lines."""
        reader = reader or _default()
        return cls(reader.read_files(*inputs), reader=reader)

    @classmethod
    def load(cls, path: StrPath, *, reader: Reader | None = None) -> Graph:
        """A graph that `save` or `reprisal build` saved."""
        graph = cls(reader=reader)
        graph._inner = _reprisal.Graph.load(os.fspath(path), graph._reader._inner)
        return graph

    def save(self, path: StrPath) -> None:
        """Saves the graph: RON when the name ends in .ron, else JSON."""
        self._inner.save(os.fspath(path))

    def add(self, extraction: dict[str, Any] | str, **about: str) -> None:
        """Adds what a document says: what `read` gave, or a text, which is read first (with `id`, `published`…).

        A document of the same id is replaced.
        """
        if isinstance(extraction, str):
            extraction = self._reader.read(extraction, **about)
        self._inner.add(extraction)

    def remove(self, document: str) -> bool:
        """Takes a document out with everything that it alone says; false when it is not there."""
        return self._inner.remove(document)

    def merge(self, other: Graph) -> None:
        """Adds what another graph holds."""
        self._inner.merge(other._inner)

    @property
    def documents(self) -> list[dict[str, Any]]:
        """The documents: id, title, source, day of publication."""
        return self._inner.documents()

    def __len__(self) -> int:
        return len(self._inner)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self._inner == other._inner

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"<reprisal.Graph of {len(self)} documents>"

    def ask(self, question: str, *, roll_up: str = "principal", standing: bool = False) -> Answer:
        """Answers a question in English; one that is not understood raises `ReprisalError` with the forms that are."""
        return Answer(self._inner.ask(question, roll_up=roll_up, standing=standing))

    def find(self, pattern: str, *, roll_up: str = "principal", standing: bool = False) -> Answer:
        """Finds what fits a pattern, such as "?x backs ?y; ?y attacked israel*"."""
        return Answer(self._inner.find(pattern, roll_up=roll_up, standing=standing))

    def chains(self, actor: str | None = None, *, limit: int | None = None) -> dict[str, Any]:
        """Who answered whom, blow by blow, the longest chain first."""
        return self._inner.chains(actor) if limit is None else self._inner.chains(actor, limit=limit)

    def timeline(self, actor: str | None = None) -> dict[str, Any]:
        """What happened when."""
        return self._inner.timeline(actor)

    def stats(self) -> dict[str, Any]:
        """Figures of the graph."""
        return self._inner.stats()

    def to_dict(self) -> dict[str, Any]:
        """Everything that the graph holds, as node-link data."""
        return json.loads(self._inner.export("node-link"))

    def to_networkx(self, network: str = "actors", *, standing: bool = False) -> networkx.MultiDiGraph:
        """A networkx graph of actors (an edge for each relation of two, counted) or of incidents (everything)."""
        import networkx

        data = json.loads(self._inner.export("node-link", network=network, standing=standing))
        return networkx.node_link_graph(data, edges="edges")

    def to_pandas(self, what: str = "events") -> pandas.DataFrame:
        """A table: "events" (an incident a row, in ACLED's columns), "evidence" (a sentence a row) or "documents"."""
        import pandas

        if what == "documents":
            return pandas.DataFrame(self.documents)
        if what not in ("events", "evidence"):
            raise ValueError("what is one of events, evidence, documents")
        return pandas.read_csv(io.StringIO(self._inner.export(f"{what}-csv")), keep_default_na=False, na_values=[""])

    def to_dot(self, view: str = "actors", **options: Any) -> str:
        """A picture for Graphviz: "actors", "incidents", "chain", "around" (an `actor`) or "map".

        Options: `actor`, `depth`, `chains`, `top`, `theme` ("light", "dark", "print"), `standing`.
        """
        return self._inner.to_dot(view, **options)

    def export(self, format: str, *, network: str | None = None, standing: bool = False) -> str:
        """The graph as text: node-link, cytoscape, graphml, gexf, turtle, nquads, stix, ftm, events-csv, evidence-csv, page."""
        return self._inner.export(format, network=network, standing=standing)


def read(text: str, **about: str | None) -> dict[str, Any]:
    """What one text says, with the shipped ontology; see `Reader.read`."""
    return _default().read(text, **about)


def explain(text: str, **about: str | None) -> dict[str, Any]:
    """How one text was read, with the shipped ontology; see `Reader.explain`."""
    return _default().explain(text, **about)


def read_files(*inputs: StrPath) -> Iterator[dict[str, Any]]:
    """What the articles in files say, with the shipped ontology; see `Reader.read_files`."""
    return _default().read_files(*inputs)


@functools.lru_cache(maxsize=1)
def _default() -> Reader:
    return Reader()


def _day(day: Any) -> str | None:
    """A day as written: "2024-02-03", or a `datetime.date`."""
    return day if day is None else str(day)
