//! A Chromium without a window that tests open pages in. Tests that run at the same time share one, and each page has a window
//! and a store of its own; the browser ends with the last test that holds it.

#![allow(dead_code, reason = "each test uses what it needs")]

mod axe;
mod input;
mod paper;
mod process;
mod tab;

use std::env;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use process::Process;

pub use axe::assert_accessible;
pub use paper::{pages, sizes};
pub use tab::Page;

/// How long anything may take before the test says what it waited for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// A tool of these tests that is not installed: the test is skipped, or fails where `STUDIO_EDITORS=required`.
pub fn absent(name: &str) {
    assert!(env::var_os("STUDIO_EDITORS").is_none_or(|word| word != "required"), "{name} is required");
    println!("skipped: {name} is not installed");
}

/// A share in the one browser of this process.
pub struct Browser(Arc<Process>);

impl Browser {
    /// None, with a word, where Chromium is not installed. `STUDIO_CHROMIUM` names it, or the `PATH` has it.
    pub fn start() -> Option<Browser> {
        static ONE: Mutex<Weak<Process>> = Mutex::new(Weak::new());
        let Some(program) = chromium() else {
            absent("Chromium");
            return None;
        };
        let mut one = ONE.lock().unwrap_or_else(PoisonError::into_inner);
        let process = one.upgrade().unwrap_or_else(|| Process::start(&program));
        *one = Arc::downgrade(&process);
        Some(Browser(process))
    }

    /// The file in a window of its own that shares nothing with other pages, once it is loaded. The size is in CSS pixels;
    /// a phone has two dots a pixel, a touch screen, and heeds the page's `viewport`.
    pub fn open(&self, path: &Path, width: u32, height: u32, phone: bool) -> Page {
        Page::open(&self.0, path, width, height, phone)
    }
}

fn chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("STUDIO_CHROMIUM").map(PathBuf::from) {
        assert!(named.is_file(), "STUDIO_CHROMIUM is {}, which is no file", named.display());
        return Some(named);
    }
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).filter(|_| cfg!(unix)).collect();
    let names = ["chromium", "chromium-browser", "google-chrome"];
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}
