//! By what the program knows again what it told before, where no mark stands in it: that may be told anew at any time, and what
//! somebody else wrote is not written over.

use crate::text::lang::Lang;
use crate::text::message::say;

/// How the formats begin that programs read.
const BEGIN: [&str; 3] = [
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"studio check\"",
    "[\n  {\n    \"description\": ",
    "{\n  \"version\": 1,\n  \"standard\": ",
];
/// How a SARIF log begins, and whose log it is.
const LOG: (&str, &str) = ("{\n  \"$schema\": \"https://docs.oasis-open.org/sarif/", "\"name\": \"studio\"");
/// Bytes within which a log says whose it is.
const HEAD: usize = 1 << 10;
/// Lines at the end of what people read, one of which says what it was.
const TAIL: usize = 12;
/// The heads of tables.
const HEADS: [[&str; 3]; 2] =
    [["status.clause", "table.verdict", "status.reason"], ["status.folder", "status.school", "table.studio"]];
/// What stands in the first line of what people read, if not below it.
const FIRST: [&str; 5] = ["report.studio", "report.unnamed", "ci.title.failed", "ci.title.passed", "changed.nothing"];
/// What stands in one of the last lines.
const LAST: [&str; 6] =
    ["report.summary", "report.window", "status.sum", "next.nothing", "next.nothing-of-these", "review.each"];
/// The words for how much a finding weighs.
const WEIGHTS: [&str; 3] = ["severity.error", "severity.warning", "severity.note"];

/// Whether a file with this text holds what a check, a status or a review told, in either language; so does an empty one.
#[must_use]
pub fn is_ours(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let head = text.char_indices().nth(HEAD).map_or(text.as_str(), |(end, _)| &text[..end]);
    let log = head.starts_with(LOG.0) && head.contains(LOG.1);
    let known = text.trim().is_empty() || text == "[]\n" || log || BEGIN.iter().any(|begin| head.starts_with(begin));
    known || [Lang::Zh, Lang::En].into_iter().any(|lang| is_read(&text, lang))
}

/// The same for what people read.
fn is_read(text: &str, lang: Lang) -> bool {
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let fits = |line: &str, keys: &[&str]| keys.iter().any(|key| fits(line, &say(lang, key, &[])));
    let table = HEADS.iter().any(|keys| first.starts_with(&keys.map(|key| say(lang, key, &[])).join(",")));
    let page = lines.next().is_some_and(|line| line.starts_with("────"));
    let brief = WEIGHTS.iter().any(|key| {
        let weight = format!(": {}[", say(lang, key, &[]));
        first.split_once(&weight).is_some_and(|(at, _)| at.ends_with(|last: char| last.is_ascii_digit()))
    });
    let last =
        || text.lines().rev().take(TAIL).any(|line| line.starts_with("::notice title=studio::") || fits(line, &LAST));
    table || page || brief || fits(first.trim_start_matches("## "), &FIRST) || last()
}

/// Whether a line is this message, whatever stands in it; of a longer one the next line may say the rest.
fn fits(line: &str, message: &str) -> bool {
    let mut rest = line;
    let pieces = message.split('{').map(|piece| piece.split_once('}').map_or(piece, |(_, after)| after));
    for (number, piece) in pieces.enumerate() {
        let Some((before, after)) = rest.split_once(piece.trim_end()) else { return number > 2 };
        if number == 0 && !before.is_empty() {
            return false;
        }
        rest = after;
    }
    rest.is_empty() || message.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::is_ours;

    #[test]
    fn what_the_program_told_in_english_is_known_again() {
        for text in [
            "studio A (B)  \n\n indicator  verdict\n",
            "a.toml:1:2: error[1.1.1-b] x\n",
            "checked as of 2020-09-07, window —\nerrors: 1 · warnings: 0 · notes: 0\n",
            "x\nstudios: 10; with errors: 10; not judged, root file cannot be read: 0; as of\n2020-09-07\n",
            "## Check of homeroom-teacher studios: failed\n\nAs of 2020-09-07\n",
            "\u{feff}clause,verdict,reason,person,due,place\r\n",
            "\u{feff}folder,school,studio,errors,warnings,1.1.1\n",
            "No studio was touched.\n",
        ] {
            assert!(is_ours(text), "{text}");
        }
        for text in ["studio\n", "# a\nerrors: none\n", "{}", "[1]", "error[E0425]: x\n"] {
            assert!(!is_ours(text), "{text}");
        }
    }
}
