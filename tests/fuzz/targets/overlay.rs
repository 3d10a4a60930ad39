#![no_main]
//! See `studio_fuzz::overlay`.

use std::sync::LazyLock;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

#[allow(dead_code, reason = "targets and seeds use a part of it each")]
mod mutate;

const SORT: mutate::Sort =
    mutate::Sort { begin: b'\n', lenders: &["standard", "examples/province/地方要求"], ending: ".yaml" };
static LENT: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| mutate::lent(&SORT));

// What a library gives up on is contained by the program itself: the fuzzer is told of what is not.
fuzz_target!(init: drop(std::panic::take_hook()), |data: &[u8]| studio_fuzz::overlay::run(data));

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    mutate::mutate(data, size, max_size, seed, &SORT, &LENT)
});
