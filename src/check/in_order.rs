//! Work that many threads do and one takes, as it comes and in order.

use std::collections::BTreeMap;
use std::sync::mpsc::sync_channel;

use rayon::ThreadPool;
use rayon::prelude::*;

/// Gives `take` what `make` makes of every item, in the order of the items; `make` runs on the threads of `pool`, `take` on
/// this one. Threads wait while nothing of theirs is received; what is made before its turn is kept until then.
///
/// # Errors
/// What `take` says first; then no further item is begun.
pub(super) fn in_order<I: Send, T: Send, E>(
    pool: Option<&ThreadPool>,
    items: Vec<I>,
    make: impl Fn(I) -> T + Sync,
    mut take: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let Some(pool) = pool else { return items.into_iter().map(make).try_for_each(take) };
    let (sender, receiver) = sync_channel(pool.current_num_threads());
    let make = &make;
    pool.in_place_scope(move |scope| {
        scope.spawn(move |_| {
            // Where nobody receives, nobody wants any more of it.
            let _ = items
                .into_iter()
                .enumerate()
                .par_bridge()
                .try_for_each_with(sender, |sender, (at, item)| sender.send((at, make(item))).map_err(drop));
        });
        let mut early = BTreeMap::new();
        let mut next = 0;
        for (at, made) in receiver {
            early.insert(at, made);
            while let Some(made) = early.remove(&next) {
                take(made)?;
                next += 1;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use rayon::ThreadPoolBuilder;

    use super::*;

    #[test]
    fn what_is_made_out_of_order_is_taken_in_order() {
        let pool = ThreadPoolBuilder::new().num_threads(4).build().unwrap();
        let slow_at_first = |item: u64| {
            std::thread::sleep(std::time::Duration::from_millis(if item.is_multiple_of(4) { 5 } else { 0 }));
            item * 2
        };
        for pool in [None, Some(&pool)] {
            let mut taken = Vec::new();
            let Ok(()) = in_order(pool, (0..50).collect(), slow_at_first, |made| {
                taken.push(made);
                Ok::<_, Infallible>(())
            });
            assert_eq!(taken, (0..50).map(|item| item * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn nothing_is_begun_for_who_wants_no_more() {
        let pool = ThreadPoolBuilder::new().num_threads(2).build().unwrap();
        let begun = AtomicUsize::new(0);
        let count = |item: usize| {
            begun.fetch_add(1, Ordering::Relaxed);
            std::thread::sleep(std::time::Duration::from_millis(1));
            item
        };
        let stopped =
            in_order(Some(&pool), (0..1000).collect(), count, |item| if item < 3 { Ok(()) } else { Err(item) });
        assert_eq!(stopped, Err(3));
        assert!(begun.into_inner() < 1000);
    }
}
