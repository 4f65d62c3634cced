//! Every dependency comes from the registry under a licence of `deny.toml`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::string_slice,
    unreachable_pub,
    reason = "a test that cannot go on stops there; its helpers are shared by path"
)]

use serde_json::Value;
use std::process::Command;

fn allowed_licences() -> Vec<String> {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/deny.toml")).unwrap();
    let table: toml::Table = text.parse().unwrap();
    table["licenses"]["allow"].as_array().unwrap().iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

fn packages() -> Vec<Value> {
    let output =
        Command::new(env!("CARGO")).args(["metadata", "--format-version", "1", "--locked"]).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().iter().filter(|package| package["name"] != "banso").cloned().collect()
}

/// Whether one of the alternatives of an SPDX expression is allowed as a whole.
fn is_allowed(expression: &str, allowed: &[String]) -> bool {
    let plain = expression.replace('/', " OR ").replace(['(', ')'], " ");
    plain.split(" OR ").any(|alternative| alternative.split(" AND ").all(|licence| allowed.iter().any(|name| name == licence.trim())))
}

#[test]
fn every_licence_is_on_the_list() {
    let allowed = allowed_licences();
    let refused: Vec<String> = packages()
        .iter()
        .filter(|package| !is_allowed(package["license"].as_str().unwrap_or("none"), &allowed))
        .map(|package| format!("{} {}", package["name"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn every_crate_comes_from_a_registry() {
    let strange: Vec<String> = packages()
        .iter()
        .filter(|package| !package["source"].as_str().is_some_and(|source| source.starts_with("registry+") || source.starts_with("sparse+")))
        .map(|package| package["name"].to_string())
        .collect();
    assert!(strange.is_empty(), "{strange:?}");
}
