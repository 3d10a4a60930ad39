//! Reads a private list of names. It is never part of what is checked: what lies in the folder, or in its repository, is sent
//! on with it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::repository;
use crate::failure::{Failure, Result};
use crate::files;
use crate::say;
use crate::standard::privacy::Words;
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::safe::is_unseen;
use crate::text::seen::is_han;
use crate::text::trouble::trouble;

/// The longest list, in bytes, and the most names: every pupil of a large city's schools.
const LONGEST: u64 = 4 << 20;
const MOST: usize = 200_000;
/// The most characters of one name.
const NAME: usize = 40;

/// What may stand between the letters of a name.
const JOINS: &str = "·•・‧．.∙⋅･-‐'’ʼ";

/// The names in `file`, one a line, in UTF-8 or GB18030; `root` is the folder that will be checked, and `heads` are words at the
/// head of a list, which are no names.
///
/// # Errors
/// The file lies in that folder or in its repository, cannot be read, is too long, or a line is no name. No message repeats
/// a line.
pub fn names(file: &Path, root: &Path, heads: Option<&Words>, lang: Lang) -> Result<Names> {
    let unread =
        |why: std::io::Error| Failure(say!(lang, "names.unread", path = file.display(), why = trouble(&why, lang)));
    let whole = files::whole(file).map_err(unread)?;
    // A link in the folder leads out of it, and shows where the list is; the list itself may lie behind another.
    let beside = file.parent().map(|folder| if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let lies_in = beside.and_then(|folder| files::whole(folder).ok());
    let inside = |folder: &Path| whole.starts_with(folder) || lies_in.as_ref().is_some_and(|at| at.starts_with(folder));
    let root = files::whole(root).ok();
    let top = root.as_deref().and_then(repository::top);
    if root.as_deref().is_some_and(inside) || top.is_some_and(inside) {
        return Err(Failure(say!(lang, "names.inside", path = file.display())));
    }
    let opened = File::open(&whole).map_err(unread)?;
    if !opened.metadata().map_err(unread)?.is_file() {
        return Err(Failure(say!(lang, "names.no-file", path = file.display())));
    }
    let mut bytes = Vec::new();
    opened.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
    let too_many = || Failure(say!(lang, "names.long", path = file.display(), n = MOST));
    if bytes.len() as u64 > LONGEST {
        return Err(too_many());
    }
    let text = decoded(bytes).ok_or_else(|| Failure(say!(lang, "names.encoding", path = file.display())))?;
    let mut names = Vec::new();
    let mut bad = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let name: String = line.trim_matches(|c: char| c.is_whitespace() || is_unseen(c)).nfkc().collect();
        if name.is_empty() {
            continue;
        }
        if is_name(&name) && !heads.is_some_and(|heads| is_head(&name, heads)) {
            names.push(name);
        } else {
            bad.push((index + 1).to_string());
        }
    }
    if !bad.is_empty() {
        bad.truncate(10);
        let lines = lang.list(&bad);
        return Err(Failure(say!(lang, "names.line", path = file.display(), lines = lines, n = NAME)));
    }
    if names.len() > MOST {
        return Err(too_many());
    }
    if names.is_empty() {
        return Err(Failure(say!(lang, "names.none", path = file.display())));
    }
    Names::new(&names).ok_or_else(too_many)
}

/// Whether a line may be one name, and nothing beside it that stands in no text: letters and what joins them. Han characters
/// may be padded with blanks, or a family name set apart.
fn is_name(line: &str) -> bool {
    let seen = |c: &char| !c.is_whitespace() && !is_unseen(*c);
    let may_be = |c: char| {
        c.is_alphabetic() || c == ' ' || !c.is_control() && !seen(&c) || is_combining_mark(c) || JOINS.contains(c)
    };
    let pieces: Vec<&str> = line.split_whitespace().collect();
    let short = |piece: &&str| piece.chars().filter(seen).count() <= 2 && piece.chars().filter(seen).all(is_han);
    let padded = pieces.len() == 1 || pieces.iter().all(short);
    let plain = line.chars().all(may_be);
    (2..=NAME).contains(&line.chars().filter(seen).count()) && plain && (padded || !line.contains(is_han))
}

/// Whether a line is one of `heads`, blanks or none in it.
fn is_head(line: &str, heads: &Words) -> bool {
    heads.has(&line.split_whitespace().collect::<String>())
}

/// The text of a list as Windows programs write it; nothing where it is neither UTF-8 nor GB18030.
fn decoded(bytes: Vec<u8>) -> Option<String> {
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let bytes = error.as_bytes();
            if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
                return None;
            }
            let (text, _, broken) = encoding_rs::GB18030.decode(bytes);
            if broken {
                return None;
            }
            text.into_owned()
        }
    };
    Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_line_that_could_find_nobody_is_no_name() {
        for line in
            ["李小花", "李 小花", "欧 阳 小 花", "欧阳 锋", "阿依古丽·买买提", "斯琴高娃", "Li Ming", "O'Neil-Ryan J."]
        {
            assert!(is_name(line), "{line}");
        }
        for line in [
            "1 李小花",
            "1.李小花",
            "①李小花",
            "李小花 女",
            "李小花（一班）",
            "一班 李小花",
            "李小花 Li Xiaohua",
            "李",
            "李小花，张三",
        ] {
            assert!(!is_name(line), "{line}");
        }
    }
}
