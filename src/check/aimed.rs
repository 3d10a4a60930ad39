//! What the root file of a province points at: a studio that is not reported and a case that is, where they are not there; the
//! summary, where it tells what nobody is to read.

use std::path::Path;

use unicode_normalization::UnicodeNormalization;

use super::submission::{Named, Whence, is_at, submission, texts};
use crate::finding::{Finding, Severity};
use crate::load;
use crate::say;
use crate::standard::Standard;
use crate::text::article::Format;
use crate::text::lang::Lang;
use crate::text::names::Names;
use crate::text::nearest::nearest;

/// The rules by which they are told, here and of a package.
pub const AIMED: [&str; 2] = [LEFT_OUT, CASE];
const LEFT_OUT: &str = "package/left-out";
const CASE: &str = "package/case";

/// How many of the studios that could be meant are named.
const MOST: usize = 8;

/// A finding for each that the root file in `root` names; `studios` are those that are there, and `names` stand nowhere.
pub(super) fn findings(
    standard: &Standard,
    root: &Path,
    studios: &[&str],
    names: Option<&Names>,
    lang: Lang,
) -> Vec<Finding> {
    let said = submission(standard, root, lang);
    let one = |rule: &str, named: &Named, message: String, help: String| {
        Finding::new(rule, Severity::Error, vec![named.place.clone()], &named.text, message, help)
    };
    let mut findings = Vec::new();
    for named in said.left_out.iter().map(|one| &one.folder) {
        let path = &named.text;
        if !studios.iter().any(|studio| is_at(path, studio)) {
            let names = lang.list(studios.iter().take(MOST));
            let help = nearest(path, studios.iter().copied()).map_or_else(
                || say!(lang, "pack.left-out.unknown.help", names = names),
                |near| say!(lang, "reference.near", near = near),
            );
            findings.push(one(LEFT_OUT, named, say!(lang, "pack.left-out.unknown", path = path), help));
        }
    }
    for named in &said.cases.named {
        let path: String = named.text.nfc().collect();
        let inside = |studio: &&str| studio.is_empty() || path.starts_with(&format!("{studio}/"));
        if !(studios.iter().any(inside) && root.join(&named.text).is_file()) {
            let message = say!(lang, "pack.case.nowhere", path = named.text);
            findings.push(one(CASE, named, message, say!(lang, "pack.case.nowhere.help")));
        }
    }
    for named in said.summaries.named.iter().filter(|named| named.whence == Whence::File) {
        let path = named.file();
        // What is no text to this program is not looked into.
        if Format::of(path).is_some() {
            match load::read_text_as(&root.join(path), path, lang) {
                Ok(source) => findings.extend(texts(standard, &[source], names, lang)),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    findings
}
