//! What an earlier run wrote, read back: a report of `--format json`, as far as it matters to later runs, or a baseline.

use std::io::Read;
use std::path::Path;

use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};

use crate::finding::{Severity, Verdict};

/// A larger file is neither: 2,000 studios in their first week have some 40 MB.
const LARGEST: u64 = 256 << 20;

/// A file that an earlier run wrote.
#[derive(Debug)]
pub(super) struct Kept {
    /// What it says it is.
    pub kind: Kind,
    text: Vec<u8>,
}

/// What a file says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A baseline of this version.
    Baseline(u8),
    /// A report of the version that is known.
    Report,
    /// Neither.
    Other,
}

/// Why a file cannot be taken.
#[derive(Debug)]
pub(super) enum Fault {
    /// The system's words.
    Unread(std::io::Error),
    /// It is something else.
    Foreign,
    /// It is larger than any report.
    TooLarge,
    /// It is no UTF-8.
    Encoding,
    /// It is no JSON at this line and column, or breaks off there.
    Syntax(String),
}

/// A report.
#[derive(Debug, Deserialize)]
pub(super) struct Told {
    pub standard: String,
    #[serde(default, deserialize_with = "maybe_day")]
    pub today: Option<Date>,
    pub studios: Vec<Part>,
    pub findings: Vec<Found>,
    #[serde(default)]
    pub summary: Summary,
}

/// What a report says of its run.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Summary {
    /// Studios that were not looked at.
    #[serde(default)]
    pub untouched: usize,
}

/// A studio of a report.
#[derive(Debug, Deserialize)]
pub(super) struct Part {
    pub path: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub school: String,
    #[serde(default)]
    pub window: Option<Window>,
    #[serde(default)]
    pub indicators: Vec<Decided>,
    #[serde(default)]
    pub clauses: Vec<Decided>,
    /// What overlays ask; reports of before there were any have none.
    #[serde(default)]
    pub local: Vec<Decided>,
    pub findings: Vec<Found>,
}

/// The days a report looked at.
#[derive(Debug, Clone, Copy, Deserialize)]
pub(super) struct Window {
    #[serde(deserialize_with = "day")]
    pub from: Date,
    #[serde(deserialize_with = "day")]
    pub to: Date,
}

/// A clause or an indicator, and its verdict.
#[derive(Debug, Deserialize)]
pub(super) struct Decided {
    pub id: String,
    pub verdict: Verdict,
    /// What a person still has to do.
    #[serde(default)]
    pub waits: Option<String>,
}

/// A finding.
#[derive(Debug, Deserialize)]
pub(super) struct Found {
    pub key: String,
    pub severity: Severity,
    #[serde(default)]
    pub rule: String,
    #[serde(default)]
    pub message: String,
    #[serde(default)]
    pub places: Vec<At>,
}

/// The beginning of a place.
#[derive(Debug, Default, Deserialize)]
pub(super) struct At {
    pub file: String,
    pub line: usize,
}

/// What tells a baseline from a report.
#[derive(Deserialize)]
struct Probe {
    baseline: Option<u8>,
    version: Option<u8>,
}

fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
    String::deserialize(from)?.parse().map_err(D::Error::custom)
}

fn maybe_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    day(from).map(Some)
}

impl Kept {
    /// Reads a file and asks what it is; a mark of its encoding is no part of it.
    ///
    /// # Errors
    /// It cannot be read, or is no JSON.
    pub fn read(path: &Path) -> Result<Self, Fault> {
        let about = std::fs::metadata(path).map_err(Fault::Unread)?;
        if !about.is_file() {
            return Err(Fault::Foreign);
        }
        let mut text = Vec::new();
        // It may grow while it is read.
        let file = std::fs::File::open(path).map_err(Fault::Unread)?;
        file.take(LARGEST + 1).read_to_end(&mut text).map_err(Fault::Unread)?;
        if text.len() as u64 > LARGEST {
            return Err(Fault::TooLarge);
        }
        if text.starts_with(&[0xff, 0xfe]) || text.starts_with(&[0xfe, 0xff]) || text.contains(&0) {
            return Err(Fault::Encoding);
        }
        if text.starts_with("\u{feff}".as_bytes()) {
            text.drain(..3);
        }
        let probe: Probe = serde_json::from_slice(&text).map_err(|error| match error.classify() {
            serde_json::error::Category::Data => Fault::Foreign,
            _ => Fault::of(&error),
        })?;
        let kind = match (probe.baseline, probe.version) {
            // A list of numbers would do for the library.
            _ if !text.trim_ascii_start().starts_with(b"{") => Kind::Other,
            (Some(version), _) => Kind::Baseline(version),
            (None, Some(1)) => Kind::Report,
            _ => Kind::Other,
        };
        Ok(Self { kind, text })
    }

    /// What it says.
    ///
    /// # Errors
    /// Where it does not say what it should.
    pub fn parse<T: DeserializeOwned>(&self) -> Result<T, Fault> {
        serde_json::from_slice(&self.text).map_err(|error| Fault::of(&error))
    }
}

impl Fault {
    /// Why the library cannot read what a file has: JSON of another shape is something else; with a word nobody knows, it is a broken report.
    fn of(error: &serde_json::Error) -> Self {
        let shapes = ["missing field", "invalid type"];
        let told = error.to_string();
        if shapes.iter().any(|shape| told.starts_with(shape)) {
            return Self::Foreign;
        }
        Self::Syntax(format!("{}:{}", error.line(), error.column().max(1)))
    }
}
