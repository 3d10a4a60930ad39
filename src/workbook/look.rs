//! How the workbook looks: the formats of cells, widths and heights for Chinese text, notes, the printed page.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, FormatUnderline, Note, Worksheet, XlsxError};

use super::table::Form;
use crate::finding::Severity;
use crate::form::cell::clean;
use crate::form::lines::{length, lines};

/// The row of the headings, from 0.
pub(super) const HEAD: u32 = 1;

/// The looks of cells.
pub(super) struct Styles {
    pub title: Format,
    pub head: Format,
    pub hint: Format,
    pub link: Format,
    /// Text and dates, each plain and then by severity.
    cells: [[Format; 4]; 2],
    fixed: Format,
}

impl Styles {
    pub fn new() -> Self {
        let font =
            || Format::new().set_font_name("微软雅黑").set_font_size(10).set_align(FormatAlign::Top).set_text_wrap();
        let boxed = |format: Format| format.set_border(FormatBorder::Thin).set_border_color(Color::RGB(0x00BF_BFBF));
        let kinds = |number: &str| {
            let plain = boxed(font()).set_num_format(number);
            let marked = |color| plain.clone().set_background_color(Color::RGB(color));
            [plain.clone(), marked(0x00DD_EBF7), marked(0x00FF_EB9C), marked(0x00FF_C7CE)]
        };
        let head = boxed(font()).set_bold().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        Self {
            title: font().set_bold().set_font_size(16).set_align(FormatAlign::VerticalCenter),
            head: head.set_background_color(Color::RGB(0x00D9_E1F2)),
            hint: Format::new().set_font_name("微软雅黑").set_font_size(10).set_font_color(Color::RGB(0x0059_5959)),
            link: boxed(font()).set_font_color(Color::RGB(0x0005_63C1)).set_underline(FormatUnderline::Single),
            cells: [kinds("@"), kinds("yyyy-mm-dd")],
            fixed: boxed(font()).set_num_format("@").set_font_color(Color::RGB(0x0080_8080)),
        }
    }

    /// The look of a cell of `form` with a finding of this severity.
    pub fn cell(&self, form: Form, severity: Option<Severity>) -> &Format {
        let dated = usize::from(form == Form::Date);
        match severity {
            None if form == Form::Fixed => &self.fixed,
            None => &self.cells[dated][0],
            Some(Severity::Note) => &self.cells[dated][1],
            Some(Severity::Warning) => &self.cells[dated][2],
            Some(Severity::Error) => &self.cells[dated][3],
        }
    }
}

/// The lines a text takes in a column of a width.
pub(super) fn high(text: &str, width: u16) -> usize {
    lines(text, usize::from(width.max(3) - 1))
}

/// Makes a row high enough for lines; one of a single line is left to the program that opens it.
pub(super) fn set_height(page: &mut Worksheet, row: u32, lines: usize) -> Result<(), XlsxError> {
    if lines > 1 {
        page.set_row_height(row, (u32::try_from(lines).unwrap_or(u32::MAX) * 16 + 2).min(409))?;
    }
    Ok(())
}

/// A4 landscape, so many pages wide, headings repeated.
pub(super) fn print(page: &mut Worksheet, pages: u16) -> Result<(), XlsxError> {
    page.set_paper_size(9).set_landscape().set_print_fit_to_pages(pages, 0).set_footer("&C— &P —");
    page.set_repeat_rows(HEAD, HEAD)?;
    Ok(())
}

/// A note that is as large as its text.
pub(super) fn note(text: &str) -> Note {
    const UNITS: usize = 44;
    // No note is read to the end of more; what is found stands whole on its sheet.
    const LONGEST: usize = 2_000;
    let cut = text.char_indices().nth(LONGEST).map(|(end, _)| format!("{}……", &text[..end]));
    let text = cut.as_deref().unwrap_or(text);
    let lines = u32::try_from(lines(text, UNITS)).unwrap_or(1);
    Note::new(clean(text)).add_author_prefix(false).set_width(340).set_height((lines * 16 + 10).clamp(40, 600))
}

/// A width, in characters, that shows most of a column's cells on one line.
pub(super) fn width<'t>(heading: &str, texts: impl Iterator<Item = &'t str>, least: u16, most: u16) -> u16 {
    let longest = |text: &str| text.lines().map(length).max().unwrap_or(0);
    let mut lengths: Vec<usize> = texts.map(longest).filter(|length| *length > 0).collect();
    lengths.sort_unstable();
    let usual = lengths.get(lengths.len() * 9 / 10).or(lengths.last()).copied().unwrap_or(0);
    let wanted = usual.max(length(heading).min(16)) + 3;
    u16::try_from(wanted).unwrap_or(most).clamp(least, most)
}
