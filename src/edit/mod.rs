//! Changes to records: what is written, and how a file that people wrote stays theirs. Comments, order and layout are kept
//! (`toml_edit`); whatever is written goes through one [`Batch`](crate::files::Batch), all of it or nothing.

pub mod days;
pub mod encoding;
pub mod ends;
pub mod folder;
pub mod rename;
pub mod stem;
pub mod tend;
pub mod tidy;
