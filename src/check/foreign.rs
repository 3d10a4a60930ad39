//! A studio that says another body reports for it than the one in whose folder it lies: the form names one, the school the other.

use super::Check;
use crate::finding::{Finding, Severity};
use crate::say;
use crate::standard::kind::Role;
use crate::text::personal::conceal;

/// A finding where the studio's own body is not `body`; none where either says nothing.
pub(super) fn check(check: &Check<'_>, body: &str) -> Option<Finding> {
    let row = check.root().filter(|_| !body.is_empty())?;
    let (own, span) = row.told(Role::Body)?;
    let own = conceal(own);
    if own.is_empty() || own == body {
        return None;
    }
    let place = check.source(&row).place(span, None);
    let message = say!(check.lang, "pack.foreign", theirs = own, ours = body);
    let help = say!(check.lang, "pack.foreign.help", ours = body);
    Some(Finding::new("package/other-body", Severity::Warning, vec![place], "", message, help))
}
