//! What forbids a package, or is worth knowing about it, in what the province names: the day, the body, the number of cases,
//! the studios left out.

use jiff::civil::Date;

use super::manifest;
use crate::check::{Submission, is_at};
use crate::finding::{Finding, Place, Severity};
use crate::say;
use crate::standard::package::Package;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;

/// How many of the cases or studios that could be meant are named.
const NAMED: usize = 8;

/// The last day for sending is over: worth a warning where the province set the day, else a note, for the day of the document
/// is long past for everyone.
pub(super) fn late(package: &Package, said: &Submission, today: Date, lang: Lang) -> Option<Finding> {
    let (day, severity, places) = match (&said.deadline, package.deadline) {
        (Some((day, place)), _) => (*day, Severity::Warning, vec![place.clone()]),
        (None, day) => (day?, Severity::Note, Vec::new()),
    };
    let message = say!(lang, "pack.late", day = day, today = today);
    (today > day).then(|| Finding::new("package/deadline", severity, places, "", message, say!(lang, "pack.late.help")))
}

/// What is wrong with the list of those left out.
pub(super) fn left_out(
    said: &Submission,
    reported: &[manifest::Studio],
    left_out: &[manifest::Studio],
    lang: Lang,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, one) in said.left_out.iter().enumerate() {
        let text = one.folder.text.as_str();
        let fault = |message: String, help: String, also: Option<&Place>| {
            let places = [Some(&one.folder.place), also].into_iter().flatten().cloned().collect();
            Finding::new("package/left-out", Severity::Error, places, text, message, help)
        };
        let earlier = said.left_out[..number].iter().find(|other| is_at(&other.folder.text, text));
        if let Some(earlier) = earlier {
            let (message, help) =
                (say!(lang, "pack.left-out.twice", path = text), say!(lang, "pack.left-out.twice.help"));
            findings.push(fault(message, help, Some(&earlier.folder.place)));
        } else if !left_out.iter().any(|studio| is_at(text, &studio.path)) {
            let near = nearest(text, reported.iter().map(|studio| studio.path.as_str()));
            let names: Vec<&str> = reported.iter().take(NAMED).map(|studio| studio.path.as_str()).collect();
            let help = near.map_or_else(
                || say!(lang, "pack.left-out.unknown.help", names = lang.list(&names)),
                |near| say!(lang, "reference.near", near = near),
            );
            findings.push(fault(say!(lang, "pack.left-out.unknown", path = text), help, None));
        }
    }
    findings
}

/// Fewer or more cases than the text asks for.
pub(super) fn number(package: &Package, said: &Submission, proposed: &[String], lang: Lang) -> Option<Finding> {
    let (least, most) = (package.cases.at_least, package.cases.at_most);
    let asked = &said.cases;
    let named = asked.named.len();
    let detail = "number";
    let message = say!(lang, "pack.cases.number", n = named, least = least, most = most);
    if named < least {
        let line = &asked.example;
        let help = format!("{}{}", say!(lang, "pack.cases.few.help", line = line), could_be("", proposed, lang));
        return Some(Finding::new("package/cases", Severity::Error, vec![asked.place.clone()], detail, message, help));
    }
    let over: Vec<Place> = asked.named.iter().skip(most).map(|named| named.place.clone()).collect();
    let help = say!(lang, "pack.cases.many.help", most = most);
    (!over.is_empty()).then(|| Finding::new("package/cases", Severity::Error, over, detail, message, help))
}

/// What to write in place of `path`.
pub(super) fn candidates(path: &str, proposed: &[String], lang: Lang) -> String {
    format!("{}{}", say!(lang, "pack.case.nowhere.help"), could_be(path, proposed, lang))
}

/// The cases that studios propose, the nearest to `path` first.
fn could_be(path: &str, proposed: &[String], lang: Lang) -> String {
    if proposed.is_empty() {
        return say!(lang, "pack.cases.none-proposed");
    }
    let near = nearest(path, proposed.iter().map(String::as_str));
    let mut names: Vec<&str> = near.into_iter().collect();
    names.extend(proposed.iter().map(String::as_str).filter(|name| Some(*name) != near));
    names.truncate(NAMED);
    let key = if names.len() < proposed.len() { "pack.cases.proposed.some" } else { "pack.cases.proposed" };
    say!(lang, key, names = lang.list(&names), n = proposed.len())
}
