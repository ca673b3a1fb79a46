"""Bundles in stix2 and stix2-validator: python check_stix.py NODE-LINK.json FILE.json…

Strict, but for what is so on purpose: 103 (ids are UUIDs of names, version 5, so that the same graph gives the same bundle), 202
(relationships of our own), 302 (no hash goes with an address, since nobody keeps what lies behind it).
"""

import json
import sys

import stix2
import stix2validator


def main(node_link, *bundles):
    node_link = json.load(open(node_link, encoding="utf-8"))
    kinds = [node["id"].split(":")[0] for node in node_link["nodes"]]
    for path in bundles:
        text = open(path, encoding="utf-8").read()
        objects = stix2.parse(text, allow_custom=False).objects
        options = stix2validator.ValidationOptions(version="2.1", strict=True, enforce_refs=True, disabled=["103", "202", "302"])
        results = stix2validator.validate_file(path, options)
        assert results.is_valid, [str(error) for result in results.object_results for error in result.errors][:10]
        ids = {one["id"] for one in objects}
        assert len(ids) == len(objects)
        of = lambda *types: [one for one in objects if one["type"] in types]
        # One identity is that of the program.
        assert len(of("identity", "threat-actor")) == kinds.count("actor") + 1
        assert len(of("incident")) == kinds.count("incident")
        assert len(of("location")) <= kinds.count("place")
        assert all(report["object_refs"] for report in of("report"))
        answers = [link for link in of("relationship") if "retaliated" in link["relationship_type"] + link.get("description", "")]
        expected = sum(edge.get("relation", edge.get("rel")) == "retaliated_for" for edge in node_link["edges"])
        assert len(answers) == expected, (len(answers), expected)
        if "related-to" in text:
            known = {"related-to", "attributed-to", "targets"}
            assert {link["relationship_type"] for link in of("relationship")} <= known
        print(f"stix: {kinds.count('actor')} actors, {len(of('location'))} locations, {len(of('incident'))} incidents, "
              f"{len(of('relationship'))} relationships, {len(answers)} of them answers, {len(of('report'))} reports: ok")


main(*sys.argv[1:])
