"""Entities in followthemoney: python check_ftm.py NODE-LINK.json FILE.ftm.json…

The model checks values; that properties are known, required ones are there and references lead somewhere is checked here. Then
`ftm validate -i FILE -o /dev/null` is to end with 0.
"""

import collections
import json
import subprocess
import sys

from followthemoney import model


def main(node_link, *paths):
    node_link = json.load(open(node_link, encoding="utf-8"))
    kinds = [node["id"].split(":")[0] for node in node_link["nodes"]]
    for path in paths:
        entities = [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]
        schemas = {entity["id"]: model.get(entity["schema"]) for entity in entities}
        assert len(schemas) == len(entities), "ids are unique"
        for entity in entities:
            schema, properties = schemas[entity["id"]], entity["properties"]
            schema.validate(entity)
            assert set(properties) <= set(schema.properties), (schema.name, set(properties) - set(schema.properties))
            assert set(schema.required) <= set(properties), entity
            for name, values in properties.items():
                prop = schema.properties[name]
                if prop.type.name == "entity":
                    for value in values:
                        assert schemas[value].is_a(prop.range), (entity, name, value)
            # What the library makes of it has lost no value.
            kept = model.get_proxy(entity, cleaned=False)
            for name, values in properties.items():
                if schema.properties[name].type.name in ("entity", "date", "country"):
                    assert set(kept.get(name)) == set(values), (entity, name, kept.get(name))
        counts = collections.Counter(entity["schema"] for entity in entities)
        assert counts["Event"] == kinds.count("incident") and counts["Address"] == kinds.count("place")
        assert sum(counts[name] for name in ("PublicBody", "Organization", "Person", "Vessel", "LegalEntity")) == kinds.count("actor")
        answers = [entity for entity in entities if entity["properties"].get("role") == ["retaliated for"]]
        expected = sum(edge.get("relation", edge.get("rel")) == "retaliated_for" for edge in node_link["edges"])
        assert len(answers) == expected, (len(answers), expected)
        assert subprocess.run(["ftm", "validate", "-i", path, "-o", "/dev/null"], check=False).returncode == 0
        print("ftm: " + ", ".join(f"{count} {schema}" for schema, count in sorted(counts.items())) + ": ok")


main(*sys.argv[1:])
