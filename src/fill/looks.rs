//! The looks of cells, as far as they decide what may be written: cells in text format hold text, those of a date would
//! show a number as a day, and those that do not wrap hide line breaks.

use std::collections::HashMap;

use quick_xml::events::Event;

use super::package::{Part, Refusal};
use super::xml::{Events, attribute, is_on, number};

/// The look of a cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether a number in it shows as that number.
    pub numeric: bool,
    /// Whether its lines are shown below each other.
    pub wraps: bool,
}

/// All looks, by the number that cells have for them.
#[derive(Debug, Default)]
pub struct Looks(Vec<Look>);

impl Looks {
    /// The look of this number; a plain one if there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> Look {
        self.0.get(number as usize).copied().unwrap_or(Look { numeric: true, wraps: false })
    }

    /// Reads them.
    ///
    /// # Errors
    /// The part is damaged.
    pub fn read(part: &Part) -> Result<Self, Refusal> {
        let (mut formats, mut looks) = (HashMap::new(), Vec::new());
        let (mut within, mut open) = (false, None);
        let mut events = Events::of(part);
        while let Some((event, _)) = events.next()? {
            let empty = matches!(event, Event::Empty(_));
            match event {
                Event::Start(tag) | Event::Empty(tag) => match tag.local_name().as_ref() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (number(&tag, "numFmtId"), attribute(&tag, "formatCode")) {
                            formats.insert(id, is_numeric(&code));
                        }
                    }
                    "cellXfs" => within = !empty,
                    "xf" if within => {
                        let id = number(&tag, "numFmtId").unwrap_or(0);
                        let numeric = formats.get(&id).copied().unwrap_or_else(|| is_numeric_by_number(id));
                        looks.push(Look { numeric, wraps: false });
                        open = (!empty).then(|| looks.len() - 1);
                    }
                    "alignment" => {
                        if let Some(look) = open.and_then(|index: usize| looks.get_mut(index)) {
                            look.wraps = is_on(&tag, "wrapText");
                        }
                    }
                    _ => {}
                },
                Event::End(tag) => match tag.local_name().as_ref() {
                    "cellXfs" => within = false,
                    "xf" => open = None,
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(Self(looks))
    }
}

/// Whether a format of the programs' own is of numbers: not of days, times (14–22, 27–36, 45–47, 50–58) or text (49).
fn is_numeric_by_number(id: u32) -> bool {
    !matches!(id, 14..=22 | 27..=36 | 45..=47 | 49..=58)
}

/// Whether a format shows a number as one: no letters of days and times, no `@` alone.
fn is_numeric(code: &str) -> bool {
    let (mut plain, mut quoted, mut skip) = (String::new(), false, false);
    let mut bracket = false;
    for character in code.chars() {
        match character {
            _ if skip => skip = false,
            '\\' | '_' | '*' if !quoted => skip = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' => bracket = true,
            ']' => bracket = false,
            _ if bracket => {}
            character => plain.extend(character.to_lowercase()),
        }
    }
    let first = plain.split(';').next().unwrap_or_default().trim();
    first == "general" || !(first.contains(['y', 'm', 'd', 'h', 's', '@', 'e', 'b', 'g']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_of_numbers_are_known() {
        for code in ["General", "0", "0.00", "#,##0", "0\"人\"", "0_ ", "[Red]0", "0;-0;;@", "\"第\"0\"名\""] {
            assert!(is_numeric(code), "{code}");
        }
        for code in ["@", "yyyy\"年\"m\"月\"", "[$-804]yyyy-mm-dd", "h:mm", "@\"人\"", "[DBNum1][$-804]m\"月\"d\"日\""]
        {
            assert!(!is_numeric(code), "{code}");
        }
    }
}
