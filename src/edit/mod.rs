//! Changes to records: what is written, and how a file that people wrote stays theirs. Comments, order and layout are kept;
//! whatever is written goes through one [`Batch`](crate::files::Batch), all of it or nothing.

pub mod answer;
pub mod begin;
pub mod cell;
pub mod days;
pub mod document;
pub mod encoding;
pub mod ends;
pub mod folder;
pub mod given;
pub mod insert;
mod items;
mod list;
pub mod off;
pub mod open;
pub mod record;
pub mod remarks;
pub mod rename;
pub mod rows;
pub mod satisfy;
pub mod semester;
pub mod sign;
pub mod stem;
pub mod template;
pub mod tend;
pub mod tidy;
pub mod year;

/// The kind of this name, in tests.
#[cfg(test)]
fn kind(name: &str) -> crate::standard::kind::Kind {
    let kinds = crate::standard::embedded().unwrap().kinds;
    kinds.into_iter().find(|kind| kind.kind == name).unwrap()
}
