//! `studio report` in a real browser, Chromium without a window: what is on the page, what a mouse and a keyboard do there, what
//! is printed. `STUDIO_EDITORS=required` makes what is missing a failure.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]

#[path = "page/browser.rs"]
mod browser;
#[path = "page/changes.rs"]
mod changes;
#[path = "page/driver.rs"]
mod driver;
#[path = "page/file.rs"]
mod file;
#[path = "page/hostile.rs"]
mod hostile;
#[path = "page/made.rs"]
mod made;
#[path = "page/one.rs"]
mod one;
#[path = "page/print.rs"]
mod print;
#[path = "page/province.rs"]
mod province;
mod shared;
#[path = "page/sound.rs"]
mod sound;
