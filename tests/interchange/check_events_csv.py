"""events-csv in pandas: python check_events_csv.py FILE.csv ALL.csv INCIDENTS.json, where ALL.csv was written with --all."""

import io
import sys

import pandas

import asked

ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
).split(",")
# ACLED's codebook.
TYPES = {
    "Battles": {"Armed clash", "Government regains territory", "Non-state actor overtakes territory"},
    "Explosions/Remote violence": {
        "Air/drone strike", "Suicide bomb", "Shelling/artillery/missile attack", "Remote explosive/landmine/IED",
        "Grenade", "Chemical weapon",
    },
    "Violence against civilians": {"Sexual violence", "Attack", "Abduction/forced disappearance"},
    "Strategic developments": {"Other", "Looting/property destruction", "Arrests"},
}
INTER = [
    "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters", "External/Other forces",
    "Civilians",
]
# CAMEO2PLOVER-2021.txt.
CAMEO = {"138", "171", "181", "183", "1831", "1832", "1833", "185", "186", "190", "193", "194", "195"}
# PLOVER_MANUAL.tex.
MODES = {
    "ASSAULT": set(
        "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
        "heavy-weapons crowd-control unconventional".split()
    ),
    "COERCE": set("seize restrict censor curfew martial-law arrest deport withhold misinformation cyber".split()),
    "THREATEN": set("restrict arrest relations expel territory violence".split()),
}
AUXILIARY = {"historical", "future", "hypothetical", "negation"}
CONTEXTS = {"military", "cyber"}
COUNTS = ["year", "time_precision", "geo_precision", "fatalities", "wounded", "sources", "timestamp"]


def read(path):
    kinds = dict.fromkeys(COUNTS, "Int64") | {"cameo": "string"}
    days = ["event_date", "first_reported", "last_reported"]
    table = pandas.read_csv(path, dtype=kinds, parse_dates=days)
    assert list(table.columns)[:31] == ACLED, list(table.columns)[:31]
    for day in days:
        assert table[day].isna().all() or str(table[day].dtype).startswith("datetime64"), day
    assert table.event_id_cnty.is_unique
    again = pandas.read_csv(io.StringIO(table.to_csv(index=False)), dtype=kinds, parse_dates=days)
    pandas.testing.assert_frame_equal(table, again)
    return table


def words(cell):
    return [] if pandas.isna(cell) else asked.items(str(cell), "; ")


def codes_are_theirs(row):
    if not pandas.isna(row.sub_event_type):
        assert row.sub_event_type in TYPES[row.event_type], row
        violence = row.event_type != "Strategic developments"
        assert row.disorder_type == ("Political violence" if violence else "Strategic developments"), row
    assert pandas.isna(row.cameo) or row.cameo in CAMEO, row.cameo
    modes = set(words(row.plover_mode))
    assert modes <= MODES[row.plover_event] | AUXILIARY, (row.plover_event, modes)
    assert pandas.isna(row.plover_context) or row.plover_context in CONTEXTS, row.plover_context
    happened = not modes & {"future", "hypothetical", "negation"} and row.plover_event != "THREATEN"
    assert happened == (row.modality == "asserted"), row
    for inter in (row.inter1, row.inter2):
        assert pandas.isna(inter) or inter in INTER, inter
    if not pandas.isna(row.interaction):
        sides = row.interaction.removesuffix(" only").split("-")
        assert all(side in INTER for side in sides) and sides == sorted(sides, key=INTER.index), row.interaction
    assert pandas.isna(row.event_date) or row.time_precision in (1, 2, 3), row
    assert pandas.isna(row.geo_precision) or row.geo_precision in (1, 2, 3), row


def same_as_told(row, told):
    assert row.kind == told["kind"] and row.status == told["status"] and row.modality == told["modality"]
    assert (None if pandas.isna(row.fatalities) else row.fatalities) == told["killed"], row
    assert (None if pandas.isna(row.wounded) else row.wounded) == told["wounded"], row
    assert (None if pandas.isna(row.date) else str(row.date)) == told["date"], row
    for side, ids in (("who", row.actor1_ids), ("whom", row.actor2_ids)):
        assert sorted(words(ids)) == sorted(one["id"] for one in told[side] if one["id"]), (row.event_id_cnty, side)
    assert row.sources == told["sources"]
    assert words(row.documents) == sorted({one["document"] for one in told["evidence"]})
    day = pandas.Timestamp(row.timestamp, unit="s") if not pandas.isna(row.timestamp) else None
    assert (day and str(day.date())) == told["last_reported"]


def main(path, everything, incidents):
    told, table, all = asked.incidents(incidents), read(path), read(everything)
    assert set(all.event_id_cnty.map(asked.plain)) == set(told), set(told) ^ set(all.event_id_cnty.map(asked.plain))
    expected = {id for id, one in told.items() if one["modality"] == "asserted" and one["kind"] != "cyberattack"}
    assert set(table.event_id_cnty.map(asked.plain)) == expected, expected ^ set(table.event_id_cnty.map(asked.plain))
    for row in all.itertuples():
        codes_are_theirs(row)
        same_as_told(row, told[asked.plain(row.event_id_cnty)])
        assert set(words(row.retaliates_for)) <= set(told), row.retaliates_for
    answers = all[all.retaliates_for.notna()]
    print(f"events-csv: {len(table)} events, {len(all)} with those denied or threatened, {len(answers)} answers, {len(all.columns)} columns: ok")


main(*sys.argv[1:])
