//! Evidence: a file in the folder, a link, or the number of paper in a cabinet.
//!
//! A link is never fetched. A path is never followed out of the studio's folder.

use std::cell::RefCell;
use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::{Path, PathBuf};

use foldhash::HashMap;
use memchr::memchr;

use super::Check;
use super::each::detail;
use super::listing::Listing;
use super::outcome::{Fault, Outcome};
use super::piece::said;
use crate::files::is_of_system;
use crate::finding::{Place, Verdict};
use crate::record::is_blank;
use crate::record::row::Row;
use crate::say;
use crate::standard::About;
use crate::standard::path::{Path as Selector, Start};
use crate::standard::rule::Rule;
use crate::text::personal::conceal;
use crate::text::safe::is_invisible;

/// How a row stands with the evidence asked of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// A file or link is there.
    File,
    /// Only paper in a cabinet: a person must look.
    Paper,
    /// Nothing is there.
    Missing,
}

/// What a piece of evidence turns out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece {
    /// A regular file with something in it, or a well-formed link.
    Sound,
    /// The number of paper in a cabinet.
    Paper,
    /// The path leads out of the folder, or is not relative.
    Outside,
    /// A link on the way to the file leads out of the folder.
    Linked,
    /// There is no such file.
    Absent,
    /// A shortcut, what a program keeps while a file is open, or a system of a folder.
    StandIn,
    /// A record, which proves nothing of what it says.
    Record,
    /// A folder, a link or a device.
    NoFile,
    /// A file with nothing in it.
    Empty,
    /// Not a link one could open.
    BadLink,
    /// The number of the paper is missing.
    NoNumber,
}

/// What a piece of evidence names.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum On<'t> {
    /// A link, or paper: nothing on the disk.
    Text,
    /// A sound file: its path as it is written, without what stands behind `#`, and where it is.
    File(&'t str, PathBuf),
    /// A path without a sound file.
    Nothing(&'t str),
}

/// The prefix of paper in a cabinet, with either colon.
const PAPER: [&str; 2] = ["档案:", "档案："];

/// Whether the system finds a file by a name in letters of the other case, or with dots behind it.
const FINDS_MORE: bool = cfg!(any(windows, target_os = "macos"));

/// What is known by the text or the path that names it.
type Known<T> = RefCell<HashMap<String, T>>;

/// The files of a studio's folder, each looked at once.
pub(crate) struct Files<'s> {
    folder: PathBuf,
    about: &'s About,
    looked: Known<Piece>,
    seen: Known<Piece>,
    folders: RefCell<HashMap<PathBuf, bool>>,
    names: RefCell<HashMap<PathBuf, HashSet<OsString>>>,
    hashes: Known<Option<String>>,
    told: RefCell<HashSet<String>>,
    listing: Listing,
}

impl<'s> Files<'s> {
    /// Those in `folder`, in a studio of the standard that `about` tells of.
    pub fn new(folder: &Path, about: &'s About) -> Self {
        Self {
            folder: folder.to_owned(),
            about,
            looked: RefCell::default(),
            seen: RefCell::default(),
            folders: RefCell::default(),
            names: RefCell::default(),
            hashes: RefCell::default(),
            told: RefCell::default(),
            listing: Listing::default(),
        }
    }

    /// Whether `text` is evidence at all: a sound file or link, or paper with a number.
    pub fn is_there(&self, text: &str) -> bool {
        matches!(self.look(text), Piece::Sound | Piece::Paper)
    }

    /// What `text` turns out to be.
    pub(super) fn look(&self, text: &str) -> Piece {
        once(&self.looked, text, || self.turn_over(text.trim()))
    }

    fn turn_over(&self, text: &str) -> Piece {
        if let Some(number) = PAPER.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            let none = number.trim().is_empty() || self.about.is_no_number(number);
            return if none { Piece::NoNumber } else { Piece::Paper };
        }
        if let Some((scheme, rest)) = split_link(text) {
            return link(scheme, rest);
        }
        self.named(text).1
    }

    /// The path that a piece of evidence names, and what is there. Behind `#` stands where in the file, unless that is part of
    /// the file's name.
    fn named<'t>(&self, text: &'t str) -> (&'t str, Piece) {
        let path = path(text);
        let piece = self.at(path);
        if piece != Piece::Absent {
            return (path, piece);
        }
        let ends = text.match_indices('#').map(|(end, _)| end).skip(1).chain([text.len()]);
        let longer = ends.map(|end| text[..end].trim_end()).find(|longer| self.at(longer) == Piece::Sound);
        longer.map_or((path, piece), |longer| (longer, Piece::Sound))
    }

    fn at(&self, path: &str) -> Piece {
        once(&self.seen, path, || self.file(path))
    }

    /// What on the disk `text` names.
    pub(super) fn on<'t>(&self, text: &'t str) -> On<'t> {
        let text = text.trim();
        if PAPER.iter().any(|prefix| text.starts_with(prefix)) || split_link(text).is_some() {
            return On::Text;
        }
        match self.named(text) {
            (path, Piece::Sound) => On::File(path, self.folder.join(path)),
            (path, _) => On::Nothing(path),
        }
    }

    /// What `make` gives for the file at a path, made once.
    pub(super) fn hash(&self, path: &str, at: &Path, make: fn(&str, &Path) -> Option<String>) -> Option<String> {
        once(&self.hashes, path, || make(path, at))
    }

    fn file(&self, path: &str) -> Piece {
        let plain = |part: &str| !part.is_empty() && part != ".." && part != "." && !part.contains([':', '\\', '\0']);
        if !path.split('/').all(plain) {
            return Piece::Outside;
        }
        let full = self.folder.join(path);
        match fs::symlink_metadata(&full) {
            Err(_) if self.is_inside(full.parent()) => Piece::Absent,
            Err(_) => Piece::Linked,
            Ok(_) if FINDS_MORE && !self.is_spelt(path) => Piece::Absent,
            Ok(about) if !about.is_file() => Piece::NoFile,
            Ok(_) if !self.is_inside(full.parent()) => Piece::Linked,
            Ok(about) if about.len() == 0 || about.len() <= SHORT && is_blank_file(&full) => Piece::Empty,
            Ok(_) if is_stand_in(path) => Piece::StandIn,
            Ok(_) if Path::new(path).extension().is_some_and(|ending| ending == "toml") => Piece::Record,
            Ok(_) => Piece::Sound,
        }
    }

    /// Whether each part of the path of a file stands so in its folder. Whoever reads the records next may do it where another
    /// case is another file.
    fn is_spelt(&self, path: &str) -> bool {
        let mut folder = self.folder.clone();
        let mut names = self.names.borrow_mut();
        path.split('/').all(|part| {
            let here = names.entry(folder.clone()).or_insert_with(|| {
                let entries = fs::read_dir(&folder).into_iter().flatten();
                entries.filter_map(|entry| Some(entry.ok()?.file_name())).collect()
            });
            folder.push(part);
            here.contains(OsStr::new(part))
        })
    }

    /// The file that a path was meant to name: with / for \, and the letters as the folder has them.
    pub(super) fn near(&self, text: &str) -> Option<String> {
        let (path, rest) = text.split_at(text.find('#').unwrap_or(text.len()));
        let path = self.listing.near(&self.folder, path)?;
        matches!(self.look(&path), Piece::Sound).then(|| format!("{path}{rest}"))
    }

    /// The first link on the way to the file that `text` names.
    pub(super) fn link_to(&self, text: &str) -> Option<String> {
        let path = path(text.trim());
        let ends = path.match_indices('/').map(|(at, _)| &path[..at]);
        ends.into_iter().find(|way| self.folder.join(way).is_symlink()).map(str::to_owned)
    }

    /// Whether nothing has been told of a link yet.
    pub(super) fn is_news(&self, link: String) -> bool {
        self.told.borrow_mut().insert(link)
    }

    /// Whether a folder, links followed, lies in the studio's.
    fn is_inside(&self, folder: Option<&Path>) -> bool {
        let Some(folder) = folder else { return false };
        if let Some(inside) = self.folders.borrow().get(folder) {
            return *inside;
        }
        // Only where a link is on the way has the system to say where it leads: not every drive can.
        let mut way = folder.ancestors().take_while(|above| *above != self.folder);
        let real = |path: &Path| fs::canonicalize(path).ok();
        let leads = || real(folder).zip(real(&self.folder)).is_some_and(|(inner, outer)| inner.starts_with(outer));
        let inside = !way.any(Path::is_symlink) || leads();
        self.folders.borrow_mut().insert(folder.to_owned(), inside);
        inside
    }
}

/// The scheme of a link, and what follows it.
pub(super) fn split_link(text: &str) -> Option<(&str, &str)> {
    // One mark, which paths do not have, is sooner looked for than three.
    memchr(b':', text.as_bytes()).and_then(|_| text.split_once("://"))
}

/// What `make` gives for `name`, made once.
fn once<T: Clone>(known: &Known<T>, name: &str, make: impl FnOnce() -> T) -> T {
    if let Some(known) = known.borrow().get(name) {
        return known.clone();
    }
    let new = make();
    known.borrow_mut().insert(name.to_owned(), new.clone());
    new
}

/// The path in a piece of evidence that names a file.
fn path(text: &str) -> &str {
    memchr(b'#', text.as_bytes()).map_or(text, |end| &text[..end]).trim_end()
}

/// A longer file, in bytes, is not looked into for whether something stands in it.
const SHORT: u64 = 256;

/// Whether nothing stands in a short file but blanks and what nobody sees.
fn is_blank_file(path: &Path) -> bool {
    let nothing = |char: char| char.is_whitespace() || char == '\0' || is_invisible(char);
    fs::read_to_string(path).is_ok_and(|text| text.chars().all(nothing))
}

/// Whether a file of this name stands in for another: a shortcut, the lock of a document that is open, half a download, what a
/// system keeps of a folder.
fn is_stand_in(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    name.starts_with("~$")
        || is_of_system(name)
        || ending.is_some_and(|ending| ["lnk", "url", "tmp", "crdownload", "part"].contains(&&*ending))
}

fn link(scheme: &str, rest: &str) -> Piece {
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let well_formed = ["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
        && host.contains('.')
        && !host.starts_with('.')
        && !host.ends_with('.')
        && !rest.chars().any(|char| char.is_whitespace() || char.is_control());
    if well_formed { Piece::Sound } else { Piece::BadLink }
}

/// The form that evidence has, as a regular expression. Every text that a check takes has it; what a check refuses lacks it,
/// but for files that are not there and a full-width colon with no number behind it.
#[must_use]
pub fn pattern() -> String {
    let paper = PAPER.join("|");
    let link = r"[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#.][^\s/?#]*\.[^\s/?#]*[^\s/?#.](?:[/?#]\S*)?";
    // A part of a path that is neither empty nor `.` nor `..`.
    let part = r"(?:[^./\\:#][^/\\:#]*|\.[^./\\:#][^/\\:#]*|\.\.[^/\\:#]+)";
    let (blank, whole) = (r"[\s\u3000]*", format!("{part}(?:/{part})*"));
    format!(r"^{blank}(?:(?:{paper}){blank}[^\s\u3000][\s\S]*|{link}|{whole}(?:#[\s\S]*)?){blank}$")
}

/// The best evidence at any of `paths`; each path must have some. No paths ask for nothing.
pub(super) fn of_row(check: &Check<'_>, row: &Row<'_>, paths: &[Selector]) -> State {
    let at = |path: &Selector| {
        let mut best = State::Missing;
        check.studio.values(row, path, &mut |found| {
            let state = match found.value.as_str().map(|text| check.files.look(text)) {
                Some(Piece::Sound) => State::File,
                Some(Piece::Paper) => State::Paper,
                _ => State::Missing,
            };
            best = best.min(state);
        });
        best
    };
    paths.iter().map(at).max().unwrap_or(State::File)
}

/// What the evidence asked of a row makes of the outcome.
pub(super) fn of_one(check: &Check<'_>, rule: &Rule, row: &Row<'_>, outcome: &mut Outcome) {
    match of_row(check, row, &rule.evidence) {
        State::File => {}
        State::Paper => outcome.paper = true,
        State::Missing if rule.evidence.iter().all(|path| path.start == Start::Record) => {
            of_record(check, rule, row, outcome);
        }
        State::Missing => {
            let title = check.studio.title(row);
            let message = say!(check.lang, "evidence.row", row = title, keys = keys(&rule.evidence));
            let detail = format!("evidence {}", detail(row, title));
            outcome.fault(Verdict::Unevidenced, Fault::new(unproven(check, rule, [row]), detail, message));
        }
    }
}

/// The keys where evidence is asked for.
pub(super) fn keys(paths: &[Selector]) -> String {
    let key = |path: &Selector| match path.start {
        Start::Row => path.text.clone(),
        Start::Record => path.last().map_or(String::new(), |field| field.key.clone()),
    };
    paths.iter().map(key).collect::<Vec<_>>().join(" + ")
}

/// Places of causes that a finding shows.
const CAUSES: usize = 3;

/// Where rows without evidence stand; behind them, what is written there and is none, which is why.
pub(super) fn unproven<'r>(check: &Check<'_>, rule: &Rule, rows: impl IntoIterator<Item = &'r Row<'r>>) -> Vec<Place> {
    let (mut places, mut causes) = (Vec::new(), Vec::new());
    for row in rows {
        places.push(check.place(row, None));
        for path in &rule.evidence {
            check.studio.values(row, path, &mut |found| {
                let more = causes.len() < CAUSES && !found.span.is_empty();
                let text = found.value.as_str().filter(|text| more && !is_blank(text));
                let why = text.filter(|text| !check.files.is_there(text)).and_then(|text| said(check, text));
                if let Some(why) = why {
                    let source = &check.studio.sources[found.record.source];
                    let label = say!(check.lang, "evidence.cause", why = conceal(&why.message));
                    causes.push(source.place(found.span, Some(label)));
                }
            });
        }
    }
    places.dedup();
    causes.dedup();
    places.extend(causes);
    places
}

/// Evidence that many rows share stands in their record; that it is missing is told once.
pub(super) fn of_record(check: &Check<'_>, rule: &Rule, row: &Row<'_>, outcome: &mut Outcome) {
    let whole = check.studio.row(row.record);
    let detail = format!("evidence {}", keys(&rule.evidence));
    let places = unproven(check, rule, [&whole]);
    outcome.worsen(Verdict::Unevidenced);
    if outcome.faults.iter().any(|fault| fault.detail == detail && fault.places == places) {
        return;
    }
    let message = say!(check.lang, "evidence.row", row = check.studio.title(&whole), keys = keys(&rule.evidence));
    outcome.faults.push(Fault::new(places, detail, message));
}

#[cfg(test)]
#[path = "evidence_tests.rs"]
mod tests;
