//! A studio that is larger than any school's.

use std::time::Instant;

use crate::book::text;
use crate::folder::{Folder, diff};
use crate::made;

#[test]
fn two_thousand_rows_go_out_and_come_back() {
    let standard = studio::standard::embedded().expect("a sound standard");
    let files = made::studio(&standard, 11, 45, 4);
    let files: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let folder = Folder::new(&files);
    let before = folder.snapshot();
    let start = Instant::now();
    let bytes = folder.exported();
    let out = start.elapsed();
    let start = Instant::now();
    folder.bring(&bytes, &[]).code(0).says(&["没有要写的改动"]);
    let back = start.elapsed();
    assert_eq!(folder.snapshot(), before);
    let mut book = crate::book::Book::read(&bytes);
    let rows: usize = book.filled().map(|sheet| sheet.rows().count()).sum();
    assert!(rows >= 2000, "{rows}");
    let mut wanted = 0;
    let sheet = book.sheet("成员-成长记录");
    for row in sheet.rows().step_by(2) {
        sheet.set(row, "内容", text("改过"));
        wanted += 1;
    }
    let start = Instant::now();
    folder.take(&book).says(&[&format!("改 {wanted} 处")]);
    println!("{rows} rows: out {out:?}, back {back:?}, back with {wanted} edits {:?}", start.elapsed());
    let changed = diff(&before, &folder.snapshot());
    assert!(changed.iter().filter(|line| line.starts_with('+')).any(|line| line.contains("改过")));
}
