//! Places whose words no finding repeats, whatever it is about: the excerpts of other findings on the same line lose them.

use std::collections::HashMap;
use std::ops::Range;

use crate::finding::Finding;
use crate::source::Source;

/// Columns to hide, by file and line.
#[derive(Debug, Default)]
pub(in crate::check) struct Hidden(HashMap<(String, usize), Vec<Range<usize>>>);

impl Hidden {
    /// Hides places of a source, which are in order.
    pub fn add(&mut self, source: &Source, places: &[Range<usize>]) {
        if places.is_empty() {
            return;
        }
        let file = source.beginning(None).file;
        let mut offset = 0;
        for (index, line) in source.text.split_inclusive('\n').enumerate() {
            let end = offset + line.len();
            let (mut column, mut counted) = (0, 0);
            let from = places.partition_point(|one| one.end <= offset);
            for one in places[from..].iter().take_while(|one| one.start < end) {
                let (start, until) = (one.start.max(offset) - offset, one.end.min(end) - offset);
                column += line[counted..start].chars().count();
                let width = line[start..until].chars().count();
                self.0.entry((file.clone(), index + 1)).or_default().push(column..column + width);
                (column, counted) = (column + width, until);
            }
            offset = end;
        }
    }

    /// Takes the hidden words out of the excerpts of `findings`.
    pub fn take_out(&self, findings: &mut [Finding]) {
        if self.0.is_empty() {
            return;
        }
        for place in findings.iter_mut().flat_map(|finding| &mut finding.places) {
            // The text of a place is asked for by what it is called, which is the same for all of a file.
            let Some(columns) = self.0.get(&(place.file.clone(), place.line)) else { continue };
            // A long line is not shown, and may have as many of them as findings.
            if place.excerpt.is_empty() {
                continue;
            }
            let mut excerpt: Vec<char> = place.excerpt.chars().collect();
            for range in columns {
                let end = range.end.min(excerpt.len());
                excerpt[range.start.min(end)..end].fill('*');
            }
            place.excerpt = excerpt.into_iter().collect();
        }
    }
}
