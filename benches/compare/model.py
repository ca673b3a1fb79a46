"""Loads a model of spaCy by the name of its package, whoever packaged it."""

import importlib
import pathlib
import sys


def load(package, exclude):
    """The model; ends the program with a word when it is not installed."""
    try:
        import spacy

        try:
            return spacy.load(package, exclude=exclude)
        # A packaging of its own is no package of spaCy's.
        except (OSError, AttributeError):
            folder = pathlib.Path(importlib.import_module(package).__file__).parent
            config = next(iter(sorted(folder.rglob("config.cfg"))), None)
            if config is None:
                raise
            return spacy.load(config.parent, exclude=exclude)
    except (ImportError, OSError) as error:
        sys.exit(f"skipped: spaCy or its model is not installed ({str(error).splitlines()[0]})")
