//! The workbook, out and back: what comes back is what was changed there, and nothing else.

#![allow(clippy::format_collect, clippy::case_sensitive_file_extension_comparisons, reason = "tests make small texts")]
#![allow(
    clippy::similar_names,
    clippy::type_complexity,
    clippy::needless_for_each,
    reason = "tests are read one by one"
)]
#![allow(dead_code, reason = "the tools serve the tests of real programs, too")]
#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]

mod again;
mod big;
mod book;
mod conflicts;
mod folder;
mod habits;
mod lossless;
mod made;
mod moved;
mod nasty;
mod random;
mod refused;
mod rows;
#[path = "../shared/mod.rs"]
mod shared;
