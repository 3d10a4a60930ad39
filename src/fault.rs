//! A fault of the program itself, where it gives up though nothing is wrong with what it was given: who sees it learns where in the
//! program that was, never what it had in hand, which may be a name.

use std::io::Write;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

use crate::say;
use crate::text::lang::Lang;

/// What asks the system's runtime for all that is known of a fault.
const BACKTRACE: &str = "RUST_BACKTRACE";

/// Lets every fault be told in two lines on standard error; all of it, with what the program had in hand, only to who asks for that.
pub fn tell(lang: Lang) {
    let whole = panic::take_hook();
    panic::set_hook(Box::new(move |what| {
        // A terminal that is gone hears of nothing more.
        let _ = writeln!(anstream::stderr(), "{}", told(what, lang));
        if std::env::var_os(BACKTRACE).is_some_and(|asked| asked != "0") {
            whole(what);
        }
    }));
}

fn told(what: &PanicHookInfo<'_>, lang: Lang) -> String {
    let place = what.location().map_or_else(|| "?".to_owned(), |at| format!("{}:{}", at.file(), at.line()));
    say!(lang, "fault", place = place, version = env!("CARGO_PKG_VERSION"))
}

/// What `run` gives; nothing where the program gave up in it.
pub fn survived<T>(run: impl FnOnce() -> T) -> Option<T> {
    panic::catch_unwind(AssertUnwindSafe(run)).ok()
}
