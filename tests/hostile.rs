//! What nobody means well with, or nobody meant at all: giants, odd names, links and devices, folders that change while they are
//! read, disks that are full, processes that are killed. Each has what is said of it, whatever else is in the folder is found
//! as before, and memory and time are bounded.

#![allow(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by failing")]
#![cfg(unix)]

#[allow(dead_code, reason = "the tools serve the tests of workbooks, too")]
#[path = "workbook/book.rs"]
mod book;
#[path = "hostile/giants.rs"]
mod giants;
#[path = "hostile/interrupted.rs"]
mod interrupted;
#[path = "hostile/killed.rs"]
mod killed;
#[path = "hostile/links.rs"]
mod links;
#[path = "hostile/moving.rs"]
mod moving;
#[path = "hostile/names.rs"]
mod names;
#[path = "hostile/place.rs"]
mod place;
mod shared;
#[path = "hostile/steering.rs"]
mod steering;
#[path = "hostile/texts.rs"]
mod texts;
#[path = "hostile/writing.rs"]
mod writing;
