//! JSON Schemas of the record kinds and the settings by which editors find them. Made of `standard/records/` alone, so that an
//! editor asks for what a check asks for: an error there is an error here, a warning a warning.
//!
//! A JSON Schema knows no warnings. Tombi warns of what is `deprecated` and shows `deprecationMessage`; what a check warns of
//! is written that way: other editors take it without a word, and none calls it an error.

mod field;
mod folder;
mod node;
mod settings;

use self::field::Writer;
use self::node::Node;
use crate::files::mark;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;

pub use self::folder::{Folder, State, Wanted};
pub use self::settings::Scope;

/// Where the schemas are, below the root: a hidden folder, which holds nobody's records.
pub const FOLDER: &str = ".studio/schema";

/// The dialect that both Tombi and Taplo know.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The schema of a kind as the bytes of a file, with a mark. Its words are Chinese: schools read it.
#[must_use]
pub fn of_kind(standard: &Standard, kind: &Kind) -> String {
    let writer = Writer::new(standard);
    let root = Node {
        schema: Some(DIALECT),
        comment: Some(say!(Lang::Zh, "schema.made", mark = mark::PLACE)),
        title: Some(kind.label.zh.clone()),
        description: Some(kind.help.clone()),
        ..writer.table(&kind.fields)
    };
    // A tree of strings and numbers always has a JSON form.
    let mut text = serde_json::to_string_pretty(&root).unwrap_or_default();
    text.push('\n');
    mark::seal(&text)
}

/// The path of a kind's schema below the root.
#[must_use]
pub fn path_of(kind: &Kind) -> String {
    format!("{FOLDER}/{}.schema.json", kind.kind)
}
