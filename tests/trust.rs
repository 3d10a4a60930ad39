//! What `SECURITY.md` promises of the program as a whole: nothing unsafe, no network, nothing of a stranger's run, and the
//! compiler that is named is enough.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stderr, reason = "a test says what is wrong by failing")]

#[cfg(unix)]
#[path = "trust/git.rs"]
mod git;
mod shared;
#[cfg(target_os = "linux")]
#[path = "trust/sockets.rs"]
mod sockets;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Where the project lies.
const TOP: &str = env!("CARGO_MANIFEST_DIR");

fn read(name: &str) -> String {
    fs::read_to_string(Path::new(TOP).join(name)).expect("readable")
}

fn toml(name: &str) -> toml::Table {
    read(name).parse().expect("TOML")
}

/// What cargo says of the packages it would build, those of tests included; nothing is fetched for it.
fn metadata(more: &[&str]) -> Result<Vec<Value>, String> {
    let mut cargo = Command::new(option_env!("CARGO").unwrap_or("cargo"));
    cargo.args(["metadata", "--locked", "--offline", "--format-version", "1"]).args(more).current_dir(TOP);
    let output = cargo.output().expect("cargo starts");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    Ok(metadata["packages"].as_array().expect("packages").clone())
}

/// The packages for every system; where those that only another one needs were never fetched, the packages for this one.
fn packages() -> Vec<Value> {
    metadata(&[]).unwrap_or_else(|_| {
        let output = Command::new("rustc").args(["--print", "host-tuple"]).output().expect("rustc starts");
        let host = String::from_utf8(output.stdout).expect("utf-8");
        metadata(&["--filter-platform", host.trim()]).unwrap_or_else(|why| panic!("{why}"))
    })
}

/// The two numbers of a version that say what a compiler can do.
fn version(text: &str) -> (u32, u32) {
    let mut numbers = text.split('.').map(|number| number.parse().expect("a number"));
    (numbers.next().expect("the first"), numbers.next().unwrap_or(0))
}

#[test]
fn no_dependency_asks_for_a_newer_compiler() {
    let promised = toml("Cargo.toml")["package"]["rust-version"].as_str().map(version).expect("a version");
    let packages = packages();
    assert!(packages.len() > 100, "cargo names them all: {}", packages.len());
    let asking = packages.iter().filter_map(|package| Some((&package["name"], package["rust_version"].as_str()?)));
    let newer: Vec<_> = asking.clone().filter(|(_, asked)| version(asked) > promised).collect();
    assert!(newer.is_empty(), "{newer:?}");
    assert!(asking.count() > 50, "most say what they ask for");
}

#[test]
fn no_dependency_reaches_the_network() {
    let rules = toml(".cargo/deny.toml");
    let denied = rules["bans"]["deny"].as_array().expect("a list").iter().map(|entry| entry["crate"].as_str());
    let denied: BTreeSet<&str> = denied.map(|name| name.expect("a name")).collect();
    for name in ["curl", "hyper", "native-tls", "openssl", "reqwest", "rustls", "socket2", "tokio", "ureq"] {
        assert!(denied.contains(name), "{name} may not come back");
    }
    let lock = toml("Cargo.lock");
    let locked = lock["package"].as_array().expect("packages");
    assert!(locked.len() > 100, "the lock file names them all: {}", locked.len());
    let found: Vec<&str> =
        locked.iter().filter_map(|package| package["name"].as_str()).filter(|name| denied.contains(name)).collect();
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn the_source_knows_no_socket_and_nothing_unsafe() {
    let lints = toml("Cargo.toml");
    assert_eq!(lints["lints"]["rust"]["unsafe_code"].as_str(), Some("forbid"));
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(Path::new(TOP).join("src")) {
        let entry = entry.expect("a readable tree");
        if entry.path().extension().is_none_or(|kind| kind != "rs") {
            continue;
        }
        seen += 1;
        let text = fs::read_to_string(entry.path()).expect("utf-8");
        let words: BTreeSet<&str> =
            text.split(|character: char| !character.is_alphanumeric() && character != '_').collect();
        for word in ["unsafe", "TcpStream", "TcpListener", "UdpSocket", "UnixStream", "UnixDatagram", "ToSocketAddrs"] {
            assert!(!words.contains(word), "{}: {word}", entry.path().display());
        }
        for path in ["std::net", "os::unix::net"] {
            assert!(!text.contains(path), "{}: {path}", entry.path().display());
        }
    }
    assert!(seen > 100, "the test reads what it is meant to read: {seen} files");
}

#[test]
fn the_tests_that_are_named_as_proof_are_there() {
    let promises = read("SECURITY.md");
    let named: Vec<&str> = promises.split("`cargo test --").skip(1).filter_map(|rest| rest.split('`').next()).collect();
    assert!(named.len() > 10, "it names what holds a promise: {named:?}");
    for command in named {
        let words: Vec<&str> = command.split(' ').collect();
        let [kind, rest @ ..] = &words[..] else { panic!("{command}") };
        let (roots, wanted) = match (*kind, rest) {
            ("lib", [wanted]) => (vec!["src".to_owned()], Some(*wanted)),
            ("test", [file]) => (vec![format!("tests/{file}.rs")], None),
            ("test", [file, wanted]) => (vec![format!("tests/{file}.rs"), format!("tests/{file}")], Some(*wanted)),
            _ => panic!("{command} is no such command"),
        };
        assert!(Path::new(TOP).join(&roots[0]).exists(), "{command}");
        let Some(wanted) = wanted else { continue };
        let files =
            roots.iter().flat_map(|root| walkdir::WalkDir::new(Path::new(TOP).join(root)).into_iter().flatten());
        let held = files.filter(|entry| entry.file_type().is_file()).any(|entry| {
            let module = entry.path().file_stem().is_some_and(|stem| stem.to_string_lossy().contains(wanted));
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            text.contains("#[test]") && (module || text.contains(&format!("fn {wanted}()")))
        });
        assert!(held, "{command} runs no test");
    }
}
