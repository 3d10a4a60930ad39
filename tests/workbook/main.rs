//! The workbook, out and back: what comes back is what was changed there, and nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]
#![allow(clippy::format_collect, reason = "what is made here is made once")]
#![allow(clippy::print_stdout, reason = "one test says how long it took")]

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
