"""The wheel as its user meets it."""

import datetime
import json
import pathlib
import subprocess
import sys
import threading

import networkx
import pandas
import pytest

import reprisal

ARTICLES = pathlib.Path(__file__).resolve().parents[2] / "examples" / "articles"
ANSWER = "US jets struck Kataib Hezbollah in Iraq on 29 December 2019 in retaliation for a rocket attack on the K1 base."


@pytest.fixture(scope="module")
def graph():
    return reprisal.Graph.of(ARTICLES)


def test_a_text_is_read_into_a_dict_whose_evidence_quotes_it():
    said = reprisal.read(ANSWER, id="one", published="2019-12-30")
    incident = next(each for each in said["incidents"] if each["perpetrators"] == ["us-military"])
    assert incident["targets"] == ["kataib-hezbollah"] and incident["date"] == "2019-12-29"
    assert incident["retaliates_for"] and incident["confidence"] == 0.86
    start, end = incident["evidence"][0]["span"]
    assert ANSWER.encode()[start:end].decode() == incident["evidence"][0]["text"]
    assert said["document"]["id"] == "one"


def test_a_day_may_be_a_date():
    said = reprisal.read("Iran struck Israel on Saturday.", published=datetime.date(2024, 4, 15))
    assert said["incidents"][0]["date"] == "2024-04-13"


def test_a_day_that_is_none_is_refused_with_a_word():
    with pytest.raises(reprisal.ReprisalError, match="published"):
        reprisal.read("Iran struck Israel.", published="soon")


def test_reading_can_be_explained():
    told = reprisal.explain("A drone hit the base.")
    assert told["sentences"][0]["tried"][0]["word"] == "hit"


def test_a_question_is_answered_with_sentences(graph):
    answer = graph.ask("who backs Hezbollah?")
    assert answer and answer.understood == "who backs Hezbollah"
    assert answer.rows[0]["who"][0]["id"] == "iran"
    assert "Iran-backed" in answer.rows[0]["evidence"][0]["text"]
    table = answer.to_pandas()
    assert list(table["who"]) == ["Iran"] and table.loc[0, "sources"] == 2


def test_a_pattern_finds_and_nothing_found_is_false(graph):
    assert graph.find("?x backs ?y; ?y attacked israel*").rows
    assert not graph.find("israel backs hezbollah")


def test_what_is_not_understood_is_refused_with_what_would_be(graph):
    with pytest.raises(reprisal.ReprisalError, match="who retaliated against whom"):
        graph.ask("will there be peace?")
    with pytest.raises(reprisal.ReprisalError):
        graph.find("? attacked")
    with pytest.raises(ValueError, match="principal, named"):
        graph.ask("who attacked whom?", roll_up="mine")


def test_networkx_gets_actors_and_incidents(graph):
    actors = graph.to_networkx()
    assert isinstance(actors, networkx.MultiDiGraph)
    assert any(data["relation"] == "attacked" for *_, data in actors.edges(data=True))
    incidents = graph.to_networkx("incidents")
    assert incidents.number_of_nodes() > actors.number_of_nodes()
    assert networkx.degree_centrality(actors)


def test_pandas_gets_tables(graph):
    events = graph.to_pandas()
    assert {"event_date", "actor1", "fatalities"} <= set(events.columns) and len(events) > 20
    assert len(graph.to_pandas("evidence")) > len(events)
    assert len(graph.to_pandas("documents")) == len(graph) == len(graph.documents)
    with pytest.raises(ValueError, match="events, evidence, documents"):
        graph.to_pandas("all")


def test_pictures_and_texts_of_other_programs(graph):
    assert graph.to_dot().startswith("digraph")
    assert graph.to_dot("around", actor="Houthis", theme="dark").startswith("digraph")
    with pytest.raises(reprisal.ReprisalError):
        graph.to_dot("around", actor="Nobody At All")
    assert graph.export("gexf").startswith("<?xml")
    assert "<html" in graph.export("page")[:200]
    with pytest.raises(ValueError, match="graphml"):
        graph.export("word")


def test_chains_timeline_and_figures(graph):
    assert graph.chains("Israel", limit=1)["chains"]
    assert graph.timeline("Iran")
    assert graph.stats()["documents"] == len(graph)


def test_a_graph_is_saved_loaded_merged_and_changed(graph, tmp_path):
    graph.save(tmp_path / "graph.json")
    again = reprisal.Graph.load(tmp_path / "graph.json")
    assert again == graph and len(again) == len(graph)
    again.add(ANSWER, id="one", published="2019-12-30")
    assert len(again) == len(graph) + 1 and again != graph
    again.merge(graph)
    assert again.remove("one") and not again.remove("one") and again == graph
    (tmp_path / "no.json").write_text("{}")
    with pytest.raises(reprisal.ReprisalError):
        reprisal.Graph.load(tmp_path / "no.json")
    with pytest.raises(OSError):
        reprisal.Graph.load(tmp_path / "none.json")


def test_extractions_of_others_make_a_graph():
    record = json.loads(json.dumps(reprisal.read(ANSWER, id="one")))
    graph = reprisal.Graph([record])
    assert graph.ask("who retaliated against whom?")
    with pytest.raises(reprisal.ReprisalError):
        graph.add({"document": 3})


def test_a_file_that_cannot_be_read_is_passed_over_with_a_warning(tmp_path):
    (tmp_path / "a.txt").write_text("Iran struck Israel on 13 April 2024.")
    (tmp_path / "b.txt").write_bytes(b"\x00\xff\x00")
    with pytest.warns(UserWarning, match="b.txt"):
        assert len(list(reprisal.read_files(tmp_path))) == 1


def test_an_ontology_of_ones_own(tmp_path):
    (tmp_path / "war.ron").write_text('( actors: [( id: "sea-league", name: "Sea League", kind: ArmedGroup )] )')
    reader = reprisal.Reader([tmp_path], shipped="language")
    said = reader.read("Sea League fighters shelled a town.")
    assert [actor["id"] for actor in said["actors"]] == ["sea-league"]
    graph = reprisal.Graph(reader=reader)
    graph.add("Sea League fighters shelled Blue Front fighters.", id="a")
    assert len(graph) == 1
    (tmp_path / "war.ron").write_text("( actors: [( id: 3 )] )")
    with pytest.raises(reprisal.ReprisalError, match="war.ron:1"):
        reprisal.Reader([tmp_path])


def test_threads_read_side_by_side():
    found = []
    threads = [threading.Thread(target=lambda: found.append(reprisal.read(ANSWER)["incidents"])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4 and all(each == found[0] for each in found)


def test_it_reads_as_the_program_does(graph):
    program = pathlib.Path(__file__).resolve().parents[2] / "target" / "release" / "reprisal"
    if not program.exists():
        pytest.skip("the program is not built")
    run = [program, "ask", "who backs Hezbollah?", ARTICLES, "--format", "json", "--quiet"]
    told = json.loads(subprocess.run(run, capture_output=True, check=True).stdout)
    assert told["rows"][0]["who"] == graph.ask("who backs Hezbollah?").rows[0]["who"]


def test_pandas_and_networkx_are_asked_for_only_when_needed():
    code = "import sys, reprisal; reprisal.read('Iran struck Israel.'); assert not {'pandas', 'networkx'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert pandas
