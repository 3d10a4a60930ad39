//! What stops a run: a broken world (no folder, a broken standard, bad arguments), never bad data in a record.

use std::fmt;
use std::panic::{self, AssertUnwindSafe};

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

/// What `run` gives. Some libraries give up where a file is broken or a disk is full; nothing is printed of it, and nothing else
/// in the process suffers.
///
/// # Errors
/// What the library said when it gave up.
pub fn contained<T>(run: impl FnOnce() -> T) -> std::result::Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let given = panic::catch_unwind(AssertUnwindSafe(run));
    panic::set_hook(hook);
    given.map_err(|why| match why.downcast::<String>() {
        Ok(why) => *why,
        Err(why) => why.downcast_ref::<&str>().map_or_else(|| "?".to_owned(), |why| (*why).to_owned()),
    })
}
