#!/usr/bin/env python3
"""Reads news with spaCy as a script of the field does: who did what to whom, one JSON line a triple.

    cargo run --release --example raw_limits -- vocabulary > vocabulary.json
    benches/compare/reading.py --vocabulary vocabulary.json --spacy en_core_web_sm NEWS.jsonl > triples.jsonl

Names are found by a PhraseMatcher that holds every name, alias and adjective of reprisal's ontology; deeds are the verbs that its
triggers have. Of every such verb the subject (or the agent after "by") is who did it, the object (or the subject of a passive, or
what follows "at", "on", "against") is to whom; one of the two must be a name of the ontology, the other may be a plain word. The
parser, the tagger and the lemmatizer run; the entity recognizer does not, since nobody asks it. It knows nothing of dates, places, denials, voices, retaliation or of who is meant by "the group".
"""

import argparse
import json
import os
import sys

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from model import load  # noqa: E402

PATIENTS = ("dobj", "nsubjpass")
TOWARDS = ("at", "on", "against", "upon", "into", "towards")


def articles(files):
    """Texts of records with their ids."""
    for name in files:
        with open(name, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                yield record.get("title", "") + "\n\n" + record["text"], record["id"]


def arguments(verb):
    """Words that stand for who did it and to whom."""
    agents, patients = [], []
    for word in verb.children:
        if word.dep_ == "nsubj":
            agents.append(word)
        elif word.dep_ in PATIENTS:
            patients.append(word)
        elif word.dep_ == "agent":
            agents.extend(child for child in word.children if child.dep_ == "pobj")
        elif word.dep_ == "prep" and word.lower_ in TOWARDS:
            patients.extend(child for child in word.children if child.dep_ == "pobj")
    # "the US and Britain"
    for side in (agents, patients):
        side.extend([other for word in side for other in word.conjuncts])
    return agents, patients


def named(word, names):
    """The actor that a word and what stands before it name: "Iranian forces", "Israel's army"."""
    for at in (word, *word.lefts):
        if at.i in names:
            return names[at.i]
    return None


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+", help="JSON Lines with id, title and text")
    options.add_argument("--vocabulary", required=True, help="names and verbs of the ontology")
    options.add_argument("--spacy", default="en_core_web_sm", help="package of the model")
    options.add_argument("--batch", type=int, default=64)
    options.add_argument("--processes", type=int, default=1)
    options = options.parse_args()
    nlp = load(options.spacy, exclude=["ner"])
    from spacy.matcher import PhraseMatcher

    with open(options.vocabulary, encoding="utf-8") as file:
        vocabulary = json.load(file)
    matcher = PhraseMatcher(nlp.vocab)
    for actor, spellings in vocabulary["actors"].items():
        matcher.add(actor, list(nlp.tokenizer.pipe(spellings)))
    verbs = vocabulary["verbs"]
    documents = tokens = triples = 0
    pipe = nlp.pipe(articles(options.files), as_tuples=True, batch_size=options.batch, n_process=options.processes)
    for doc, identity in pipe:
        documents += 1
        tokens += len(doc)
        names = {}
        for match, start, end in matcher(doc):
            for at in range(start, end):
                names.setdefault(at, nlp.vocab.strings[match])
        if not names:
            continue
        for verb in doc:
            if verb.pos_ != "VERB" or verb.lemma_ not in verbs:
                continue
            agents, patients = arguments(verb)
            for agent in agents:
                for patient in patients:
                    who, whom = named(agent, names), named(patient, names)
                    if (who or whom) and who != whom:
                        triples += 1
                        sides = {"who": who or agent.text, "what": verbs[verb.lemma_], "whom": whom or patient.text}
                        triple = {"document": identity, **sides, "sentence": verb.sent.text}
                        print(json.dumps(triple, ensure_ascii=False))
    print(json.dumps({"documents": documents, "tokens": tokens, "triples": triples}), file=sys.stderr)


if __name__ == "__main__":
    main()
