//! Two things timed in turn, A B A B …, so that a machine that slows down slows both; and what came of it, line by line.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How long one thing and another took, pair by pair.
pub struct Turns(Vec<(Duration, Duration)>);

impl Turns {
    /// As many pairs, after one that is not counted.
    pub fn of<A, B>(pairs: usize, mut one: impl FnMut() -> A, mut other: impl FnMut() -> B) -> Self {
        let pair = |_| (time(&mut one), time(&mut other));
        Self((0..=pairs).map(pair).skip(1).collect())
    }

    pub fn one(&self) -> Duration {
        median(self.0.iter().map(|pair| pair.0))
    }

    pub fn other(&self) -> Duration {
        median(self.0.iter().map(|pair| pair.1))
    }

    /// The other by the one, pair by pair: the median, the least and the greatest.
    pub fn ratio(&self) -> [f64; 3] {
        let mut all: Vec<f64> = self.0.iter().map(|(one, other)| other.as_secs_f64() / one.as_secs_f64()).collect();
        all.sort_by(f64::total_cmp);
        [all[all.len() / 2], all[0], all[all.len() - 1]]
    }
}

/// How long something takes.
pub fn time<T>(work: impl FnOnce() -> T) -> Duration {
    let start = Instant::now();
    let made = black_box(work());
    let took = start.elapsed();
    drop(made);
    took
}

pub fn median(all: impl Iterator<Item = Duration>) -> Duration {
    let mut all: Vec<Duration> = all.collect();
    all.sort();
    all[all.len() / 2]
}

/// A table as it is told, one line as soon as it is known.
pub struct Table;

impl Table {
    pub fn begin(title: &str, heads: [&str; 5]) -> Self {
        println!("\n{title}\n\n| {} |\n|---|---:|---:|---:|---|", heads.join(" | "));
        Self
    }

    /// What was timed, what it is held against, and by how much it may be longer.
    pub fn turns(what: &str, turns: &Turns, target: &str) {
        let [ratio, least, most] = turns.ratio();
        let range = format!("{ratio:.2} ({least:.2}–{most:.2})");
        Self::line([what, &told(turns.other()), &told(turns.one()), &range, target]);
    }

    pub fn line(cells: [&str; 5]) {
        println!("| {} |", cells.join(" | "));
    }
}

/// Milliseconds with as many digits as mean something.
pub fn told(took: Duration) -> String {
    let digits = if took < Duration::from_millis(10) { 2 } else { usize::from(took < Duration::from_millis(100)) };
    format!("{:.digits$} ms", took.as_secs_f64() * 1e3)
}
