//! The workbook, out and back: what comes back is what was changed there, and nothing else.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]

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
