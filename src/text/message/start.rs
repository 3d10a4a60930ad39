//! What is said of starting: a new studio, a new record, a new year.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[];
