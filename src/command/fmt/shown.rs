//! What `studio fmt` says: files changed, slips mended, differences, all safe to show.

use similar::TextDiff;

use crate::edit::tend::Tended;
use crate::load::Mend;
use crate::say;
use crate::text::lang::Lang;
use crate::text::message::say;
use crate::text::personal::conceal;
use crate::text::safe::visible;
use crate::text::width::{truncate, width};

/// The columns of a terminal.
const COLUMNS: usize = 80;
/// More lines of one difference are not shown.
const MOST: usize = 40;

/// A line that can be shown whatever is in it.
pub(super) fn line(text: &str) -> String {
    format!("{}\n", safe(text))
}

fn safe(text: &str) -> String {
    visible(&conceal(text)).into_owned()
}

/// What was mended in a file.
pub(super) fn mended(path: &str, tended: &Tended, lang: Lang) -> String {
    let whole = tended.whole.iter().map(|key| line(&format!("{path}: {}", say(lang, key, &[]))));
    whole.chain(tended.lines.iter().map(|mend| mended_line(path, mend, lang))).collect()
}

/// On one line where it fits, else the two lines below each other.
fn mended_line(path: &str, mend: &Mend, lang: Lang) -> String {
    let mut names: Vec<String> = Vec::new();
    for key in &mend.slips {
        let name = say(lang, key, &[]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let names = lang.list(&names);
    let place = safe(&format!("{path}:{}", mend.line));
    let (before, after) = (safe(mend.before.trim()), safe(mend.after.trim()));
    let short = say!(lang, "mend.line", place = place, before = before, after = after, names = names);
    if width(&short) <= COLUMNS {
        return format!("{short}\n");
    }
    let before = truncate(&before, COLUMNS - 4).into_owned();
    let after = truncate(&after, COLUMNS - 4).into_owned();
    format!("{place}: {names}\n    {before}\n  → {after}\n")
}

/// That a file was changed, or with `check` would be, and how.
pub(super) fn changed(path: &str, texts: Option<&(String, String)>, check: bool, lang: Lang) -> String {
    if !check {
        return line(&say!(lang, "fmt.changed", path = path));
    }
    let mut out = line(&say!(lang, "fmt.differs-from-form", path = path));
    let Some((before, after)) = texts else { return out };
    let diff = TextDiff::from_lines(before.as_str(), after.as_str());
    let text = diff.unified_diff().context_radius(1).to_string();
    let mut lines = text.lines();
    lines.by_ref().take(MOST).for_each(|text| out.push_str(&line(text)));
    let more = lines.count();
    if more > 0 {
        out.push_str(&line(&say!(lang, "fmt.more", n = more)));
    }
    out
}

/// How many there were of each.
pub(super) fn sum(changed: usize, waiting: usize, all: usize, asked: (bool, bool), lang: Lang) -> String {
    let (check, fix) = asked;
    let mut parts = Vec::new();
    if changed > 0 {
        let command = if fix { "studio fmt --fix" } else { "studio fmt" };
        parts.push(if check {
            say!(lang, "fmt.sum.check", n = changed, command = command)
        } else {
            say!(lang, "fmt.sum.changed", n = changed)
        });
    }
    if waiting > 0 {
        let key = if fix { "fmt.sum.waiting" } else { "fmt.sum.waiting-fix" };
        parts.push(say!(lang, key, n = waiting));
    }
    if parts.is_empty() {
        parts.push(say!(lang, "fmt.sum.clean", n = all));
    }
    format!("{}\n", parts.join(" · "))
}
