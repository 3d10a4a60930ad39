//! What is said of records brought into form and renamed.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[];
