//! The words of findings for people who see sheets and not files: `members/`, `[[growth]]` and `title` become the names of
//! sheets and columns. What a word means follows from the kind that was named last, as a reader takes it.

use super::grid::Grid;
use super::marks::Spot;
use crate::finding::Finding;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::{Field, Fields, Kind, Type};
use crate::text::lang::Lang;

/// Findings in the words of the workbook; `spots` says which cell each is about.
#[must_use]
pub fn in_sheets(
    standard: &Standard,
    grids: &[Grid<'_>],
    findings: &[Finding],
    spots: &[Option<Spot>],
) -> Vec<Finding> {
    let told = |(finding, spot): (&Finding, &Option<Spot>)| {
        let kind = spot.map(|spot| grids[spot.grid].kind);
        let told = |text: &str| Words::new(standard, grids, kind).told(text);
        // How to write it in a file is no advice for a cell.
        let help = match finding.rule.as_str() {
            "record/blank" => blank(grids, finding, *spot),
            "record/type" => say!(Lang::Zh, "workbook.retype"),
            _ => told(&finding.help),
        };
        Finding { message: told(&finding.message), help, ..finding.clone() }
    };
    findings.iter().zip(spots).map(told).collect()
}

/// What to do about a value that is still to be written: its cell is empty, and nothing can be cleared there.
fn blank(grids: &[Grid<'_>], finding: &Finding, spot: Option<Spot>) -> String {
    let column = spot.and_then(|spot| Some(&grids[spot.grid].columns[spot.column?]));
    match (column.filter(|column| !column.field.required), finding.places.first()) {
        (Some(column), Some(place)) => {
            say!(Lang::Zh, "workbook.fill.optional", file = place.file, line = place.line, key = column.field.key)
        }
        _ => say!(Lang::Zh, "workbook.fill"),
    }
}

/// What the words of one text are looked up in.
struct Words<'a> {
    standard: &'a Standard,
    grids: &'a [Grid<'a>],
    kind: Option<&'a Kind>,
    inner: Option<&'a Fields>,
}

impl<'a> Words<'a> {
    /// Words of a text about a record of `kind`, an index.
    fn new(standard: &'a Standard, grids: &'a [Grid<'a>], kind: Option<usize>) -> Self {
        Self { standard, grids, kind: kind.and_then(|kind| standard.kinds.get(kind)), inner: None }
    }

    /// `text` with the names of sheets and columns.
    fn told(mut self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find(begins) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|char| !(begins(char) || goes_on(char))).unwrap_or(from.len());
            let token = from[..end].trim_end_matches(['.', '-']);
            let after = &from[token.len()..];
            out.push_str(before);
            // A word that is the end of a longer name, or the beginning of one, is no word of its own.
            let alone = !before.ends_with(|char: char| char == '-' || char.is_ascii_digit());
            // What a column is called stands before its key already.
            let labelled = out.strip_suffix('（').filter(|_| after.starts_with('）'));
            if let Some(label) = labelled.filter(|label| self.is_label(label.trim_end_matches('”'), token)) {
                out.truncate(label.len());
                rest = &after['）'.len_utf8()..];
                continue;
            }
            if let Some(name) = self.name(token).filter(|_| alone) {
                out.truncate(out.strip_suffix(' ').map_or(out.len(), str::len));
                out.push_str(&name);
                rest = after.strip_prefix("*.toml").or(after.strip_prefix(' ')).unwrap_or(after);
                if let Some(behind) = rest.trim_start().strip_prefix("= true") {
                    out.push_str("选“是”");
                    rest = behind;
                }
            } else {
                out.push_str(token);
                rest = after;
            }
        }
        out.push_str(rest);
        out
    }

    /// Whether `text` ends with what a field of any kind with the key `token` is called.
    fn is_label(&self, text: &str, token: &str) -> bool {
        fn any(fields: &Fields, key: &str, text: &str) -> bool {
            fields
                .0
                .iter()
                .any(|field| field.key == key && text.ends_with(&field.label.zh) || any(&field.fields, key, text))
        }
        let key = token.rsplit('.').next().unwrap_or(token);
        self.standard.kinds.iter().any(|kind| any(&kind.fields, key, text))
    }

    /// The name of what `token` stands for.
    fn name(&mut self, token: &str) -> Option<String> {
        if let Some(kind) = self.standard.kinds.iter().find(|kind| is_home(kind, token)) {
            self.kind = Some(kind);
            self.inner = None;
            return Some(format!("“{}”表", kind.label.zh));
        }
        let kind = self.kind;
        if let Some(key) = token.strip_prefix("[[").and_then(|key| key.strip_suffix("]]")) {
            // `[[calendar.semester]]`: a list in a table has a sheet of its own, too.
            let key = key.rsplit('.').next().unwrap_or(key);
            let of = |grid: &&Grid<'_>| grid.list().is_some_and(|list| list.key == key);
            let own = |grid: &&Grid<'_>| kind.is_some_and(|kind| kind.kind == self.standard.kinds[grid.kind].kind);
            let found = self.grids.iter().filter(of);
            let grid = found.clone().find(own).or_else(|| found.clone().next().filter(|_| found.count() == 1))?;
            self.inner = Some(grid.fields(self.standard));
            return Some(format!("“{}”表", grid.name));
        }
        if let Some(key) = token.strip_prefix('[').and_then(|key| key.strip_suffix(']')) {
            let field = kind?.fields.get(key).filter(|field| field.of == Type::Table)?;
            self.inner = Some(&field.fields);
            return Some(format!("“{}”", field.label.zh));
        }
        let key = token.rsplit('.').next()?;
        let inner = self.inner.and_then(|fields| fields.get(key)).map(AsRef::as_ref);
        let field = inner.or_else(|| anywhere(&kind?.fields, key))?;
        Some(format!("“{}”", field.label.zh))
    }
}

/// Whether `token` is where the records of a kind lie.
fn is_home(kind: &Kind, token: &str) -> bool {
    token == kind.path || kind.folder().is_some_and(|folder| token.strip_suffix('/') == Some(folder))
}

/// The field with this key in a record or in a table or row of it.
fn anywhere<'a>(fields: &'a Fields, key: &str) -> Option<&'a Field> {
    let own = fields.get(key).map(AsRef::as_ref);
    own.or_else(|| fields.0.iter().find_map(|field| anywhere(&field.fields, key)))
}

fn begins(char: char) -> bool {
    char.is_ascii_lowercase() || char == '['
}

fn goes_on(char: char) -> bool {
    matches!(char, '_' | '.' | '/' | ']' | '-' | '0'..='9')
}

#[cfg(test)]
mod tests {
    use super::super::grid::grids;
    use super::*;

    fn told(kind: &str, text: &str) -> String {
        let standard = crate::standard::embedded().unwrap();
        let grids = grids(&standard);
        Words::new(&standard, &grids, standard.kind_index(kind)).told(text)
    }

    #[test]
    fn files_and_keys_become_sheets_and_columns() {
        assert_eq!(
            told(
                "studio",
                "在 meetings/ 记一份，what 选“听取汇报”，evidence 附纪要；再在 statements.toml 写 1.1.1-c。"
            ),
            "在“会议”表记一份，“会上做什么”选“听取汇报”，“会议纪要”附纪要；再在“自评说明”表写 1.1.1-c。"
        );
        assert_eq!(
            told("studio", "分别写进 activities/ 的 members、years/ 的 [[task]] 的 owner"),
            "分别写进“活动”表的“参加的成员”、“年度”表的“年度-任务台账”表的“责任人”"
        );
        assert_eq!(told("member", "还没有写：知识储备（profile.knowledge）、职务（post）"), "还没有写：知识储备、职务");
        assert_eq!(
            told("studio", "没有“会议”（会上做什么（what）选“听取汇报”）"),
            "没有“会议”（会上做什么选“听取汇报”）"
        );
        assert_eq!(told("studio", "studio.toml 的 [group] 附成立文件"), "“工作室”表的“领导小组”附成立文件");
    }

    #[test]
    fn what_is_no_word_of_the_records_stays() {
        for text in
            ["文件名如 2022-03-15-校务会.toml", "https://example.com/a", "1.1.1-d", "用 studio mv 改名", "[nobody]"]
        {
            assert_eq!(told("member", text), text);
        }
    }

    #[test]
    fn no_advice_of_the_standard_speaks_of_blocks() {
        let standard = crate::standard::embedded().unwrap();
        let grids = grids(&standard);
        for clause in standard.clauses() {
            let told = Words::new(&standard, &grids, standard.kind_index("studio")).told(&clause.help);
            assert!(
                !told.contains("[[") && !told.contains(".toml 写") && !told.contains("/ "),
                "{}: {told}",
                clause.id
            );
        }
    }
}
