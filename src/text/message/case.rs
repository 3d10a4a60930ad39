//! What is said of the texts of cases and their length.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[];
