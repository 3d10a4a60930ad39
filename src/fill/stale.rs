//! What formulas came to before the answers were there. Excel calculates anew when it is told to; other programs show, or
//! trust, what the file says. So the results that answers may make wrong (`<v>` of cells with a formula) are taken out, on
//! the sheet itself and on those whose formulas lead to it; the formulas stay.

use std::ops::Range;

use quick_xml::events::Event;

use super::book::Book;
use super::package::{Package, Part, Refusal};
use super::patch::attributes;
use super::xml::{Events, push};

/// The formulas of a workbook.
#[derive(Debug)]
pub struct Formulas {
    /// By sheet: its formulas, a line each, in capitals.
    sheets: Vec<String>,
}

impl Formulas {
    /// Gathers them. A sheet that is too large to look through has none that are known.
    ///
    /// # Errors
    /// A sheet is damaged.
    pub fn of(book: &Book, package: &mut Package<'_>) -> Result<Self, Refusal> {
        let mut sheets = Vec::with_capacity(book.sheets.len());
        for sheet in &book.sheets {
            let mut all = String::new();
            match package.part(&sheet.part) {
                Ok(Some(part)) => gather(&part, &mut all)?,
                Ok(None) | Err(Refusal::Large) => {}
                Err(other) => return Err(other),
            }
            sheets.push(all.to_uppercase());
        }
        Ok(Self { sheets })
    }

    /// Whether there are any.
    #[must_use]
    pub fn any(&self) -> bool {
        self.sheets.iter().any(|formulas| !formulas.is_empty())
    }

    /// The sheets, by number, that have formulas whose results depend on the sheet `own`, which is one of them.
    #[must_use]
    pub fn dependent(&self, book: &Book, own: usize) -> Vec<usize> {
        let mut sheets = vec![book.sheets[own].name.to_uppercase()];
        let mut names: Vec<String> = Vec::new();
        let mut found = vec![own];
        let mut open: Vec<usize> = (0..self.sheets.len()).filter(|index| *index != own).collect();
        loop {
            let before = (found.len(), names.len());
            for (name, means) in &book.names {
                let name = name.to_uppercase();
                if !names.contains(&name) && leads(&means.to_uppercase(), &sheets, &names) {
                    names.push(name);
                }
            }
            open.retain(|index| {
                let leads = leads(&self.sheets[*index], &sheets, &names);
                if leads {
                    found.push(*index);
                    sheets.push(book.sheets[*index].name.to_uppercase());
                }
                !leads
            });
            if before == (found.len(), names.len()) {
                return found;
            }
        }
    }
}

fn gather(part: &Part, all: &mut String) -> Result<(), Refusal> {
    let (mut within, mut formula) = (false, false);
    let mut events = Events::of(part);
    while let Some((event, _)) = events.next()? {
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "sheetData" => within = true,
                "f" if within => formula = true,
                _ => {}
            },
            Event::Empty(tag) if within && tag.local_name().as_ref() == "f" => all.push('\n'),
            Event::End(tag) => match tag.local_name().as_ref() {
                "sheetData" => within = false,
                "f" if formula => {
                    formula = false;
                    all.push('\n');
                }
                _ => {}
            },
            event if formula => push(all, event),
            _ => {}
        }
    }
    Ok(())
}

/// Whether formulas (in capitals) lead to one of these sheets, by its name, by a name for cells in it, or in a way that a
/// look at the text does not tell: references that are put together, columns of tables, ranges over sheets.
fn leads(formulas: &str, sheets: &[String], names: &[String]) -> bool {
    let told = ["INDIRECT(", "OFFSET("].iter().any(|word| formulas.contains(word));
    let table = formulas.split('[').skip(1).any(|rest| !rest.starts_with(|next: char| next.is_ascii_digit()));
    let by_name = names.iter().any(|name| formulas.contains(name.as_str()));
    told || table || by_name || qualifiers(formulas).any(|sheet| sheet.contains(':') || sheets.contains(&sheet))
}

/// The names of sheets in formulas: what stands before a `!`.
fn qualifiers(formulas: &str) -> impl Iterator<Item = String> {
    formulas.match_indices('!').map(|(at, _)| {
        let before = &formulas[..at];
        let Some(quoted) = before.strip_suffix('\'') else {
            let end = |c: char| c.is_whitespace() || "(),;+-*/^&=<>{}\"".contains(c);
            return before.rsplit(end).next().unwrap_or_default().to_owned();
        };
        // Two marks are one within the name.
        let opens = |at: &usize| !quoted[at + 1..].starts_with('\'') && !quoted[..*at].ends_with('\'');
        let start = quoted.rmatch_indices('\'').map(|(at, _)| at).find(opens);
        quoted[start.map_or(0, |start| start + 1)..].replace("''", "'")
    })
}

/// A sheet without the results of its formulas that refer to anything; nothing if there are none.
///
/// # Errors
/// The part is damaged.
pub fn without_results(part: &Part) -> Result<Option<String>, Refusal> {
    let text = &part.text;
    let mut out = String::new();
    let mut copied = 0;
    let mut events = Events::of(part);
    // The cell that is read: its tag and that tag as it would be, its result, its formula.
    let (mut cell, mut result, mut formula) = (None, None, None::<String>);
    let mut said = false;
    while let Some((event, at)) = events.next()? {
        match &event {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "c" => {
                    let name = tag.name();
                    let tag = format!("<{}{}>", name.as_ref(), attributes(tag, |name| name != "t"));
                    (cell, result, formula) = (Some((at, tag)), None, None);
                }
                "f" if cell.is_some() => {
                    said = true;
                    formula = Some(String::new());
                }
                "v" if cell.is_some() => result = Some(at),
                _ => {}
            },
            // One that shares the formula of another cell.
            Event::Empty(tag) if cell.is_some() && tag.local_name().as_ref() == "f" => formula = Some("A1".to_owned()),
            Event::End(tag) => match tag.local_name().as_ref() {
                "f" => said = false,
                "v" => {
                    let old = result.take().filter(|from: &Range<usize>| from.end < at.start);
                    result = old.map(|from| from.start..at.end);
                }
                "c" => {
                    let found = (cell.take(), result.take(), formula.take());
                    if let (Some((from, tag)), Some(result), Some(formula)) = found
                        && (formula.is_empty() || refers(&formula))
                    {
                        out.push_str(&text[copied..from.start]);
                        out.push_str(&tag);
                        out.push_str(&text[from.end..result.start]);
                        copied = result.end;
                    }
                }
                _ => {}
            },
            event if said => {
                if let Some(formula) = &mut formula {
                    push(formula, event);
                }
            }
            _ => {}
        }
    }
    Ok((copied > 0).then(|| out + &text[copied..]))
}

/// Whether a formula refers to anything: it has a word that is no function, as `ROW()-2` has not.
fn refers(formula: &str) -> bool {
    let mut rest = formula;
    while let Some(at) = rest.find(|c: char| c == '"' || c.is_alphabetic() || c == '_' || c == '$' || c == '[') {
        rest = &rest[at..];
        if let Some(text) = rest.strip_prefix('"') {
            rest = text.split_once('"').map_or("", |(_, after)| after);
            continue;
        }
        let end = rest.find(|c: char| !(c.is_alphanumeric() || "_.$!'".contains(c))).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let known = ["TRUE", "FALSE"].contains(&word.to_uppercase().as_str());
        if !known && !after.trim_start().starts_with('(') {
            return true;
        }
        rest = after;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_that_refer_to_something() {
        for formula in
            ["SUM(K6:K12)", "ROW(A1)", "$A$1", "成员数*2", "表1[总数]", "IF(TRUE,B2,\"\")", "'a b'!A1", "A:A"]
        {
            assert!(refers(formula), "{formula}");
        }
        for formula in ["ROW()-2", "1+1", "TODAY()", "IF(TRUE,1,\"A1\")", "\"a\"\"b\"", ""] {
            assert!(!refers(formula), "{formula}");
        }
    }

    #[test]
    fn formulas_lead_to_sheets() {
        let sheets = ["信息表".to_owned(), "A'B C".to_owned()];
        let names = ["成员数".to_owned()];
        for formula in [
            "SUM(信息表!K6)",
            "1+信息表!A1",
            "'A''B C'!A1",
            "SUM('信息表'!A:A)",
            "成员数",
            "INDIRECT(A1)",
            "表1[总数]",
            "SUM(甲:乙!A1)",
        ] {
            assert!(leads(formula, &sheets, &names), "{formula}");
        }
        for formula in ["SUM(K6:K12)", "其他信息表!A1", "[1]信息表!A1", "'其他'!A1", "\"信息表\""] {
            assert!(!leads(formula, &sheets, &names), "{formula}");
        }
    }
}
