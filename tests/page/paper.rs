//! What a page looks like: as a picture, and as it is printed.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::{Page, absent};

impl Page {
    /// Writes a PNG of what the window shows, or of the whole page.
    pub fn screenshot(&self, path: &Path, whole_page: bool) {
        let mut how = json!({"format": "png", "captureBeyondViewport": whole_page});
        if whole_page {
            let size = &self.call("Page.getLayoutMetrics", &json!({}))["cssContentSize"];
            how["clip"] = json!({"x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": 1});
        }
        fs::write(path, bytes(&self.call("Page.captureScreenshot", &how))).expect("a place to write");
    }

    /// The page printed on A4 without coloured grounds, as browsers print unless they are told otherwise. What the page says
    /// of paper with `@page` holds.
    pub fn pdf(&self) -> Vec<u8> {
        let (width, height) = (210.0 / 25.4, 297.0 / 25.4);
        let paper = json!({
            "paperWidth": width, "paperHeight": height, "printBackground": false, "preferCSSPageSize": true,
        });
        bytes(&self.call("Page.printToPDF", &paper))
    }
}

/// The text of each page of a PDF; none, with a word, where poppler's `pdftotext` is not installed.
pub fn pages(pdf: &[u8]) -> Option<Vec<String>> {
    let text = told(pdf, "pdftotext", &["-layout", "-enc", "UTF-8"], &["-"])?;
    Some(text.split_terminator('\u{c}').map(str::to_owned).collect())
}

/// The width and height of each page of a PDF in points; none, with a word, where poppler's `pdfinfo` is not installed.
pub fn sizes(pdf: &[u8]) -> Option<Vec<(f64, f64)>> {
    let text = told(pdf, "pdfinfo", &["-f", "1", "-l", "9999"], &[])?;
    let lines = text.lines().filter(|line| line.starts_with("Page ") && line.contains(" size:"));
    let words = lines.filter_map(|line| line.split_once(':')).map(|(_, size)| size.split_whitespace());
    let number = |word: Option<&str>| word.and_then(|word| word.parse().ok()).expect("a number");
    Some(words.map(|mut words| (number(words.next()), number(words.nth(1)))).collect())
}

/// What a tool of poppler prints of a PDF.
fn told(pdf: &[u8], tool: &str, before: &[&str], after: &[&str]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("page.pdf");
    fs::write(&file, pdf).expect("written");
    let Ok(output) = Command::new(tool).args(before).arg(&file).args(after).output() else {
        absent(tool);
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).expect("utf-8"))
}

/// The bytes that an answer holds as base64 (RFC 4648).
fn bytes(answer: &Value) -> Vec<u8> {
    let text = answer["data"].as_str().expect("bytes");
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for char in text.bytes() {
        let six = match char {
            b'A'..=b'Z' => char - b'A',
            b'a'..=b'z' => char - b'a' + 26,
            b'0'..=b'9' => char - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => break,
        };
        bits = bits << 6 | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).expect("a byte"));
        }
    }
    bytes
}
