//! Two pieces of work at a time, where one studio alone is asked for. Of many, each has a core of its own already.

use std::panic::resume_unwind;
use std::thread::{Builder, scope};

/// What `here` gives, and `beside`, which a thread of its own does where this one is none of many.
pub fn both<A, B: Send>(here: impl FnOnce() -> A, beside: impl Fn() -> B + Sync) -> (A, B) {
    let alone = rayon::current_thread_index().is_none();
    let beside = &beside;
    scope(|scope| {
        // A system that has no more threads to give costs time, and nothing else.
        let thread = if alone { Builder::new().spawn_scoped(scope, beside).ok() } else { None };
        let first = here();
        let second = thread.map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (first, second.unwrap_or_else(beside))
    })
}

#[cfg(test)]
mod tests {
    use super::both;

    #[test]
    fn both_are_done_alone_and_among_others() {
        let add = || both(|| 1, || 2);
        assert_eq!(add(), (1, 2));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        assert_eq!(pool.install(add), (1, 2));
        let broken = std::panic::catch_unwind(|| both(|| 1, || -> u8 { panic!("beside") }));
        assert_eq!(broken.expect_err("it goes on").downcast_ref(), Some(&"beside"));
    }
}
