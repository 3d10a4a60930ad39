//! What is said of schemas for editors, completions and manual pages.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[];
