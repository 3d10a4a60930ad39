//! `studio` holds the records of a homeroom-teacher studio (班主任工作室) against a ministry's standard.
//!
//! The flow is `argv → command → load → Studio → check → findings and verdicts → report`, and `Studio → form → sheet → .xlsx`;
//! `form + a given .xlsx → fill → .xlsx`; `Studio → workbook → .xlsx` and back: `.xlsx → changes → edit → files`.
//! A province's studios → package, as a folder and as a zip. `Studio + findings → page → .html`.
//! Modules may use only those before them in this order; a test holds it:
//!
//! `both < failure < text < finding < source < files < standard < record < load < check < report, form < fill < edit < schema < workbook < package < page < command < cli < main`.
//!
//! The engine knows no education. What is asked, of which records, in which words, stands as data under `standard/`.

pub mod both;
pub mod check;
pub mod cli;
pub mod command;
pub mod edit;
pub mod failure;
pub mod fault;
pub mod files;
pub mod fill;
pub mod finding;
pub mod form;
pub mod load;
pub mod package;
pub mod page;
pub mod record;
pub mod report;
pub mod schema;
pub mod source;
pub mod standard;
pub mod text;
pub mod workbook;
