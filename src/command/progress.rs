//! A bar on a terminal while many studios are checked; none where nobody watches, as in CI or behind a pipe.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::{Step, Watch};
use crate::say;
use crate::text::lang::Lang;

/// With fewer studios the report is there before a bar could be seen.
const FEW: u64 = 20;

/// The bar of one run, where it is watched.
pub(super) struct Bar(Option<ProgressBar>);

impl Bar {
    /// A bar that is drawn once there is something to wait for.
    pub fn new(lang: Lang) -> Self {
        let watched = std::io::stderr().is_terminal() && std::env::var_os("CI").is_none();
        if !watched {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::hidden());
        let shape = format!("{} {{pos}}/{{len}} {{wide_bar}} {{eta}}", say!(lang, "progress.checking"));
        if let Ok(style) = ProgressStyle::with_template(&shape) {
            bar.set_style(style);
        }
        Self(Some(bar))
    }

    /// What a run tells of its steps.
    pub fn watch(&self) -> Watch {
        let Some(bar) = self.0.clone() else { return Watch::default() };
        Watch::new(move |step| match step {
            Step::More(studios) => {
                bar.inc_length(studios as u64);
                if bar.length().is_some_and(|all| all > FEW) && bar.is_hidden() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                }
            }
            Step::Done => bar.inc(1),
        })
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
