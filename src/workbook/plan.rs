//! What an import would do, before anything is done: changes file by file, what is gone from the workbook, what stands
//! against what, and what is wrong. It is shown first, and carried out whole or not at all.

/// What an import would do.
#[derive(Debug, Default)]
pub struct Plan {
    /// The files that change, by kind and stem.
    pub files: Vec<Changes>,
    /// Rows that were exported and are no longer in the workbook, though their sheet is.
    pub gone: Vec<Gone>,
    /// What was changed in the workbook and, otherwise, in the folder, record by record: nobody has said which goes first.
    pub conflicts: Vec<Conflict>,
    /// The same, where the folder goes first: what the workbook says of it is not written.
    pub kept: Vec<Conflict>,
    /// What is wrong, in the order of the cells.
    pub problems: Vec<Told>,
    /// What should be looked at, likewise.
    pub remarks: Vec<Told>,
    /// What concerns no cell.
    pub notes: Vec<String>,
}

/// What is said of a cell.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// Sheet, row and column, for order.
    pub at: (usize, u32, u32),
    /// The cell as people find it: `成员!D7`.
    pub cell: String,
    /// What is said.
    pub message: String,
}

/// The changes of one file.
#[derive(Debug)]
pub struct Changes {
    /// Index of its kind.
    pub kind: usize,
    /// Its stem.
    pub stem: String,
    /// Index of its source; nothing for a new file.
    pub source: Option<usize>,
    /// The changes; rows are numbered as they are before any of them.
    pub edits: Vec<Edit>,
    /// Whether the folder has changes of its own in this record, which stay.
    pub merged: bool,
    /// Of a file that goes: the grids of its lists, and how many rows of theirs go with it.
    pub along: Vec<(usize, usize)>,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Edit {
    /// A value of the record (no number) or of a row of it.
    Set {
        /// Index of the grid.
        grid: usize,
        /// The number of the row, from 0.
        number: Option<usize>,
        /// Index of the column.
        column: usize,
        /// What the folder says.
        old: String,
        /// What it will say.
        new: String,
        /// The cell that says so.
        cell: String,
        /// Its row in the sheet, from 0.
        row: u32,
    },
    /// A new row.
    Add {
        /// Index of the grid.
        grid: usize,
        /// The row it comes before, from 0, or the number of rows.
        at: usize,
        /// Its columns and texts.
        cells: Vec<(usize, String)>,
        /// The first cell of the row.
        cell: String,
        /// The row in the sheet, from 0.
        row: u32,
    },
    /// A row that goes.
    Drop {
        /// Index of the grid.
        grid: usize,
        /// The number of the row, from 0.
        number: usize,
        /// What it says, in a few words.
        says: String,
    },
    /// The whole file goes.
    Remove,
}

impl Edit {
    /// The cell that says so; nothing for what goes.
    #[must_use]
    pub fn cell(&self) -> Option<&str> {
        match self {
            Self::Set { cell, .. } | Self::Add { cell, .. } => Some(cell),
            Self::Drop { .. } | Self::Remove => None,
        }
    }
}

/// A row that is no longer in the workbook.
#[derive(Debug)]
pub struct Gone {
    /// The path of its file.
    pub file: String,
    /// The name of the sheet.
    pub sheet: String,
    /// What it says, in a few words; nothing for a whole record.
    pub says: Option<String>,
}

/// A record of which both sides changed the same thing.
#[derive(Debug)]
pub struct Conflict {
    /// The path of its file.
    pub file: String,
    /// Whether the folder no longer has it at all.
    pub lost: bool,
    /// What else there is to choose.
    pub choices: Vec<String>,
    /// What differs.
    pub differences: Vec<Difference>,
}

/// One value, three times.
#[derive(Debug, Default)]
pub struct Difference {
    /// The cell, or the sheet of a row that is in the folder alone.
    pub cell: String,
    /// What it is called.
    pub label: String,
    /// What was exported; nothing for a row that was not there.
    pub before: Option<String>,
    /// What the folder says now; nothing where the row is gone.
    pub folder: Option<String>,
    /// What the workbook says; nothing where it has no such row.
    pub workbook: Option<String>,
    /// Whether the workbook changed it.
    pub edited: bool,
    /// Whether the folder changed it otherwise, too.
    pub clash: bool,
}

impl Difference {
    /// Of a whole row of the sheet `name`.
    #[must_use]
    pub fn of_row(name: &str, clash: bool) -> Self {
        Self { cell: name.to_owned(), clash, edited: clash, ..Self::default() }
    }
}

impl Plan {
    /// How many values change, rows come, rows go and files come and go.
    #[must_use]
    pub fn sums(&self) -> Sums {
        let mut sums = Sums::default();
        for file in &self.files {
            sums.new_files += usize::from(file.source.is_none());
            for edit in &file.edits {
                match edit {
                    Edit::Set { .. } => sums.values += usize::from(file.source.is_some()),
                    Edit::Add { .. } => sums.new_rows += 1,
                    Edit::Drop { .. } => sums.rows += 1,
                    Edit::Remove => sums.files += 1,
                }
            }
        }
        sums
    }
}

/// How much of everything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    /// Values that change in files that are there.
    pub values: usize,
    /// Rows that come.
    pub new_rows: usize,
    /// Rows that go.
    pub rows: usize,
    /// Files that come.
    pub new_files: usize,
    /// Files that go.
    pub files: usize,
}
