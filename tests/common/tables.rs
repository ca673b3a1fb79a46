//! Graphs for tests of what is written as tables, and tables read back.

use std::collections::BTreeMap;

use reprisal::{Extraction, KnowledgeGraph, Modality};

use super::told::document;

/// Records with everything in ids, names and texts that formats choke on.
pub(crate) fn hostile() -> KnowledgeGraph {
    let lines = include_str!("../interchange/hostile.jsonl").lines();
    let extractions: Vec<Extraction> = lines.map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&extractions)
}

/// Two documents: a raid, its answer, a threat and a denial.
pub(crate) fn war() -> KnowledgeGraph {
    let mut first = document(
        "wire",
        "2024-03-05",
        &[
            "i1 raid northland-army>eastmark riverton.eastmark 2024-03-01 3",
            "i2 drone-attack eastmark>northland+northland-army northland 2024-03 -",
            "i3 attack eastmark>northland - - -",
            "i4 shelling northland>eastmark - 2024-03-02 -",
            "i5 cyberattack northland>eastmark - 2024-03-02 -",
        ],
    );
    first.incidents[1].retaliates_for = vec!["i1".into()];
    first.incidents[2].modality = Modality::Threatened;
    first.incidents[3].modality = Modality::Denied;
    let second = document("daily", "2024-03-06", &["i1 raid northland>eastmark riverton.eastmark 2024-03-01 5"]);
    KnowledgeGraph::from_extractions([&first, &second])
}

/// The same records in another order.
pub(crate) fn turned() -> KnowledgeGraph {
    let mut lines: Vec<&str> = include_str!("../interchange/hostile.jsonl").lines().collect();
    lines.reverse();
    let extractions: Vec<Extraction> = lines.iter().map(|line| serde_json::from_str(line).unwrap()).collect();
    KnowledgeGraph::from_extractions(&extractions)
}

/// A row of CSV by its columns.
pub(crate) type Row = BTreeMap<String, String>;

/// CSV with a header.
pub(crate) fn rows(csv: &[u8]) -> Vec<Row> {
    let mut reader = csv::Reader::from_reader(csv);
    reader.deserialize().map(Result::unwrap).collect()
}

/// Whether every row is a line, and no cell would be taken for a formula.
pub(crate) fn is_harmless(csv: &[u8]) -> bool {
    let text = std::str::from_utf8(csv).unwrap();
    let rows: Vec<csv::StringRecord> =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv).records().map(Result::unwrap).collect();
    let formula = |cell: &str| cell.trim_start().starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    text.lines().count() == rows.len() && rows.iter().flatten().all(|cell| !formula(cell) && !cell.contains(char::is_control))
}
