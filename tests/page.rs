//! Pages in a real browser, Chromium without a window. `STUDIO_EDITORS=required` makes what is missing a failure.

#![allow(clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "a test says what is wrong by failing")]

#[path = "page/browser.rs"]
mod browser;
#[path = "page/driver.rs"]
mod driver;
