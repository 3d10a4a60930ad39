//! The slips of the hand that a line shows, and the line as it was probably meant.

use std::ops::Range;

/// A slip; with the line mended where that can be said.
#[derive(Debug, PartialEq)]
pub(super) enum Slip {
    /// “ ” in place of " ".
    Quotes(String),
    /// ＝ in place of =.
    Equals(String),
    /// A colon in place of =.
    Colon(String),
    /// ， or 、 in place of a comma.
    Comma(String),
    /// 【】 in place of [].
    Brackets(String),
    /// Full-width digits.
    Digits(String),
    /// A full-width blank.
    Blank(String),
    /// A semicolon or comma behind a value.
    Semicolon(String),
    /// A date in another form, or (without a mended line) a day that does not exist.
    Date(Option<String>),
    /// A key that is not made of ASCII letters.
    Key,
    /// The same key twice.
    Twice,
    /// A quotation mark is missing at the end.
    OpenQuote(String),
    /// A list is not closed, or a comma is missing in it.
    OpenArray,
    /// Nothing behind the =.
    NoValue,
    /// No = at all.
    NoEquals,
    /// A text without quotation marks.
    Bare(String),
    /// A number that begins with 0.
    Zero(String),
    /// A backslash in a text.
    Backslash(String),
    /// A control character.
    Control,
}

type Found = Option<(Slip, Range<usize>)>;

/// Finds the slip in `line` that made the parser stop at `at` with `message`; gives it with the bytes it stands at.
pub(super) fn find(line: &str, at: usize, message: &str) -> Found {
    let unseen = |char: char| char.is_control() && char != '\t';
    if let Some((start, char)) = line.char_indices().find(|(_, char)| unseen(*char)) {
        return Some((Slip::Control, start..start + char.len_utf8()));
    }
    if message.starts_with("duplicate key") {
        let end = line[at..].find([' ', '=', ']', '\t', '.']).map_or(line.len(), |found| at + found);
        return Some((Slip::Twice, at..end));
    }
    let plain = outside(line);
    for (marks, make) in MARKS {
        if let Some((start, char)) = plain.char_indices().find(|(_, char)| marks.contains(*char)) {
            return Some((make(mend(line, &plain, marks)), start..start + char.len_utf8()));
        }
    }
    let whole = line.len() - line.trim_start().len()..line.trim_end().len();
    let Some(equals) = plain.find('=') else {
        return without_equals(line, &plain, message, whole);
    };
    let key = &line[..equals];
    if !key.trim().is_ascii() {
        let start = key.len() - key.trim_start().len();
        return Some((Slip::Key, start..start + key.trim().len()));
    }
    if message.contains("array") {
        return Some((Slip::OpenArray, whole));
    }
    let behind = &line[equals + 1..];
    let start = equals + 1 + (behind.len() - behind.trim_start().len());
    value_slip(line, key, start..line.trim_end().len().max(start), message)
}

fn without_equals(line: &str, plain: &str, message: &str, whole: Range<usize>) -> Found {
    if let Some(colon) = plain.find([':', '：']) {
        let width = line[colon..].chars().next().map_or(1, char::len_utf8);
        let mended = format!("{} = {}", line[..colon].trim_end(), line[colon + width..].trim_start());
        return Some((Slip::Colon(mended), colon..colon + width));
    }
    if message.contains("array") {
        return Some((Slip::OpenArray, whole));
    }
    (!line.trim_start().starts_with('[')).then_some((Slip::NoEquals, whole))
}

/// Slips in what stands behind the =.
fn value_slip(line: &str, key: &str, value: Range<usize>, message: &str) -> Found {
    let text = &line[value.clone()];
    if text.is_empty() {
        let start = key.len() - key.trim_start().len();
        return Some((Slip::NoValue, start..start + key.trim().len()));
    }
    let quoted = |text: &str| format!("{key}= \"{}\"", text.replace('"', ""));
    if text.starts_with(['"', '\'']) {
        return text_slip(line, text, value.clone(), message, &quoted);
    }
    let wide = |char: char| ('０'..='９').contains(&char);
    if text.contains(wide) {
        return Some((
            Slip::Digits(line.chars().map(|char| if wide(char) { narrow(char) } else { char }).collect()),
            value,
        ));
    }
    if let Some(date) = date_like(text) {
        let mended = valid(date).then(|| format!("{key}= {:04}-{:02}-{:02}", date.0, date.1, date.2));
        return Some((Slip::Date(mended), value));
    }
    if message.contains("invalid date") || message.contains("datetime") {
        return Some((Slip::Date(None), value));
    }
    if message.contains("leading zero") {
        return Some((Slip::Zero(quoted(text)), value));
    }
    message.contains("must be quoted").then(|| (Slip::Bare(quoted(text)), value))
}

/// Slips in a text in quotation marks.
fn text_slip(line: &str, text: &str, value: Range<usize>, message: &str, quoted: &dyn Fn(&str) -> String) -> Found {
    if message.contains("escape") {
        let start = line.find('\\').unwrap_or(value.start);
        return Some((Slip::Backslash(line.replace('\\', "/")), start..start + 1));
    }
    let rest = text.trim_end_matches([';', ',', '；', '。']);
    if rest.len() < text.len() && rest.len() > 1 && rest.ends_with(['"', '\'']) {
        let start = value.start + rest.len();
        return Some((Slip::Semicolon(format!("{}{rest}", &line[..value.start])), start..value.end));
    }
    message.contains("string, expected").then(|| (Slip::OpenQuote(quoted(text)), value))
}

type Make = fn(String) -> Slip;

/// Full-width marks that stand for an ASCII one, and the slip each is.
const MARKS: [(&str, Make); 5] = [
    ("“”„‟＂「」‘’", Slip::Quotes),
    ("＝", Slip::Equals),
    ("，、", Slip::Comma),
    ("【】［］", Slip::Brackets),
    ("\u{3000}", Slip::Blank),
];

/// `line` with everything in ASCII quotation marks, and a comment, blanked out; as many bytes as before.
fn outside(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut quote = None;
    let mut comment = false;
    for char in line.chars() {
        let inside = quote.is_some() || comment;
        match (quote, char) {
            (None, '#') if !comment => comment = true,
            (None, '"' | '\'') if !comment => quote = Some(char),
            (Some(open), _) if open == char => quote = None,
            _ => {}
        }
        if inside || comment {
            out.extend(std::iter::repeat_n(' ', char.len_utf8()));
        } else {
            out.push(char);
        }
    }
    out
}

/// `line` with the `marks` that stand outside of quotation marks made ASCII.
fn mend(line: &str, plain: &str, marks: &str) -> String {
    let stands = |index: usize, char: char| marks.contains(char) && plain[index..].starts_with(char);
    line.char_indices().map(|(index, char)| if stands(index, char) { narrow(char) } else { char }).collect()
}

/// The ASCII form of a full-width character.
fn narrow(char: char) -> char {
    match char {
        '“' | '”' | '„' | '‟' | '＂' | '「' | '」' | '‘' | '’' => '"',
        '，' | '、' => ',',
        '【' | '［' => '[',
        '】' | '］' => ']',
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(char) - 0xfee0).unwrap_or(char),
        other => other,
    }
}

/// Year, month and day of `2022-9-1`, `2022.9.1`, `2022/9/1` and `2022年9月1日`.
fn date_like(text: &str) -> Option<(u32, u32, u32)> {
    let text = text.split('#').next()?.trim().trim_end_matches('日');
    let mut parts = text.split(['-', '.', '/', '年', '月']);
    let mut number = || parts.next()?.trim().parse::<u32>().ok();
    let date = (number()?, number()?, number()?);
    (number().is_none() && (1900..2200).contains(&date.0)).then_some(date)
}

fn valid((year, month, day): (u32, u32, u32)) -> bool {
    let small = |number: u32| i8::try_from(number).ok();
    let date = || jiff::civil::Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok();
    date().is_some()
}
