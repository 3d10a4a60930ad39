//! Which column of a table is which of the form's: by the words of the headings and those that the form's data knows for
//! them. What could be two things is a doubt, and a doubt is for people.

use std::collections::HashSet;

use super::head::Heading;
use super::words::Words;
use crate::standard::layout::{Cell, Layout, Tables};

/// The columns of a form with all words for them.
#[derive(Debug)]
pub struct Ours<'l> {
    /// The form.
    pub layout: &'l Layout,
    columns: Vec<Names>,
    /// Words for any group.
    groups: HashSet<String>,
}

/// The words for a column.
#[derive(Debug)]
struct Names {
    /// Its own heading, group and all.
    own: String,
    /// For its group.
    groups: HashSet<String>,
    /// For the column within its group.
    leaves: HashSet<String>,
    /// For the column wherever it stands.
    whole: HashSet<String>,
}

/// How a column was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// By the very words of the form.
    Same,
    /// By other words for it.
    Also,
    /// By its words without what stands in brackets.
    Loose,
    /// By a mapping that somebody wrote.
    Mapped,
}

/// The column of a table that is one of the form's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The column, from 0.
    pub column: u32,
    /// How it was recognised.
    pub how: How,
}

/// Columns of the form, and columns of the table any of which could be theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubt {
    /// Indexes of the form's.
    pub ours: Vec<usize>,
    /// Indexes of headings.
    pub headings: Vec<usize>,
}

/// What came of it.
#[derive(Debug, Default)]
pub struct Matches {
    /// For each column of the form the one of the table.
    pub columns: Vec<Option<Match>>,
    /// What nobody but a person can tell.
    pub doubts: Vec<Doubt>,
}

impl Matches {
    /// How many columns are known; those in doubt count for something, too.
    #[must_use]
    pub fn score(&self) -> usize {
        self.known() * 2 + self.doubts.len()
    }

    /// How many columns are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.columns.iter().flatten().count()
    }
}

impl<'l> Ours<'l> {
    /// The columns of a form.
    #[must_use]
    pub fn of(layout: &'l Layout) -> Self {
        let exact = |text: &str| Words::of(text, &layout.tables).exact;
        let columns: Vec<Names> = layout
            .columns
            .iter()
            .map(|column| {
                let groups: HashSet<String> =
                    column.group.iter().flat_map(|group| layout.group_words(group)).map(exact).collect();
                let leaves: HashSet<String> =
                    std::iter::once(&column.header).chain(&column.also).map(|text| exact(text)).collect();
                let mut whole: HashSet<String> = column.whole.iter().map(|text| exact(text)).collect();
                for leaf in &leaves {
                    if groups.is_empty() {
                        whole.insert(leaf.clone());
                    }
                    whole.extend(groups.iter().map(|group| format!("{group}{leaf}")));
                }
                let own = exact(column.group.as_deref().unwrap_or_default()) + &exact(&column.header);
                Names { own, groups, leaves, whole }
            })
            .collect();
        let groups = columns.iter().flat_map(|names| names.groups.iter().cloned()).collect();
        Self { layout, columns, groups }
    }

    /// Whether these are words for a group of the form.
    #[must_use]
    pub fn is_group(&self, words: &Words) -> bool {
        self.groups.contains(&words.exact) || self.groups.contains(&words.loose)
    }

    /// How sure it is that a heading is that of a column, from 1 to 9, and by what: 8 by its group, 6 by words that say
    /// all, 4 by words that need a group where there is none, 2 under the group of something else; 1 more where nothing had
    /// to be left out.
    fn rank(&self, index: usize, heading: &Read) -> Option<(u8, How)> {
        let names = &self.columns[index];
        let says = |set: &HashSet<String>, words: &Words| match (set.contains(&words.exact), set.contains(&words.loose))
        {
            (true, _) => Some(1),
            (_, true) => Some(0),
            _ => None,
        };
        let leaf = says(&names.leaves, &heading.leaf);
        let grouped = heading.groups.iter().filter_map(|group| says(&names.groups, group)).max();
        let joined = heading.joined.iter().filter_map(|words| says(&names.whole, words)).max();
        let whole = says(&names.whole, &heading.leaf);
        let (rank, exact) = match (leaf, grouped, joined, whole) {
            (Some(leaf), Some(group), ..) => (8, leaf.min(group)),
            (_, _, Some(exact), _) => (8, exact),
            (.., Some(exact)) => (if heading.foreign { 2 } else { 6 }, exact),
            (Some(exact), ..) if !heading.foreign => (4, exact),
            _ => return None,
        };
        let same = heading.leaf.exact == names.own || heading.joined.iter().any(|words| words.exact == names.own);
        let how = match exact {
            _ if same => How::Same,
            0 => How::Loose,
            _ => How::Also,
        };
        Some((rank + exact, how))
    }

    /// Finds the column of each; those of `fixed` are settled, with or without a column.
    #[must_use]
    pub fn matches(&self, headings: &[Heading], fixed: &[(usize, Option<u32>)]) -> Matches {
        let count = self.columns.len();
        let mut found = Matches { columns: vec![None; count], doubts: Vec::new() };
        let mut open: Vec<bool> = vec![true; count];
        let mut free: Vec<bool> = vec![true; headings.len()];
        for (index, column) in fixed {
            open[*index] = false;
            found.columns[*index] = column.map(|column| Match { column, how: How::Mapped });
            for (heading, free) in headings.iter().zip(&mut free) {
                *free &= Some(heading.column) != *column;
            }
        }
        let read: Vec<Read> = headings.iter().map(|heading| self.read(heading)).collect();
        let ranks: Vec<Vec<Option<(u8, How)>>> =
            (0..count).map(|index| read.iter().map(|heading| self.rank(index, heading)).collect()).collect();
        for rank in (2..=9).rev() {
            let edges: Vec<(usize, usize, How)> = (0..count)
                .filter(|index| open[*index])
                .flat_map(|index| (0..headings.len()).map(move |heading| (index, heading)))
                .filter(|(_, heading)| free[*heading])
                .filter_map(|(index, heading)| {
                    ranks[index][heading].filter(|(other, _)| *other == rank).map(|(_, how)| (index, heading, how))
                })
                .collect();
            for group in components(&edges) {
                let (index, heading, how) = group[0];
                if group.len() == 1 && rank > 3 {
                    found.columns[index] = Some(Match { column: headings[heading].column, how });
                } else if group.iter().any(|(index, ..)| self.layout.columns[*index].show != Cell::Blank) {
                    let mut doubt = Doubt { ours: Vec::new(), headings: Vec::new() };
                    for (index, heading, _) in &group {
                        doubt.ours.push(*index);
                        doubt.headings.push(*heading);
                    }
                    doubt.ours.sort_unstable();
                    doubt.ours.dedup();
                    doubt.headings.sort_unstable();
                    doubt.headings.dedup();
                    found.doubts.push(doubt);
                }
                for (index, heading, _) in group {
                    open[index] = false;
                    free[heading] = false;
                }
            }
        }
        found
    }

    fn read(&self, heading: &Heading) -> Read {
        let tables = &*self.layout.tables;
        let leaf = Words::of(&heading.text, tables);
        let groups: Vec<Words> = heading.groups.iter().map(|group| Words::of(&group.text, tables)).collect();
        let mut joined = Vec::new();
        let mut before = Words { exact: String::new(), loose: String::new() };
        for group in &groups {
            before = Words { exact: group.exact.clone() + &before.exact, loose: group.loose.clone() + &before.loose };
            for over in [group, &before] {
                joined.push(Words { exact: over.exact.clone() + &leaf.exact, loose: over.loose.clone() + &leaf.loose });
            }
        }
        let foreign =
            |over: &super::head::Over, words: &Words| self.is_group(words) || over.joined && !is_neutral(words, tables);
        let foreign = heading.groups.iter().zip(&groups).any(|(over, words)| foreign(over, words));
        Read { leaf, groups, joined, foreign }
    }
}

/// A heading as it is compared.
struct Read {
    leaf: Words,
    groups: Vec<Words>,
    joined: Vec<Words>,
    /// Whether it stands under something of which it is not known whose it is.
    foreign: bool,
}

/// Whether words over columns say no more than that there is something: 基本情况.
fn is_neutral(words: &Words, tables: &Tables) -> bool {
    tables.neutral_ends.end(&words.loose).is_some() || tables.neutral_begins.begin(&words.loose).is_some()
}

/// The edges in groups of those that share a column or a heading.
fn components(edges: &[(usize, usize, How)]) -> Vec<Vec<(usize, usize, How)>> {
    let mut groups: Vec<Vec<(usize, usize, How)>> = Vec::new();
    for edge in edges {
        let touches =
            |group: &Vec<(usize, usize, How)>| group.iter().any(|other| other.0 == edge.0 || other.1 == edge.1);
        let (touching, mut rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(touches);
        let mut group: Vec<_> = touching.into_iter().flatten().collect();
        group.push(*edge);
        rest.push(group);
        groups = rest;
    }
    groups.sort_by_key(|group| group.iter().map(|edge| edge.0).min());
    groups
}
