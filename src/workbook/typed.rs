//! From what a cell holds to what a record says. Excel turns what people type into numbers and dates of its own; here it is
//! turned back where that is certain, and refused with the reason where something is lost.

use unicode_normalization::UnicodeNormalization;

use super::days::{month, serial};
use super::grid::Column;
use super::names::Names;
use super::number::is_scientific;
use super::own_word::own_word;
use super::quoted::unquoted;
use super::raw::Raw;
use super::several::{joined, names, papers, parts};
use super::table::{EXACT, NO, YES};
use super::unseen::{legible, on_sheet, phone, seen};
use crate::form::cell::LONGEST;
use crate::record::{Studio, is_blank, normal};
use crate::say;
use crate::standard::kind::{Field, Role, Type};
use crate::text::day;
use crate::text::lang::Lang;
use crate::text::nearest::nearest;
use crate::text::number::{is_grouped, is_unit, percent};
use crate::text::padded::close_up;
use crate::text::seen::is_han;

/// What a cell says, as the cells of a [`table`](super::table) do; with a remark where it was read in a way that its author should see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// The text.
    pub text: String,
    /// The remark.
    pub remark: Option<String>,
}

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self { text, remark: None }
    }
}

/// What is needed to know what a cell may say.
pub struct Reader<'a> {
    /// The records as they are.
    pub studio: &'a Studio<'a>,
    /// The names that the workbook itself gives.
    pub named: &'a Names,
    /// The language of messages.
    pub lang: Lang,
}

/// The text of a cell as it stands there, for comparison with what was exported.
#[must_use]
pub fn shown(raw: Option<&Raw>) -> String {
    match raw {
        None | Some(Raw::Formula) => String::new(),
        Some(Raw::Text(text) | Raw::Error(text)) => text.clone(),
        Some(Raw::Number(number) | Raw::Percent(number)) => number.to_string(),
        Some(Raw::Date(day, _)) => day.clone(),
        Some(Raw::Truth(yes)) => if *yes { YES } else { NO }.to_owned(),
    }
}

/// The text of a cell in which text belongs.
///
/// # Errors
/// What Excel made of it, as a message.
pub fn text(raw: &Raw, lang: Lang) -> Result<String, String> {
    let text = whole(raw, lang)?;
    let units = text.encode_utf16().count();
    if units > LONGEST { Err(say!(lang, "cell.long", n = units, most = LONGEST)) } else { Ok(text) }
}

fn whole(raw: &Raw, lang: Lang) -> Result<String, String> {
    match raw {
        Raw::Text(text) if is_scientific(text) => Err(say!(lang, "cell.scientific", text = text.trim())),
        Raw::Number(number) | Raw::Percent(number) if number.abs() >= EXACT => {
            Err(say!(lang, "cell.scientific", text = format!("{number:E}")))
        }
        Raw::Percent(number) => Ok(format!("{}%", percent(*number))),
        Raw::Date(day, _) => Err(say!(lang, "cell.became-date", day = day)),
        Raw::Error(error) => Err(say!(lang, "cell.error", error = error)),
        Raw::Formula => Err(say!(lang, "cell.formula")),
        raw => Ok(legible(&shown(Some(raw)))),
    }
}

impl Reader<'_> {
    /// What `raw` says in `column`, where the cell said `before` when it was exported.
    ///
    /// # Errors
    /// What is wrong with it and what is allowed, as a message.
    pub fn read(&self, column: &Column, raw: Option<&Raw>, before: &str) -> Result<Typed, String> {
        let field = &column.field;
        let Some(raw) = raw else { return Ok(Typed::default()) };
        match raw {
            Raw::Error(error) => return Err(say!(self.lang, "cell.error", error = error)),
            Raw::Formula => return Err(say!(self.lang, "cell.formula")),
            _ => {}
        }
        match field.of {
            Type::Date => self.date(field, raw),
            Type::Integer | Type::Number => self.number(field, raw),
            Type::Boolean => self.truth(raw),
            _ if field.many => self.texts(field, raw, before),
            _ => {
                let (text, hidden) = seen(&text(raw, self.lang)?, self.lang);
                // Several texts in quotation marks are one text with them, where one belongs.
                let mut parts = unquoted(text.trim());
                let text = if parts.len() == 1 { parts.remove(0) } else { text.trim().to_owned() };
                let mut typed = self.fits(field, text.trim())?;
                typed.remark = typed.remark.or(hidden);
                let mobile = typed.text.len() == 11 && typed.text.starts_with('1');
                if matches!(raw, Raw::Number(_)) && field.has(Role::Phone) && !mobile {
                    typed.remark = Some(say!(self.lang, "cell.zero", text = typed.text));
                }
                Ok(typed)
            }
        }
    }

    /// Several texts, a line each; blank lines are none. A line of before is what it was: nobody typed it.
    fn texts(&self, field: &Field, raw: &Raw, before: &str) -> Result<Typed, String> {
        let text = text(raw, self.lang)?;
        let mut items = Vec::new();
        let mut remarks = Vec::new();
        let is_kept = |line: &str| before.lines().any(|kept| kept == line);
        let lines =
            text.lines().flat_map(|line| if is_kept(line) { vec![line.to_owned()] } else { unquoted(line.trim()) });
        for line in lines.filter(|line| !is_blank(line)) {
            if is_kept(&line) {
                items.push(line);
                continue;
            }
            let (line, hidden) = seen(&line, self.lang);
            remarks.extend(hidden);
            let item = line.trim();
            let parts = if self.studio.standard.names_others(field) { names(item) } else { parts(item) };
            let mut known: Vec<String> = parts.iter().filter_map(|part| Some(self.known(field, part)?.text)).collect();
            // Beside a value that is listed another may be a word of one's own.
            let papers = match field.of {
                Type::Evidence => papers(item),
                Type::Value if !known.is_empty() => parts.clone(),
                _ => Vec::new(),
            };
            let loose: Vec<&str> =
                item.split([' ', '\u{3000}', '/', '／', '和', '与', '及']).filter(|part| !part.is_empty()).collect();
            match self.fits(field, item) {
                Ok(_) if papers.len() > 1 => {
                    remarks.push(say!(self.lang, "cell.split", text = item, n = papers.len()));
                    for paper in papers {
                        let Typed { text, remark } = self.fits(field, paper)?;
                        items.push(text);
                        remarks.extend(remark);
                    }
                }
                Ok(Typed { text, remark: None }) if parts.len() < 2 || !self.studio.standard.names_others(field) => {
                    items.push(text);
                    let short = field.of == Type::Text && parts.iter().all(|part| part.chars().count() <= SHORT);
                    if parts.len() > 1 && short {
                        remarks.push(say!(self.lang, "cell.unsplit", text = item, n = parts.len()));
                    }
                }
                // What is several known values, and none as a whole, was written on one line.
                _ if parts.len() > 1 && known.len() == parts.len() => {
                    remarks.push(say!(self.lang, "cell.split", text = item, n = parts.len()));
                    items.append(&mut known);
                }
                Ok(Typed { text, remark }) => {
                    items.push(text);
                    remarks.extend(remark);
                }
                Err(_) if loose.len() > 1 && loose.iter().all(|part| self.known(field, part).is_some()) => {
                    remarks.push(say!(self.lang, "cell.split", text = item, n = loose.len()));
                    items.extend(loose.into_iter().filter_map(|part| Some(self.known(field, part)?.text)));
                }
                Err(message) if parts.len() > 1 => {
                    // Beside what is known only the other is wrong.
                    let other = || parts.iter().find_map(|part| self.fits(field, part).err());
                    let message = Some(known.is_empty()).filter(|none| !none).and_then(|_| other()).unwrap_or(message);
                    return Err(say!(self.lang, "cell.lines", message = message));
                }
                Err(message) => return Err(message),
            }
        }
        let remark = (!remarks.is_empty()).then(|| remarks.join(&say!(self.lang, "list.semicolon")));
        Ok(Typed { text: items.join("\n"), remark })
    }

    /// A text that the field may say without anybody having to look at it.
    fn known(&self, field: &Field, text: &str) -> Option<Typed> {
        self.fits(field, text).ok().filter(|typed| typed.remark.is_none())
    }

    /// A text as the field may say it, with a remark where it should be looked at.
    fn fits(&self, field: &Field, text: &str) -> Result<Typed, String> {
        let lang = self.lang;
        let plain = || text.nfkc().filter(|char| !char.is_whitespace()).collect::<String>();
        if is_blank(text) {
            return Ok(Typed::default());
        }
        if let Some(pattern) = field.pattern {
            let mut forms = [text.to_owned(), plain()].into_iter();
            let form = forms.find(|form| pattern.holds(form));
            return form.map(Typed::from).ok_or_else(|| say!(lang, "cell.pattern", text = text, help = field.help));
        }
        if field.has(Role::Phone) {
            return phone(field, text, lang);
        }
        if field.of == Type::Clause {
            let known = Some(plain()).filter(|text| self.studio.standard.covers_any(text));
            return known.map(Typed::from).ok_or_else(|| say!(lang, "cell.clause", text = text));
        }
        if field.of == Type::Evidence && text.contains('\\') && !text.contains([':', '#']) && !text.starts_with('\\') {
            let path = text.replace('\\', "/");
            let remark = Some(say!(lang, "cell.slashes", path = path));
            return Ok(Typed { text: path, remark });
        }
        if field.has(Role::Person)
            && field.target.is_none()
            && let Some(name) = close_up(text)
        {
            let remark = Some(say!(lang, "cell.padded", text = text, name = name));
            return Ok(Typed { text: name, remark });
        }
        let list = self.studio.standard.list(field);
        let words = [&field.all, &field.vacant].into_iter().flatten().map(String::as_str);
        let values = || list.into_iter().flat_map(|list| &list.values).map(|value| value.value.as_str());
        let mut all = words.clone().chain(values());
        if let Some(word) =
            all.clone().find(|word| *word == text).or_else(|| all.find(|word| normal(word) == normal(text)))
        {
            return Ok(word.to_owned().into());
        }
        if let Some(target) = field.target {
            if self.named.names_removed(self.studio, target, text) {
                return Err(say!(lang, "cell.removed", text = text, place = self.place(target)));
            }
            let is_known = |part: &&str| self.studio.resolve(target, part).is_some() || self.named.has(target, part);
            if is_known(&text) || field.or_text {
                let new = || close_up(text).filter(|_| self.studio.resolve(target, text).is_none());
                let registered = self.studio.own_name(target, text).map(str::to_owned);
                let key = if registered.is_none() && field.or_text { "cell.padded" } else { "cell.own-name" };
                // In one's own words a blank may be meant, but in a name.
                let is_name = !field.or_text || field.has(Role::Person);
                let own = registered.or_else(new).filter(|_| is_name);
                let remark = own.as_ref().map(|name| say!(lang, key, text = text, name = name));
                return Ok(Typed { text: own.unwrap_or_else(|| text.to_owned()), remark });
            }
            let several = Some(joined(text)).filter(|several| several.len() > 1 && several.iter().any(is_known));
            if let Some(several) = several.as_ref().filter(|_| !field.many) {
                return Err(say!(lang, "cell.one", n = several.len(), text = lang.list(several)));
            }
            // The word for all of them with more behind it is no name of one.
            let all = field.all.as_deref().filter(|all| text.contains(*all));
            let names = self.studio.names(target).chain(words).chain(values()).filter(|_| several.is_none());
            let place = self.place(target);
            return Err(match all.or_else(|| nearest(text, names)) {
                Some(near) => say!(lang, "cell.unknown.near", text = text, near = near, place = place),
                None => say!(lang, "cell.unknown", text = text, place = place),
            });
        }
        let list = list.filter(|_| field.of == Type::Value);
        list.map_or_else(|| Ok(text.to_owned().into()), |list| own_word(self.studio.standard, field, list, text, lang))
    }

    /// Where what a target names is written down.
    fn place(&self, target: usize) -> String {
        let target = &self.studio.standard.targets[target];
        // Sheets are called in Chinese, whatever the language of messages.
        let kind = self.studio.standard.kinds.get(target.kind).map_or("", |kind| kind.label.zh.as_str());
        match &target.field {
            Some(field) if field.of == Type::Rows => format!("{kind}-{}", field.label.zh),
            // The values of a column stand on the sheet of the record.
            _ => kind.to_owned(),
        }
    }

    /// The day that `raw` says for `field`. Of a month without a day it is the first, and the last where something ends.
    ///
    /// # Errors
    /// Why it says none, as a message.
    pub fn date(&self, field: &Field, raw: &Raw) -> Result<Typed, String> {
        let lang = self.lang;
        let ends = field.has(Role::To) || field.has(Role::Due);
        let whole = |text: String| Ok(Typed { text, remark: None });
        match raw {
            Raw::Date(day, number) if (1900.0..2200.0).contains(number) => {
                Err(say!(lang, "cell.year-as-date", text = number, day = day))
            }
            // The workbook may count its days from 1904: the day is what it shows.
            Raw::Date(day, number) => match day::read(day).or_else(|| serial(*number).map(Ok)) {
                Some(Ok(day)) => whole(day),
                _ => Err(say!(lang, "cell.date", text = day)),
            },
            Raw::Number(number) | Raw::Percent(number) => match serial(*number) {
                Some(day) => whole(day),
                None => Err(say!(lang, "cell.date", text = number)),
            },
            Raw::Text(text) if text.trim().is_empty() => Ok(Typed::default()),
            raw => {
                let text = on_sheet(raw);
                let plain: String = text.nfkc().collect();
                let plain = plain.trim().trim_start_matches('\'');
                match (day::read(plain).or_else(|| day::read(plain.split_whitespace().next()?)), month(plain, ends)) {
                    (Some(Ok(day)), _) => whole(day),
                    (Some(Err(_)), _) => Err(say!(lang, "syntax.no-such-day", text = text.trim())),
                    (None, Some(day)) => {
                        let remark = say!(lang, "cell.month", text = text.trim(), day = day);
                        Ok(Typed { text: day, remark: Some(remark) })
                    }
                    (None, None) => match plain.parse::<f64>().ok().and_then(serial) {
                        Some(day) => whole(day),
                        None if field.may_lack(plain) => Err(say!(lang, "cell.date.none", text = text.trim())),
                        None => Err(say!(lang, "cell.date", text = text.trim())),
                    },
                }
            }
        }
    }

    fn number(&self, field: &Field, raw: &Raw) -> Result<Typed, String> {
        let lang = self.lang;
        let wrong = |text: &str| say!(lang, "cell.number", text = text, help = field.help);
        let mut grouped = true;
        let (number, typed) = match raw {
            Raw::Number(number) | Raw::Percent(number) => (*number, number.to_string()),
            Raw::Text(text) if text.trim().is_empty() => return Ok(Typed::default()),
            Raw::Text(text) => {
                let plain: String = text.nfkc().filter(|char| !char.is_whitespace()).collect();
                let plain = plain.strip_suffix('%').filter(|_| field.is_of_a_hundred()).unwrap_or(&plain);
                grouped = is_grouped(plain);
                let plain = plain.replace(',', "");
                let read = |text: &str| text.parse::<f64>().ok().filter(|number| number.is_finite());
                let number = read(&plain).filter(|_| !is_scientific(&plain));
                let bare = plain.trim_end_matches(|char| is_han(char) || char == '%');
                let unit = &plain[bare.len()..];
                let wrong = || match read(bare) {
                    // 90分以上 is more than 90, and 20万 more than 20.
                    Some(_) if !unit.is_empty() && is_unit(unit) => {
                        say!(lang, "cell.number.bare", text = text, number = bare)
                    }
                    _ => wrong(text.trim()),
                };
                (number.ok_or_else(wrong)?, text.trim().to_owned())
            }
            raw => return Err(wrong(&on_sheet(raw))),
        };
        // 96% typed into a cell that is not text arrives as 0.96; what it is shown as tells of any number but 0, which is 0%, too.
        let percent = percent(number);
        let shown = matches!(raw, Raw::Percent(_)) && number != 0.0 && field.max.is_none_or(|max| percent <= max);
        if field.of == Type::Integer && number.fract() != 0.0 && !shown {
            return Err(say!(lang, "cell.whole", text = typed, help = field.help));
        }
        // A whole may be 100% only where a hundred is all there can be.
        let part = number > 0.0 && (number < 1.0 || number <= 1.0 && field.is_of_a_hundred());
        let share = !matches!(raw, Raw::Text(_)) && field.of == Type::Number && part;
        if shown {
            let number = if percent <= 100.0 { percent } else { number };
            return Err(say!(lang, "cell.percent", percent = percent, number = number));
        }
        if share && field.max.is_some_and(|max| max >= 100.0) {
            return Err(say!(lang, "cell.share", text = typed, percent = percent));
        }
        if number.abs() >= EXACT || !field.takes(number) {
            return Err(say!(lang, "cell.range", text = typed, help = field.help));
        }
        let remark = match (share, grouped) {
            (true, _) => Some(say!(lang, "cell.fraction", text = typed, percent = percent)),
            (_, false) => Some(say!(lang, "cell.comma", text = typed, number = number)),
            _ => None,
        };
        // A zero has no sign.
        Ok(Typed { text: (number + 0.0).to_string(), remark })
    }

    fn truth(&self, raw: &Raw) -> Result<Typed, String> {
        let text = match raw {
            Raw::Truth(yes) => if *yes { YES } else { NO }.to_owned(),
            raw => shown(Some(raw)).trim().to_lowercase(),
        };
        let yes = [YES, "true", "1", "√", "✓", "对", "有", "y", "yes"].contains(&text.as_str());
        let no = [NO, "false", "0", "×", "错", "无", "n", "no"].contains(&text.as_str());
        match (yes, no) {
            _ if text.is_empty() => Ok(Typed::default()),
            (true, _) => Ok(Typed { text: YES.to_owned(), remark: None }),
            (_, true) => Ok(Typed { text: NO.to_owned(), remark: None }),
            _ => Err(say!(self.lang, "cell.truth", text = text)),
        }
    }
}

/// Characters of what may be a name: several such on one line are more likely several values.
const SHORT: usize = 12;
