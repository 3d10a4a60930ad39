//! The page people look at: one self-contained HTML file for a studio's leaders, or for an office and all its studios. Which
//! parts it has is data of the standard; here they are filled from records and findings, and set by templates.

mod bars;
mod changes;
mod due;
mod facts;
mod finding;
mod index;
mod indicators;
mod lacking;
mod ledger;
mod levels;
mod local;
mod matrix;
mod package;
mod part;
mod readings;
mod signed;
mod span;
mod studio;
mod template;
mod timeline;
mod todo;
mod view;
mod waiting;

pub use self::index::Index;
pub use self::part::{Content, Overall, Part};
pub use self::studio::Told;
pub use self::view::{Numbers, Press};
