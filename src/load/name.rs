//! Names of files: which are nobody's records, which were meant to be records and are not called so, and which hold what
//! nobody can see or type.

use super::STUDIO;
use crate::files::{FORBIDDEN, is_device};
use crate::text::safe::hides;

const RECORD: &str = ".toml";

/// Hidden files, and the lock and backup files of office programs and editors, are nobody's records.
#[must_use]
pub fn is_ours(name: &str) -> bool {
    let saved = name.starts_with('#') && name.ends_with('#');
    !(saved || name.starts_with('.') || name.starts_with("~$") || name.ends_with('~'))
}

/// Whether a folder with a file of this name is meant to be a studio.
pub(super) fn is_root(name: &str) -> bool {
    name == STUDIO || meant(name).as_deref() == Some(STUDIO)
}

/// Every name of a root file one has to ask for where a folder is not listed.
pub(super) const ROOTS: [&str; 4] = [STUDIO, "studio.toml.txt", "Studio.toml", "STUDIO.TOML"];

/// The name that a record was meant to have: `林.toml` for `林.toml.txt`, `林.TOML`, `林。toml`, `林.tmol`.
pub(super) fn meant(name: &str) -> Option<String> {
    let whole = name.strip_suffix(RECORD).is_some_and(|stem| !stem.is_empty() && !stem.ends_with(RECORD));
    if whole && (name == STUDIO || !name.eq_ignore_ascii_case(STUDIO)) {
        return None;
    }
    let narrow: String = name.trim().chars().map(|char| if matches!(char, '．' | '。') { '.' } else { char }).collect();
    let lower = narrow.to_ascii_lowercase();
    let written = [".txt", ".doc", ".docx", ".rtf", ".md"].iter().find_map(|more| lower.strip_suffix(more));
    let whole = written.filter(|rest| rest.ends_with(RECORD)).unwrap_or(&lower);
    let (stem, ending) = whole.rsplit_once('.').unwrap_or((whole, ""));
    let near = (3..=5).contains(&ending.len()) && strsim::osa_distance(ending, "toml") <= 1;
    if stem.is_empty() || !near {
        return None;
    }
    let stem = stem.strip_suffix(RECORD).unwrap_or(stem);
    let kept = if STUDIO.strip_suffix(RECORD) == Some(stem) { stem } else { narrow.get(..stem.len())? };
    Some(format!("{}{RECORD}", kept.trim()))
}

/// What is wrong with the characters of a name.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It was not decoded, as when an archive from Windows is unpacked elsewhere.
    Encoding,
    /// Something in it is invisible, or turns the order of reading.
    Hidden,
    /// Windows keeps it for a device, or has no such character in a name.
    Windows,
    /// Full-width digits or letters, or blanks at its ends; with the plain name.
    Wide(String),
}

/// The fault of the name of a record, if there is one.
pub(super) fn fault(name: &str) -> Option<Fault> {
    if name.contains(char::REPLACEMENT_CHARACTER) {
        return Some(Fault::Encoding);
    }
    if hides(name) {
        return Some(Fault::Hidden);
    }
    if is_device(name) || name.contains(FORBIDDEN) {
        return Some(Fault::Windows);
    }
    let stem = name.strip_suffix(RECORD)?;
    let half = |char| match char {
        '\u{3000}' => ' ',
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '＿' => {
            char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char)
        }
        other => other,
    };
    let plain: String = stem.chars().map(half).collect();
    let plain = plain.trim();
    (plain != stem && !plain.is_empty()).then(|| Fault::Wide(format!("{plain}{RECORD}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_was_meant_to_be_called() {
        for name in [
            "林.toml.txt",
            "林.TOML",
            "林.Toml",
            "林。toml",
            "林．toml",
            "林.tml",
            "林.tmol",
            "林.toml.toml",
            "林.toml ",
            "林 .TOML",
        ] {
            assert_eq!(meant(name).as_deref(), Some("林.toml"), "{name}");
        }
        for name in ["林.toml", "林.txt", "林.html", "林.xml", "林.md", "toml", ".toml", "林.toml.bak", "林.tar"]
        {
            assert_eq!(meant(name), None, "{name}");
        }
        for name in ["studio.toml", "Studio.toml", "studio.TOML", "studio.toml.txt"] {
            assert!(is_root(name), "{name}");
        }
        assert!(!is_root("my-studio.toml"));
    }

    #[test]
    fn what_is_wrong_with_a_name() {
        assert_eq!(fault("２０２２－03　会.toml"), Some(Fault::Wide("2022-03 会.toml".into())));
        assert_eq!(fault(" 林.toml"), Some(Fault::Wide("林.toml".into())));
        assert_eq!(fault("林\u{202e}.toml"), Some(Fault::Hidden));
        assert_eq!(fault("林\n.toml"), Some(Fault::Hidden));
        for name in ["aux.toml", "a:b.toml", "为什么?.toml", "a\\b.toml"] {
            assert_eq!(fault(name), Some(Fault::Windows), "{name}");
        }
        assert_eq!(fault("为什么？.toml"), None);
        assert_eq!(fault("\u{fffd}\u{fffd}.toml"), Some(Fault::Encoding));
        assert_eq!(fault("小禾（化名）.toml"), None);
    }
}
