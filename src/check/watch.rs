//! How far a run has come, for whoever watches. Nobody needs to: a run does not depend on it.

use std::fmt;
use std::sync::Arc;

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// So many more studios are to be checked.
    More(usize),
    /// One was checked.
    Done,
}

/// Who is told of every step, from whatever thread takes it.
#[derive(Clone, Default)]
pub struct Watch(Option<Arc<dyn Fn(Step) + Send + Sync>>);

impl Watch {
    /// A watch that tells `watcher`.
    pub fn new(watcher: impl Fn(Step) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(watcher)))
    }

    pub(super) fn more(&self, studios: usize) {
        self.tell(Step::More(studios));
    }

    pub(super) fn done(&self) {
        self.tell(Step::Done);
    }

    fn tell(&self, step: Step) {
        if let Some(watcher) = &self.0 {
            watcher(step);
        }
    }
}

impl fmt::Debug for Watch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_tuple("Watch").field(&self.0.is_some()).finish()
    }
}
