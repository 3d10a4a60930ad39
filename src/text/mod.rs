//! Words and how they are shown: languages, messages, widths, counts.

pub mod article;
pub mod count;
pub mod day;
pub mod disk;
pub mod docx;
pub mod escape;
pub mod json;
pub mod lang;
pub mod markdown;
pub mod message;
pub mod names;
pub mod natural;
pub mod near;
pub mod nearest;
pub mod number;
pub mod padded;
pub mod personal;
pub mod phone;
pub mod safe;
pub mod seen;
pub mod shell;
pub mod to_write;
pub mod triples;
pub mod trouble;
pub mod width;
