//! The build script: turns `standard/**/*.yaml` into one JSON text that the binary carries.
//!
//! JSON loads several times faster than the same YAML. The order of keys is kept, since the order of conditions and
//! fields is what a reader wrote. A test holds the embedded text and the folder equal.

#![allow(clippy::print_stdout, reason = "cargo is spoken to on standard output")]

use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new("standard");
    println!("cargo::rerun-if-changed=standard");
    println!("cargo::rerun-if-changed=src/standard/embed.rs");
    let mut files = Vec::new();
    gather(root, &mut files)?;
    files.sort();
    let mut json = Vec::from(*b"{");
    let mut texts = std::collections::BTreeMap::new();
    for (index, file) in files.iter().enumerate() {
        let name = file.strip_prefix(root)?.to_string_lossy().replace('\\', "/");
        let text = fs::read_to_string(file)?;
        texts.insert(name.clone(), text.clone());
        if index > 0 {
            json.push(b',');
        }
        serde_json::to_writer(&mut json, &name)?;
        json.push(b':');
        let reader = serde_yaml::Deserializer::from_str(&text);
        let mut writer = serde_json::Serializer::new(&mut json);
        serde_transcode::transcode(reader, &mut writer).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    json.push(b'}');
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    fs::write(out.join("standard.json"), json)?;
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
