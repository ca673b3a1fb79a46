#!/usr/bin/env python3
"""Times reprisal's tagger and parser beside spaCy's small English model, on the same texts, one thread each.

Needs Python with spaCy and its small model, given by package name (`en_core_web_sm`, or another packaging of it):

    benches/compare/syntax.py --spacy en_core_web_sm FILE...

spaCy runs tok2vec, tagger and parser alone (no entities, no lemmas) through nlp.pipe. Both sides are timed in CPU
seconds after loading; rounds alternate, the best of each counts. Texts default to the project's example articles.
"""

import argparse
import os
import pathlib
import re
import subprocess
import time

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"

from model import load  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]


def ours(files):
    """Tokens and CPU seconds of one round."""
    out = subprocess.run(
        ["cargo", "run", "--quiet", "--release", "-p", "reprisal-training", "--", "speed", "--model", "model/english.model", *files],
        cwd=ROOT, check=True, capture_output=True, text=True,
    ).stdout
    found = re.search(r"tagger and parser (\d+) tokens per CPU-second", out)
    tokens = re.search(r"(\d+) tokens", out)
    return int(tokens[1]), float(found[1])


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="*", help="text files, paragraphs separated by blank lines")
    options.add_argument("--spacy", default="en_core_web_sm", help="package of the model")
    options.add_argument("--rounds", type=int, default=3)
    options = options.parse_args()
    files = [os.path.abspath(name) for name in options.files] or sorted(map(str, (ROOT / "examples/articles").glob("*.txt")))
    nlp = load(options.spacy, exclude=["ner", "lemmatizer", "attribute_ruler"])
    texts = [part for name in files for part in pathlib.Path(name).read_text(encoding="utf-8").split("\n\n") if part.strip()]
    best_ours, best_spacy, tokens = 0.0, 0.0, 0
    for _ in range(options.rounds):
        ours_tokens, rate = ours(files)
        best_ours = max(best_ours, rate)
        begin = time.process_time()
        tokens = sum(len(doc) for doc in nlp.pipe(texts, batch_size=64))
        best_spacy = max(best_spacy, tokens / (time.process_time() - begin))
    print(f"reprisal  {ours_tokens:8} tokens  {best_ours:9.0f} tokens per CPU-second")
    print(f"spaCy sm  {tokens:8} tokens  {best_spacy:9.0f} tokens per CPU-second")
    print(f"ratio     {best_ours / best_spacy:.1f}")


if __name__ == "__main__":
    main()
