//! What stops a run: a broken world (no folder, a broken standard, bad arguments), never bad data in a record.

use std::cell::Cell;
use std::fmt;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

/// One clear message for the person at the terminal; the process ends with exit code 2.
#[derive(Debug)]
pub struct Failure(pub String);

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Failure {}

/// What most commands give back.
pub type Result<T> = std::result::Result<T, Failure>;

thread_local! {
    /// Whether what gives up on this thread is nothing to print.
    static QUIET: Cell<bool> = const { Cell::new(false) };
}

/// What `run` gives. Some libraries give up where a file is broken or a disk is full; nothing is printed of it, and nothing else
/// in the process suffers.
///
/// # Errors
/// What the library said when it gave up.
pub fn contained<T>(run: impl FnOnce() -> T) -> std::result::Result<T, String> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let print = panic::take_hook();
        panic::set_hook(Box::new(move |what| {
            if !QUIET.get() {
                print(what);
            }
        }));
    });
    let before = QUIET.replace(true);
    let given = panic::catch_unwind(AssertUnwindSafe(run));
    QUIET.set(before);
    given.map_err(|why| match why.downcast::<String>() {
        Ok(why) => *why,
        Err(why) => why.downcast_ref::<&str>().map_or_else(|| "?".to_owned(), |why| (*why).to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_gives_up_is_an_error() {
        assert_eq!(contained(|| 1), Ok(1));
        assert_eq!(contained(|| -> u8 { panic!("full") }), Err("full".to_owned()));
        assert_eq!(contained(|| -> u8 { panic!("{} full", 1) }), Err("1 full".to_owned()));
        assert!(!QUIET.get());
    }
}
