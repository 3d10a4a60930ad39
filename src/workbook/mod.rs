//! The workbook teachers fill in: a sheet a kind of record, and the way back from its cells to the records.
//!
//! Out: `Studio → grid → table → write → .xlsx`. Back: `.xlsx → raw → work → compare → plan → apply → Batch`. The workbook
//! carries a hidden copy of what was exported (`store`), so that what was changed in it and what was changed in the folder
//! meanwhile can be told apart.

mod again;
mod alias;
pub mod align;
pub mod apply;
mod choices;
pub mod compare;
mod cover;
mod days;
pub mod grid;
pub mod heads;
mod lists;
mod look;
pub mod marks;
mod nameless;
mod names;
mod number;
mod own_word;
pub mod plan;
mod quoted;
pub mod raw;
mod row;
mod settle;
mod several;
pub mod store;
pub mod table;
pub mod tell;
pub mod typed;
mod unseen;
pub mod words;
pub mod work;
pub mod write;

/// What the mark over the hidden keys of a sheet begins with.
pub const KEY: &str = "studio:";
/// The first sheet, which explains the others.
pub const COVER: &str = "先看这里";
/// The sheet with all open findings.
pub const FINDINGS: &str = "检查结果";
pub use crate::files::made::STORE;
/// The hidden sheet with what may be chosen.
pub const CHOICES: &str = "_选项";
