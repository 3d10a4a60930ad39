//! Tries inputs without a fuzzer: `cargo run --example try NAME FILE…`, and says of each that fails.

use std::panic::catch_unwind;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (Some(name), files) = (arguments.first(), arguments.iter().skip(1)) else { return };
    let run = match name.as_str() {
        "records" => studio_fuzz::records::run,
        "overlay" => studio_fuzz::overlay::run,
        "workbook" => studio_fuzz::workbook::run,
        _ => studio_fuzz::docx::run,
    };
    let (mut all, mut failed, begin) = (0, 0, Instant::now());
    for file in files {
        let bytes = std::fs::read(file).expect("readable");
        all += 1;
        if catch_unwind(|| run(&bytes)).is_err() {
            failed += 1;
            println!("FAILED {file}");
        }
    }
    println!("{failed} of {all} failed, {:.1} ms each", begin.elapsed().as_secs_f64() * 1000.0 / f64::from(all.max(1)));
}
