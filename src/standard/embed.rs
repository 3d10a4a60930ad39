//! The build script: turns `standard/**/*.yaml` into two JSON texts that the binary carries.
//!
//! JSON loads several times faster than the same YAML, and two texts on two threads. The order of keys is kept, since the order
//! of conditions and fields is what a reader wrote. A test holds the embedded texts and the folder equal.

#![allow(clippy::print_stdout, reason = "cargo is spoken to on standard output")]

use std::fs;
use std::path::{Path, PathBuf};

/// What is asked of records and shown of them, by how its files begin; the rest says what records are, and is as much work.
const ASKED: [&str; 4] = ["circular.yaml", "forms/", "indicators/", "reports/"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new("standard");
    println!("cargo::rerun-if-changed=standard");
    println!("cargo::rerun-if-changed=src/standard/embed.rs");
    let mut files = Vec::new();
    gather(root, &mut files)?;
    files.sort();
    let (mut records, mut asked) = (Vec::new(), Vec::new());
    let mut texts = std::collections::BTreeMap::new();
    for file in &files {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file)?;
        texts.insert(name.clone(), text.clone());
        let json = if ASKED.iter().any(|begin| name.starts_with(begin)) { &mut asked } else { &mut records };
        json.push(if json.is_empty() { b'{' } else { b',' });
        serde_json::to_writer(&mut *json, &name)?;
        json.push(b':');
        let reader = serde_yaml::Deserializer::from_str(&text);
        let mut writer = serde_json::Serializer::new(&mut *json);
        serde_transcode::transcode(reader, &mut writer).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    for (name, mut json) in [("records.json", records), ("asked.json", asked)] {
        json.push(b'}');
        fs::write(out.join(name), json)?;
    }
    // The texts as they are: where something stands in them is told when an overlay runs against it.
    fs::write(out.join("texts.json"), serde_json::to_vec(&texts)?)?;
    Ok(())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else if path.extension().is_some_and(|kind| kind == "yaml") {
            files.push(path);
        }
    }
    Ok(())
}
