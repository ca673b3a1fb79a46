"""Records of a made-up document full of texts that are hard to write, for the checks: python hostile.py > hostile.jsonl"""

import json

TEXTS = [
    "They struck back at the port for the raid of the day before.",
    '=HYPERLINK("http://evil.example";"click")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "<script>alert('x')</script> ]]> &amp; -- <!-- -->",
    "line\nbreak\r\ttab\u0000\u001b[31m\u007f\u0085\ufffe",
    "\u202ereversed\u202c كتائب حزب الله 🚀 \u2028\u2029",
    "back\\slash \\N \"quoted\" 'single' ; , | {} [] # %41 $$ `x` \\u0000",
    "x" * 100_000,
]
ACTORS = ["northland", "red brigade; #1", '50%"<a>&\'', "ليبيا\u2028", "back\\slash"]
PLACES = ["riverton", "hill ford#2"]


def evidence(number):
    text = TEXTS[number % len(TEXTS)]
    return {"span": [number * 100, number * 100 + len(text.encode())], "text": text, "rule": "test", "confidence": 0.5}


def incident(number):
    voices = [{"actor": ACTORS[number % 5], "words": TEXTS[(number + 1) % 7], "stance": "claims"}]
    return {
        "id": f"i{number}",
        "kind": ["airstrike", "shelling", "raid"][number % 3],
        "perpetrators": [ACTORS[number % 5]],
        "targets": [ACTORS[(number + 1) % 5]],
        "places": [PLACES[number % 2]],
        "date": ["2024-03-01", "2024-03", "2024", None][number % 4],
        "killed": number,
        "weapon": TEXTS[number % 7],
        "modality": ["asserted", "asserted", "denied", "threatened"][number % 4],
        "attributed_to": ACTORS[number % 5],
        "retaliates_for": [f"i{number - 1}"] if number % 4 == 1 else [],
        "evidence": [{**evidence(number), "voices": voices}, evidence(number + 3)],
    }


def actor(number):
    return {
        "id": ACTORS[number],
        "name": TEXTS[number + 1] or ACTORS[number],
        "aliases": TEXTS[1:7],
        "kind": "armed-group",
        "principal": ACTORS[number],
        "origin": "discovered",
    }


def document(name, source):
    return {
        "version": 1,
        "document": {"id": name, "title": TEXTS[4], "source": source, "published": "2024-03-05"},
        "actors": [actor(number) for number in range(5)],
        "places": [{"id": place, "name": TEXTS[3], "kind": "city"} for place in PLACES],
        "incidents": [incident(number) for number in range(12)],
        "relations": [
            {"subject": ACTORS[0], "predicate": "backs", "object": ACTORS[1], "modality": "asserted", "evidence": [evidence(2)]},
            {"subject": ACTORS[2], "predicate": "leads", "object": ACTORS[3], "modality": "denied", "evidence": [evidence(4)]},
        ],
    }


if __name__ == "__main__":
    print(json.dumps(document("daily#3; a b%.txt", "https://daily.example/?a=1&b=<2>")))
    print(json.dumps(document("wire", "\u202eWire")))
