//! What is linked: nothing that could ask a network, and nothing that `docs/dependencies.md` does not give a reason for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Crates that speak to a network.
const NETWORK: [&str; 22] = [
    "async-std",
    "attohttpc",
    "aws-lc-rs",
    "curl",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "ring",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
];

fn own() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[allow(clippy::print_stderr)]
fn told_to_skip(why: &str) {
    eprintln!("skipped: {why}");
}

/// All sources, in order.
fn sources() -> Vec<PathBuf> {
    let (mut folders, mut found) = (vec![own().join("src")], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
                false => {}
            }
        }
    }
    found.sort();
    found
}

/// Names and versions of the crates beside this one; `None` where cargo cannot say.
fn crates(features: &str) -> Option<BTreeSet<String>> {
    let tree = ["tree", "--offline", "--locked", "--package", "reprisal", "--edges", "normal,build", "--prefix", "none"];
    let told = Command::new(env!("CARGO")).args(tree).arg(features).current_dir(own()).output();
    let Some(told) = told.ok().filter(|told| told.status.success()) else {
        told_to_skip("cargo cannot say here what is linked");
        return None;
    };
    let told = String::from_utf8(told.stdout).unwrap();
    let named = told.lines().map(|line| line.split(" (").next().unwrap_or(line).to_owned());
    let crates: BTreeSet<String> = named.filter(|name| !name.starts_with("reprisal ")).collect();
    assert!(crates.iter().any(|name| name.starts_with("petgraph ")), "{told}");
    Some(crates)
}

#[test]
fn no_crate_that_speaks_to_a_network_is_linked_with_any_feature() {
    // The example of a web service has such crates, of which nothing gets into the library or the program.
    let Some(crates) = crates("--all-features") else { return };
    let network = crates.iter().filter(|name| NETWORK.iter().any(|network| name.split(' ').next() == Some(network)));
    assert_eq!(network.collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_library_alone_has_the_thirty_crates_that_its_page_says() {
    let Some(crates) = crates("--no-default-features") else { return };
    let page = fs::read_to_string(own().join("docs/dependencies.md")).unwrap();
    assert!(crates.len() <= 30, "{crates:?}");
    assert!(page.contains(&format!("| library, `--no-default-features` | {} |", crates.len())), "{crates:?}");
}

#[test]
fn no_source_opens_a_connection() {
    let sources = sources();
    assert!(sources.len() > 100, "the sources are read");
    let opens = |path: &&PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        ["std::net", "std::os::unix::net", "TcpStream", "UdpSocket", "UnixStream"].iter().any(|word| text.contains(word))
    };
    assert_eq!(sources.iter().filter(opens).collect::<Vec<_>>(), Vec::<&PathBuf>::new());
}

#[test]
fn what_cargo_deny_bans_is_what_is_looked_for_here() {
    let Ok(deny) = fs::read_to_string(own().join("deny.toml")) else {
        told_to_skip("deny.toml is not here");
        return;
    };
    for name in NETWORK {
        assert!(deny.contains(&format!("\"{name}\"")), "{name}");
    }
}

#[test]
fn every_direct_dependency_has_its_reason() {
    let manifest = fs::read_to_string(own().join("Cargo.toml")).unwrap();
    let page = fs::read_to_string(own().join("docs/dependencies.md")).unwrap();
    let sections =
        manifest.split("\n[").filter(|section| section.starts_with("dependencies]") || section.starts_with("dev-dependencies]"));
    let names = sections.flat_map(|section| section.lines().skip(1)).filter_map(|line| Some(line.split_once(" = ")?.0));
    let unexplained: Vec<&str> = names.filter(|name| !page.contains(&format!("| `{name}` |"))).collect();
    assert_eq!(unexplained, Vec::<&str>::new());
}
