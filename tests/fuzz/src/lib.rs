//! What is tried with bytes nobody meant, one file a target, and what has to hold whatever they are. The fuzzer runs these with
//! inputs it makes up; `tests/fuzzed.rs` runs them with those that once found something.

pub mod docx;
pub mod folder;
pub mod holds;
pub mod overlay;
pub mod pieces;
pub mod records;
pub mod workbook;
