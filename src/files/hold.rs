//! Whoever ends the program while it writes (Ctrl-C; on Unix also what ends a session) waits until what is being written is
//! whole. Before and after that the program ends at once, as ever.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use signal_hook::{consts, flag};

/// The signals that wait.
const SIGNALS: &[i32] = &[
    consts::SIGINT,
    consts::SIGTERM,
    #[cfg(unix)]
    consts::SIGHUP,
];

static WATCH: OnceLock<Watch> = OnceLock::new();

/// What is known of signals; nobody looks for them before the first file is written.
struct Watch {
    /// Nothing is being written: a signal does what it does by default.
    idle: Arc<AtomicBool>,
    /// A signal came while something was.
    asked: Arc<AtomicBool>,
    /// How many write.
    holds: Mutex<usize>,
}

impl Watch {
    fn begin() -> Self {
        let (idle, asked) = (Arc::new(AtomicBool::new(true)), Arc::new(AtomicBool::new(false)));
        for signal in SIGNALS {
            // Where the system does not let it be watched, it ends the program as it always did.
            let _ = flag::register_conditional_default(*signal, Arc::clone(&idle))
                .and_then(|_| flag::register(*signal, Arc::clone(&asked)));
        }
        Self { idle, asked, holds: Mutex::new(0) }
    }

    fn count(&self, change: impl FnOnce(usize) -> usize) {
        let mut holds = self.holds.lock().unwrap_or_else(PoisonError::into_inner);
        *holds = change(*holds);
        self.idle.store(*holds == 0, Ordering::SeqCst);
    }
}

/// From here on a file that grows beyond what it may is an error like a full disk, and no end of the program.
pub fn outlast_limits() {
    // Where the system does not let it be watched, it ends the program as it always did.
    #[cfg(unix)]
    let _ = flag::register(consts::SIGXFSZ, Arc::default());
}

/// As long as it lives, signals wait.
#[derive(Debug)]
pub struct Hold(());

impl Hold {
    /// Begins to hold them.
    #[must_use]
    pub fn new() -> Self {
        WATCH.get_or_init(Watch::begin).count(|holds| holds + 1);
        Self(())
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        WATCH.get_or_init(Watch::begin).count(|holds| holds - 1);
    }
}

/// Whether a signal waits for the program to end.
#[must_use]
pub fn asked_to_end() -> bool {
    WATCH.get().is_some_and(|watch| watch.asked.load(Ordering::SeqCst))
}

/// Whether to go on with what is not yet begun.
///
/// # Errors
/// `Interrupted` when a signal waits.
pub fn go_on() -> io::Result<()> {
    if asked_to_end() { Err(io::ErrorKind::Interrupted.into()) } else { Ok(()) }
}
