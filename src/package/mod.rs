//! The package of a reporting body: gathered from a province's studios, written as a folder and as a zip that come out the
//! same for the same records, and checked again by whoever receives it.

mod archive;
mod build;
mod cases;
mod cover;
mod disk;
mod faults;
mod gather;
mod gathered;
mod manifest;
mod name;
mod state;
mod summary;
mod tables;
mod topic;
mod verify;

use std::path::Path;

pub use self::archive::{LARGEST, pack as zip};
pub use self::build::build;
pub use self::gather::{Gathering, Made, gather};
pub use self::gathered::Gathered;
pub use self::manifest::{MANIFEST, SUMS};
pub use self::name::{folder, safe};
pub use self::state::{Deadline, Fact, Part, Point, Standing, State, Told};
pub use self::verify::{Checked, Problem, verify};

/// The files of a package, by name.
pub type Files = Vec<(String, Vec<u8>)>;

/// Whether what lies at `path`, a folder or a zip, is a package as it was written, so that nothing of anybody else's is lost
/// when another takes its place.
#[must_use]
pub fn is_whole(path: &Path) -> bool {
    archive::open(path).is_ok_and(|opened| opened.problems.is_empty() && manifest::is_whole(&opened.files))
}
