//! Changes to records: what is written, and how a file that people wrote stays theirs. Comments, order and layout are kept
//! (`toml_edit`); whatever is written goes through one [`Batch`](crate::files::Batch), all of it or nothing.

pub mod cell;
pub mod days;
pub mod document;
pub mod encoding;
pub mod ends;
pub mod folder;
mod list;
pub mod rename;
pub mod rows;
pub mod stem;
pub mod tend;
pub mod tidy;
