//! The checker: every kind of finding, where it points and what it suggests.

use reprisal::ontology::{Code, Diagnostic, Severity, SourceFile, check};

/// Every finding of one file as `line:column code "what it points at"`.
fn findings(text: &str) -> Vec<String> {
    let sources = [SourceFile::new("test.ron", text)];
    check(&sources).iter().map(|finding| brief(finding, &sources)).collect()
}

fn brief(finding: &Diagnostic, sources: &[SourceFile]) -> String {
    let location = &finding.location;
    let pointed = &sources[location.source].text[location.span.clone()];
    format!("{}:{} {} {pointed:?}", location.line, location.column, finding.code)
}

/// The only finding of one file.
fn only(text: &str) -> Diagnostic {
    let mut found = check(&[SourceFile::new("test.ron", text)]);
    assert_eq!(found.len(), 1, "{found:#?}");
    found.remove(0)
}

fn layered(texts: &[&str]) -> Vec<SourceFile> {
    let file = |(layer, text): (usize, &&str)| SourceFile { layer, ..SourceFile::new(format!("layer{layer}.ron"), *text) };
    texts.iter().enumerate().map(file).collect()
}

#[test]
fn an_ontology_in_order_has_no_findings() {
    let text = r#"// A comment with "quotes" and (brackets.
( actors: [
    ( id: "iran", name: "Iran", kind: State, adjectives: ["Iranian"] ),
    ( id: "badr", name: "Badr", kind: ArmedGroup, principal: "iran",
      backed_by: [(by: "iran", since: "1982", until: "2003-03"), (by: "iran", since: "2003-03")] ),
  ],
  places: [ ( id: "iran", name: "Iran", kind: Country, state: "iran" ) ],
  triggers: [ ( id: "strike.verb", pos: Verb, lemmas: ["strike/struck/struck"], examples: [("A strike.", [])] ) ],
)"#;
    assert_eq!(findings(text), [""; 0]);
}

#[test]
fn every_file_is_read_also_after_a_broken_one() {
    let sources = layered(&[
        "( actors: [ ( id: \"a\", name ) ] )",
        "( places: ",
        "( actors: [ ( id: \"B\", name: \"B\", kind: State ) ] )",
    ]);
    let found: Vec<(usize, Code)> = check(&sources).iter().map(|finding| (finding.location.source, finding.code)).collect();
    assert_eq!(found, [(0, Code::Syntax), (1, Code::Syntax), (2, Code::BadId)]);
}

#[test]
fn ids_of_a_broken_file_still_count_as_known() {
    let broken = "( actors: [ ( id: \"iran\", name: \"Iran\", kind: Stat ) ] )";
    let other = "( actors: [ ( id: \"badr\", name: \"Badr\", kind: ArmedGroup, principal: \"iran\" ) ] )";
    let codes: Vec<Code> = check(&layered(&[broken, other])).iter().map(|finding| finding.code).collect();
    assert_eq!(codes, [Code::UnknownKind]);
}

#[test]
fn an_unknown_kind_is_named_with_its_list_and_the_nearest() {
    let text = "( actors: [\n  ( id: \"a\", name: \"Ä\", kind: Militry ),\n] )";
    assert_eq!(findings(text), [r#"2:31 unknown-kind "Militry""#]);
    let found = only(text);
    assert_eq!(found.message, "`Militry` is no known kind");
    assert_eq!(found.suggestion.as_deref(), Some("Military"));
    assert!(found.help.unwrap().starts_with("one of: State, Government, Military, ArmedGroup"));
}

#[test]
fn an_unknown_word_in_a_list_is_named_by_the_list() {
    let found =
        only("( triggers: [ ( id: \"t\", pos: Verb, lemmas: [\"t\"], frame: (agent: [Subjct]), examples: [(\"t\", [])] ) ] )");
    assert_eq!((found.message.as_str(), found.suggestion.as_deref()), ("`Subjct` is no known agent", Some("Subject")));
}

#[test]
fn an_unknown_field_is_named_with_the_nearest() {
    let text = "( actors: [\n  ( id: \"a\", name: \"A\", kind: State,\n    alias: [\"B\"] ),\n] )";
    assert_eq!(findings(text), [r#"3:5 unknown-field "alias""#]);
    let found = only(text);
    assert_eq!((found.message.as_str(), found.suggestion.as_deref()), ("an actor has no field `alias`", Some("aliases")));
}

#[test]
fn a_missing_field_names_the_entry() {
    let text = "( actors: [\n  ( id: \"first\", name: \"A\", kind: State ),\n  ( id: \"second\", name: \"B\",\n    aliases: [\"C\"] ),\n] )";
    assert_eq!(findings(text), [r#"3:10 missing-field "second""#]);
    assert_eq!(only(text).message, "the field `kind` of `second` is missing");
}

#[test]
fn a_missing_field_inside_an_entry_names_the_entry() {
    let text = "( actors: [\n  ( id: \"a\", name: \"A\", kind: State, leads: [(role: \"chief\")] ),\n] )";
    assert_eq!(findings(text), [r#"2:46 missing-field "(""#]);
    assert_eq!(only(text).message, "the field `of` of `a` is missing");
}

#[test]
fn values_of_the_wrong_sort_are_told_in_words() {
    let cases = [
        (
            "( actors: [ ( id: \"a\", name: \"A\", kind: 3 ) ] )",
            "`kind` must be a word without quotes that begins with a letter, not `3`",
        ),
        (
            "( actors: [ ( id: \"a\", name: \"A\", kind: \"State\" ) ] )",
            "`kind` must be a word without quotes that begins with a letter, not `State`",
        ),
        ("( actors: [ ( id: \"a\", name: 3, kind: State ) ] )", "`name` must be text in double quotes, not `3`"),
        ("( actors: [ ( id: \"a\", name: A, kind: State ) ] )", "`name` must be text in double quotes, not `A`"),
        (
            "( actors: [ ( id: \"a\", name: \"A\", kind: State, aliases: \"B\" ) ] )",
            "`aliases` must be a list in square brackets, not `B`",
        ),
        ("( actors: [ ( id: \"a\", name: \"A\", name: \"B\", kind: State ) ] )", "the field `name` is given twice"),
        ("( actors: [] ) ( actors: [] )", "the file goes on after its end"),
    ];
    for (text, message) in cases {
        let found = only(text);
        assert_eq!((found.message.as_str(), found.code, found.location.line), (message, Code::Syntax, 1), "{text}");
    }
}

#[test]
fn a_date_that_is_none_is_pointed_at() {
    let text = "( actors: [ ( id: \"a\", name: \"A\", kind: State ),\n  ( id: \"b\", name: \"B\", kind: State, part_of: [(of: \"a\", since: \"2014-13\")] ) ] )";
    assert_eq!(findings(text), [r#"2:66 syntax "2014-13""#]);
    assert!(only(text).message.contains("write YYYY-MM-DD, YYYY-MM or YYYY"));
}

#[test]
fn a_file_that_ends_in_the_middle_points_at_the_open_bracket() {
    assert_eq!(findings("( actors: [\n  ( id: \"a\", name: \"A\", kind: State ),\n"), [r#"1:11 syntax "[""#]);
    assert_eq!(findings("( actors: [\n  ( id: \"a\", name: \"A, kind: State ),\n] )"), [r#"2:21 syntax "A, kind: State ),""#]);
    assert_eq!(findings(""), [r#"1:1 syntax """#]);
}

#[test]
fn an_id_that_is_no_slug_is_found_with_the_slug_that_was_meant() {
    let text = "( actors: [ ( id: \"Katāʾib Hezbollah\", name: \"A\", kind: State ) ],\n  cues: [ ( id: \"a.cue\", phrases: [\"a\"], effect: Backs ), ( id: \"a..b\", phrases: [\"b\"], effect: Backs ) ] )";
    assert_eq!(findings(text), [r#"1:20 bad-id "Katāʾib Hezbollah""#, r#"2:66 bad-id "a..b""#]);
    let found = check(&[SourceFile::new("test.ron", text)]);
    let meant: Vec<_> = found.iter().map(|finding| finding.suggestion.as_deref()).collect();
    assert_eq!(meant, [Some("kataib-hezbollah"), Some("a.b")]);
}

#[test]
fn an_id_given_twice_is_found_in_every_section() {
    let text = r#"(
  actors: [ ( id: "a", name: "A", kind: State ), ( id: "a", name: "B", kind: State ) ],
  places: [ ( id: "p", name: "P", kind: City ), ( id: "p", name: "Q", kind: City ) ],
  generics: [ ( id: "g", nouns: ["g"], makes: Thing ), ( id: "g", nouns: ["h"], makes: Thing ) ],
  triggers: [ ( id: "t", pos: Noun, lemmas: ["t"], examples: [("", [])] ), ( id: "t", pos: Noun, lemmas: ["u"], examples: [("", [])] ) ],
  cues: [ ( id: "c", phrases: ["c"], effect: Backs ), ( id: "c", phrases: ["d"], effect: Backs ) ],
)"#;
    let expected = [
        "2:57 duplicate-id \"a\"",
        "3:56 duplicate-id \"p\"",
        "4:63 duplicate-id \"g\"",
        "5:83 duplicate-id \"t\"",
        "6:62 duplicate-id \"c\"",
    ];
    assert_eq!(findings(text), expected);
    let found = check(&[SourceFile::new("test.ron", text)]);
    let first = found[0].other.as_ref().unwrap();
    assert_eq!((first.line, first.column), (2, 20));
}

#[test]
fn a_later_layer_may_replace_an_entry() {
    let old =
        "( actors: [ ( id: \"a\", name: \"A\", kind: State, principal: \"nobody\" ), ( id: \"b\", name: \"B\", kind: State ) ] )";
    let new = "( actors: [ ( id: \"a\", name: \"A\", kind: State, principal: \"b\" ) ] )";
    assert_eq!(check(&layered(&[old, new])), []);
}

#[test]
fn an_empty_name_is_found() {
    let text = "( actors: [\n  ( id: \"a\", name: \"\", kind: State, aliases: [\"A\", \" ' \"] ),\n],\n  cues: [ ( id: \"c\", phrases: [\"a\", \"\"], effect: Backs ) ],\n  generics: [ ( id: \"g\", nouns: [\"man/\"], makes: Thing ) ] )";
    let expected = ["2:21 empty-name \"\"", "2:53 empty-name \" ' \"", "4:38 empty-name \"\"", "5:35 empty-name \"man/\""];
    assert_eq!(findings(text), expected);
}

#[test]
fn a_name_of_two_actors_is_found_whatever_its_spelling() {
    let text = r#"( actors: [
  ( id: "a", name: "Katāʾib Ḥizballāh", kind: ArmedGroup, short: ["Amiri"] ),
  ( id: "b", name: "B", kind: ArmedGroup, aliases: ["C", "Kata'ib-Hizballah"], short: ["Amiri"] ),
  ( id: "c", name: "D", kind: State, metonyms: ["B"] ),
] )"#;
    assert_eq!(findings(text), [r#"3:59 duplicate-alias "Kata'ib-Hizballah""#, r#"4:50 duplicate-alias "B""#]);
    let found = check(&[SourceFile::new("test.ron", text)]);
    assert_eq!(found[0].message, "`Kata'ib-Hizballah` already names the actor `a`");
    assert_eq!(found[0].other.as_ref().map(|other| (other.line, other.column)), Some((2, 21)));
}

#[test]
fn exact_names_of_different_spelling_do_not_clash() {
    let text = r#"( actors: [ ( id: "a", name: "A", kind: State, exact: ["US"] ), ( id: "b", name: "B", kind: State, exact: ["Us"] ),
  ( id: "c", name: "C", kind: State, exact: ["U.S."] ) ] )"#;
    assert_eq!(findings(text), [r#"2:47 duplicate-alias "U.S.""#]);
}

#[test]
fn an_actor_and_a_place_may_share_a_name_and_two_places_may_not() {
    let text = r#"( actors: [ ( id: "tehran", name: "Iran", kind: State, metonyms: ["Tehran"] ) ],
  places: [ ( id: "tehran", name: "Tehran", kind: City ), ( id: "teheran", name: "Teheran", kind: City, aliases: ["TEHRAN"] ) ] )"#;
    assert_eq!(findings(text), [r#"2:116 duplicate-alias "TEHRAN""#]);
}

#[test]
fn a_name_given_twice_in_one_entry_is_a_warning() {
    let text = "( places: [\n  ( id: \"al-qaim\", name: \"al-Qa'im\", kind: City, aliases: [\"Al Qaim\"] ) ] )";
    assert_eq!(findings(text), [r#"2:61 repeated-alias "Al Qaim""#]);
    assert_eq!(only(text).severity(), Severity::Warning);
}

#[test]
fn an_alias_that_is_an_ordinary_word_belongs_into_exact() {
    let text = r#"( words: [ ( class: Pronoun, words: ["us"] ), ( class: Verb, words: ["hit/hit/struck"] ), ( class: Ordinary, words: ["badr"] ) ],
  generics: [ ( id: "g", nouns: ["rebel", "man/men"], makes: Group ) ],
  actors: [ ( id: "a", name: "Badr", kind: State, aliases: ["US", "Struck", "rebels", "men", "the rebels"], exact: ["US"] ) ] )"#;
    let expected = [
        "3:31 ordinary-alias \"Badr\"",
        "3:62 ordinary-alias \"US\"",
        "3:68 ordinary-alias \"Struck\"",
        "3:78 ordinary-alias \"rebels\"",
        "3:88 ordinary-alias \"men\"",
        "3:118 repeated-alias \"US\"",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn every_reference_to_nothing_is_found() {
    let text = r#"( actors: [ ( id: "iran", name: "Iran", kind: State ),
  ( id: "badr", name: "Badr", kind: ArmedGroup, principal: "irna", military: "x1", speaks_for: Some("x2"),
    part_of: [(of: "iran"), (of: "x3")], backed_by: [(by: "x4")], leads: [(role: "of", of: "x5")] ) ],
  places: [ ( id: "city", name: "City", kind: City, within: "iran", state: "x6", held_by: [(by: "x7")] ) ],
  generics: [ ( id: "g", nouns: ["g"], makes: Thing, alone: "x8" ) ] )"#;
    let expected = [
        "2:61 dangling-reference \"irna\"",
        "2:79 dangling-reference \"x1\"",
        "2:102 dangling-reference \"x2\"",
        "3:35 dangling-reference \"x3\"",
        "3:60 dangling-reference \"x4\"",
        "3:93 dangling-reference \"x5\"",
        "4:62 dangling-reference \"iran\"",
        "4:77 dangling-reference \"x6\"",
        "4:98 dangling-reference \"x7\"",
        "5:62 dangling-reference \"x8\"",
    ];
    assert_eq!(findings(text), expected);
    let found = check(&[SourceFile::new("test.ron", text)]);
    assert_eq!(found[0].suggestion.as_deref(), Some("iran"));
    assert_eq!(found[6].help.as_deref(), Some("`iran` is the id of an actor, not of a place"));
}

#[test]
fn a_name_written_for_an_id_suggests_the_id() {
    let text = "( actors: [ ( id: \"pmf\", name: \"Popular Mobilization Forces\", kind: Coalition, exact: [\"Hashd\"] ),\n  ( id: \"badr\", name: \"Badr\", kind: ArmedGroup, part_of: [(of: \"Hashd\")] ) ] )";
    assert_eq!(only(text).suggestion.as_deref(), Some("pmf"));
}

#[test]
fn circles_are_found_once_each() {
    let text = r#"( actors: [
  ( id: "a", name: "A", kind: State, principal: "b" ),
  ( id: "b", name: "B", kind: State, principal: "c" ),
  ( id: "c", name: "C", kind: State, principal: "b", part_of: [(of: "a"), (of: "d")] ),
  ( id: "d", name: "D", kind: State, part_of: [(of: "c")] ),
  ( id: "e", name: "E", kind: State, principal: "e" ) ],
  places: [ ( id: "p", name: "P", kind: City, within: "q" ), ( id: "q", name: "Q", kind: City, within: "p" ) ] )"#;
    let expected = ["3:50 cycle \"c\"", "4:81 cycle \"d\"", "6:50 cycle \"e\"", "7:56 cycle \"q\""];
    assert_eq!(findings(text), expected);
    let messages: Vec<String> = check(&[SourceFile::new("test.ron", text)]).into_iter().map(|finding| finding.message).collect();
    assert_eq!(messages[0], "`principal` goes in a circle: b → c → b");
    assert_eq!(messages[2], "`e` has itself as `principal`");
}

#[test]
fn a_range_that_ends_before_it_begins_is_found() {
    let text = "( actors: [ ( id: \"a\", name: \"A\", kind: State ),\n  ( id: \"b\", name: \"B\", kind: State, leads: [(of: \"a\", since: \"2014-06\", until: \"2014-05-31\"), (of: \"a\", since: \"2014\", until: \"2014-03\")] ) ] )";
    assert_eq!(findings(text), [r#"2:82 empty-range "2014-05-31""#]);
}

#[test]
fn ranges_of_one_pair_that_overlap_are_found() {
    let text = r#"( actors: [ ( id: "a", name: "A", kind: State ),
  ( id: "b", name: "B", kind: State,
    part_of: [(of: "a", since: "2014", until: "2016-05"), (of: "a", since: "2016-04-30")],
    backed_by: [(by: "a"), (by: "a", since: "2019")],
    leads: [(of: "a", role: "chief", since: "2014"), (of: "a", role: "deputy", since: "2014"), (of: "a", role: "deputy", since: "2014")] ) ],
  places: [ ( id: "p", name: "P", kind: City,
    held_by: [(by: "a", until: "2016"), (by: "b", since: "2012"), (by: "a", since: "2016"), (by: "a", since: "2017", until: "2018")] ) ] )"#;
    let expected = [
        "3:77 overlapping-ranges \"2016-04-30\"",
        "4:46 overlapping-ranges \"2019\"",
        "5:130 overlapping-ranges \"2014\"",
        "7:111 overlapping-ranges \"2017\"",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn a_trigger_without_examples_is_a_warning() {
    let text = "( triggers: [\n  ( id: \"strike.verb\", pos: Verb, lemmas: [\"strike\"] ) ] )";
    assert_eq!(findings(text), [r#"2:10 missing-example "strike.verb""#]);
    assert_eq!(only(text).severity(), Severity::Warning);
}

#[test]
fn locations_survive_comments_raw_strings_and_attributes() {
    let text = "#![enable(implicit_some)]\n/* ( /* nested */ [ \" */\n( actors: [ // ]\n  ( name: r#\"A \"quoted\" ( name\"#, kind: State, id: \"a\" ),\n  ( id: \"b\", name: \"B\\\" ]\", kind: State, principal: \"nobody\" ) ] )";
    assert_eq!(findings(text), [r#"5:54 dangling-reference "nobody""#]);
}

#[test]
fn findings_come_in_the_order_of_the_text() {
    let text = "( actors: [ ( id: \"b\", name: \"B\", kind: State, principal: \"x\" ), ( id: \"a\", name: \"A\", kind: State, principal: \"y\" ) ] )";
    assert_eq!(findings(text), [r#"1:60 dangling-reference "x""#, r#"1:113 dangling-reference "y""#]);
}

#[test]
fn a_finding_reads_as_one_line() {
    let text = "( actors: [ ( id: \"iran\", name: \"Iran\", kind: State ), ( id: \"b\", name: \"B\", kind: State, principal: \"irn\" ) ] )";
    let line = "test.ron:1:103: error[dangling-reference]: `principal` refers to the actor `irn`, which does not exist; did you mean `iran`?";
    assert_eq!(only(text).to_string(), line);
}

#[test]
fn every_code_has_a_name_of_its_own_and_a_description() {
    let names: std::collections::BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), Code::ALL.len());
    assert!(Code::ALL.iter().all(|code| code.description().ends_with('.')));
}

#[test]
fn no_text_makes_the_checker_panic() {
    let whole = r#"( actors: [ ( id: "ä", name: r"Ä", kind: State, principal: Some("x"), aliases: ["\"", ''] ) ] ) /* " */ // x"#;
    for (at, _) in whole.char_indices() {
        let _ = check(&layered(&[&whole[..at], &whole[at..]]));
    }
    let _ = check(&layered(&[
        "[".repeat(100_000).as_str(),
        "))]]}}\"",
        "\u{feff}()",
        "r###\"",
        "/*",
        "\\",
        "(actors:[(id:\"é",
        "(a:(b:(c:é",
    ]));
}
