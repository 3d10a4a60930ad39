//! What stops a run: a broken world (no folder, a broken standard, bad arguments), never bad data in a record.

use std::fmt;

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
