//! What a sheet shows: a table with its title, its columns and its cells, all of it text.

/// A table with what stands around it.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The name on the sheet's tab, 31 characters at most.
    pub name: String,
    /// 附件2, flush left in the first row; empty for none.
    pub annex: String,
    /// The title, centred over the table.
    pub title: String,
    /// The line above the table: 填报单位（盖章）：… 填报人：…; empty for none.
    pub head: String,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// How many of them, from the left, say what a row is of: they stand on each page where the table takes several side by side.
    pub lead: usize,
    /// The cells, row by row; a missing cell is empty, one too many is left out.
    pub rows: Vec<Vec<String>>,
    /// The note below the table.
    pub note: Option<String>,
    /// 草稿, or another word that says the table is not final: shown above the table, on each page and in the properties.
    pub mark: Option<String>,
    /// What the file says about itself.
    pub properties: Properties,
}

/// A column of the table.
#[derive(Debug, Clone, Default)]
pub struct Column {
    /// Its heading.
    pub header: String,
    /// The heading over it and its neighbours of the same group.
    pub group: Option<String>,
    /// How its cells are set.
    pub align: Align,
    /// Whether its cells count something: a number in it is one, and no text.
    pub counts: bool,
    /// The least width, in half-width characters of the table's text: a Han character takes two.
    pub min: f64,
    /// The width it should not exceed while others need the room.
    pub max: f64,
}

/// How the cells of a column are set; all are centred vertically.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// For short cells.
    #[default]
    Centre,
    /// For running text.
    Left,
}

/// The properties of the workbook.
#[derive(Debug, Clone, Default)]
pub struct Properties {
    /// Title.
    pub title: String,
    /// Subject.
    pub subject: String,
    /// Comments.
    pub comments: String,
}
