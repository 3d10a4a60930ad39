//! What is said of the workbook, both ways.

use super::Entry;

pub(super) const TABLE: &[Entry] = &[];
