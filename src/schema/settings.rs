//! The settings by which Tombi and Taplo (Even Better TOML) find the schemas: which files are of which kind.

use std::fmt::Write;

use super::path_of;
use crate::files::mark;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Kind;
use crate::text::lang::Lang;

/// For Tombi: read TOML as a check reads it, ask no catalogue on the network, leave the layout to `studio fmt`.
const TOMBI: &str = r#"toml-version = "v1.1.0"

[schema]
catalog.paths = []

[lint.rules]
dotted-keys-out-of-order = "off"
tables-out-of-order = "off"

[lsp]
formatting.enabled = false
"#;

/// What lies below the folder that gets the settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The records of one studio.
    One,
    /// Studios, in folders at any depth.
    Many,
}

/// The editors whose settings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Editor {
    Tombi,
    Taplo,
}

impl Editor {
    pub const ALL: [Self; 2] = [Self::Tombi, Self::Taplo];

    /// The file it reads; hidden, so that it is nobody's record.
    pub fn file(self) -> &'static str {
        match self {
            Self::Tombi => ".tombi.toml",
            Self::Taplo => ".taplo.toml",
        }
    }

    /// The list in its settings that says which schema is for which files.
    pub fn list(self) -> &'static str {
        match self {
            Self::Tombi => "schemas",
            Self::Taplo => "rule",
        }
    }

    /// The whole file, marked.
    pub fn text(self, standard: &Standard, scope: Scope) -> String {
        let comment = say!(Lang::Zh, "schema.settings", mark = mark::PLACE);
        let general = match self {
            Self::Tombi => format!("# {}\n\n{TOMBI}", say!(Lang::Zh, "schema.settings.tombi")),
            Self::Taplo => String::new(),
        };
        mark::seal(&format!("# {comment}\n{general}{}", self.rules(standard, scope)))
    }

    /// The part that says which schema is for which files.
    pub fn rules(self, standard: &Standard, scope: Scope) -> String {
        let mut text = String::new();
        for kind in &standard.kinds {
            let (list, include, path) = (self.list(), pattern(kind, scope), path_of(kind));
            // Writing into a String cannot fail.
            let _ = match self {
                Self::Tombi => write!(text, "\n[[{list}]]\npath = \"{path}\"\ninclude = [\"{include}\"]\n"),
                Self::Taplo => {
                    write!(text, "\n[[{list}]]\ninclude = [\"{include}\"]\nschema = {{ path = \"{path}\" }}\n")
                }
            };
        }
        text
    }
}

/// The files of a kind, seen from the folder of the settings.
fn pattern(kind: &Kind, scope: Scope) -> String {
    match scope {
        Scope::One => kind.path.clone(),
        Scope::Many => format!("**/{}", kind.path),
    }
}
