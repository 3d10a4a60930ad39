//! Fits the columns of a table to the width of a page. No spreadsheet program sizes wrapped or merged cells by itself when
//! it opens a file, so widths are worked out here, from the text alone: as large a print as keeps rows low, and none that is too
//! small to read.

use super::lines::{length, lines, word};

/// What a column has to hold.
#[derive(Debug)]
pub struct Demand<'s> {
    /// Its heading; it wraps to three lines at most.
    pub heading: &'s str,
    /// The least room for text, in units.
    pub min: usize,
    /// The most room it should take.
    pub max: usize,
    /// A cell that few are longer than: it decides how high rows become.
    pub usual: &'s str,
    /// The longest cell: its row must not become higher than rows can be.
    pub longest: &'s str,
}

/// The most lines a row can have and stand below the title and the headings of the first page; Excel's own limit is 26.
const HIGHEST: usize = 20;

/// The widest room of a column, whatever it should be, when its longest cell would be higher than a row can be.
const WIDEST: usize = 160;

/// Words up to this length (a phone number) are never broken; an address of a page may be.
const WORD: usize = 14;

/// Paper that lies across.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 297 mm wide.
    A4,
    /// 420 mm wide.
    A3,
}

impl Paper {
    /// The width between the margins of 20 mm at each side, in units: a unit of 五号 is 7 pixels at 96 dpi.
    #[must_use]
    pub fn units(self) -> f64 {
        let millimetres = match self {
            Self::A4 => 297.0,
            Self::A3 => 420.0,
        };
        (millimetres - 40.0) / 25.4 * 96.0 / 7.0
    }
}

/// The papers and sizes of print, in percent, tried one after the other, with the lines a row may have in each: smaller print must earn its
/// place. The smallest is 小六, which is as small as print for people is.
const STEPS: [(Paper, u16, usize); 9] = [
    (Paper::A4, 100, 4),
    (Paper::A4, 90, 5),
    (Paper::A4, 80, 6),
    (Paper::A4, 70, 9),
    (Paper::A3, 100, 6),
    (Paper::A3, 90, 8),
    (Paper::A3, 80, 12),
    (Paper::A3, 70, 16),
    (Paper::A3, SMALLEST, HIGHEST),
];
const SMALLEST: u16 = 63;

/// How a table is printed.
#[derive(Debug, PartialEq)]
pub struct Print {
    /// The room of each column, in units.
    pub rooms: Vec<usize>,
    /// On what.
    pub paper: Paper,
    /// The size of print in percent, where the table takes several pages side by side; else it is made as wide as one.
    pub scale: Option<u16>,
}

impl Print {
    /// How many columns stand on the first page: one at least where there is any. `gap` is as of [`print`].
    #[must_use]
    pub fn first(&self, gap: f64) -> usize {
        let Some(scale) = self.scale else { return self.rooms.len() };
        let fits = |count: &usize| self.rooms[..*count].iter().sum::<usize>() <= space(self.paper, scale, gap, *count);
        (1..=self.rooms.len()).take_while(fits).last().unwrap_or(self.rooms.len().min(1))
    }
}

/// The columns so that the table is about as wide as a page at the largest print that keeps rows low; over several pages where
/// it is too wide for print that one can read. `gap` is what each column takes besides its text, in units.
#[must_use]
pub fn print(columns: &[Demand], gap: f64) -> Print {
    let mut rooms = Vec::new();
    for (paper, scale, most) in STEPS {
        let space = space(paper, scale, gap, columns.len());
        for lines in 1..=most {
            rooms = columns.iter().map(|column| need(column, lines)).collect();
            let used: usize = rooms.iter().sum();
            if used <= space {
                spread(&mut rooms, columns, space - used);
                return Print { rooms, paper, scale: None };
            }
        }
    }
    Print { rooms, paper: Paper::A3, scale: Some(SMALLEST) }
}

/// The units left for text on a page with `count` columns.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn space(paper: Paper, scale: u16, gap: f64, count: usize) -> usize {
    (paper.units() * 100.0 / f64::from(scale) - gap * count as f64).max(0.0) as usize
}

/// The least room in which the usual cell of a column takes `most` lines, or as few as its widest room allows.
fn need(column: &Demand, most: usize) -> usize {
    let widest = column.max.max(column.min);
    let mut room = column.min.max(word(column.usual).min(widest).min(WORD));
    let tries = [(column.heading, 3, widest), (column.usual, most, widest), (column.longest, HIGHEST, WIDEST)];
    for (text, most, widest) in tries {
        let most = most.max(lines(text, widest));
        while lines(text, room) > most {
            room += 1;
        }
    }
    room
}

/// Gives `spare` units to the columns: first what lowers the highest cells, then evenly up to their widest room, then up to
/// half as much again.
fn spread(rooms: &mut [usize], columns: &[Demand], mut spare: usize) {
    while let Some((room, more)) = lower(rooms, columns, spare) {
        *room += more;
        spare -= more;
    }
    for part in [0, 2] {
        let mut before = spare + 1;
        while spare < before {
            before = spare;
            for (room, column) in rooms.iter_mut().zip(columns) {
                let widest = column.max + column.max.checked_div(part).unwrap_or(0);
                if spare > 0 && *room < widest {
                    *room += 1;
                    spare -= 1;
                }
            }
        }
    }
    mend_headings(rooms, columns);
}

/// The room of the column with the highest usual cell that `spare` units at most make lower, and how many units do.
fn lower<'r>(rooms: &'r mut [usize], columns: &[Demand], spare: usize) -> Option<(&'r mut usize, usize)> {
    let candidates = rooms.iter_mut().zip(columns).filter_map(|(room, column)| {
        let now = lines(column.usual, *room);
        let widest = spare.min(column.max.saturating_sub(*room));
        let more = (1..=widest).find(|more| lines(column.usual, *room + more) < now)?;
        Some((now, room, more))
    });
    candidates.max_by_key(|&(now, ..)| now).map(|(_, room, more)| (room, more))
}

/// Mends headings whose last line is a single character (主管校领+导): makes them narrower where no cell becomes higher,
/// then others wider with the units this frees and those the column with the most text can do without.
fn mend_headings(rooms: &mut [usize], columns: &[Demand]) {
    let Some(giver) = (0..columns.len()).max_by_key(|&index| length(columns[index].usual)) else { return };
    let (now, text) = (rooms[giver], columns[giver].usual);
    let least = (columns[giver].min..=now).find(|&room| lines(text, room) == lines(text, now));
    rooms[giver] = least.unwrap_or(now);
    let mut freed = now - rooms[giver];
    let is_mended = |column: &Demand, room: usize, other: usize| {
        !is_orphaned(column.heading, other) && lines(column.usual, other) <= lines(column.usual, room)
    };
    for (room, column) in rooms.iter_mut().zip(columns).filter(|(room, column)| is_orphaned(column.heading, **room)) {
        let least = column.min.max(word(column.usual).min(WORD));
        let most = lines(column.heading, *room);
        let mut narrower = (least..*room).filter(|&narrow| lines(column.heading, narrow) == most);
        if let Some(narrow) = narrower.find(|&narrow| is_mended(column, *room, narrow)) {
            freed += *room - narrow;
            *room = narrow;
        }
    }
    for (room, column) in rooms.iter_mut().zip(columns).filter(|(room, column)| is_orphaned(column.heading, **room)) {
        if let Some(wide) = (*room + 1..=*room + freed).find(|&wide| is_mended(column, *room, wide)) {
            freed -= wide - *room;
            *room = wide;
        }
    }
    rooms[giver] += freed;
}

/// Whether the last line of a wrapped heading is a single Han character.
fn is_orphaned(heading: &str, room: usize) -> bool {
    let mut characters = heading.chars();
    let last = characters.next_back().map_or(0, |last| length(last.encode_utf8(&mut [0; 4])));
    lines(characters.as_str(), room) < lines(heading, room) && last > 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column<'s>(heading: &'s str, cell: &'s str, max: usize) -> Demand<'s> {
        Demand { heading, min: 4, max, usual: cell, longest: cell }
    }

    #[test]
    fn short_tables_stay_at_full_size_and_fill_the_page() {
        let columns =
            [column("序号", "1", 6), column("名称", "一二三四五六七八", 40), column("电话", "13800000000", 13)];
        let Print { rooms, paper, scale } = print(&columns, 2.0);
        assert!(rooms.iter().zip(&columns).all(|(&room, column)| lines(column.usual, room) == 1));
        assert_eq!((rooms.as_slice(), paper, scale), ([9, 60, 19].as_slice(), Paper::A4, None));
    }

    #[test]
    fn long_tables_wrap_within_smaller_print_on_larger_paper() {
        let long = "主要荣誉".repeat(10);
        let columns: Vec<_> = (0..24).map(|_| column("主要荣誉", &long, 30)).collect();
        let Print { rooms, paper, scale } = print(&columns, 2.0);
        let wide: usize = rooms.iter().map(|room| room + 2).sum();
        assert!((245..=256).contains(&wide), "{wide}");
        assert!(rooms.iter().all(|&room| lines(&long, room) <= 12), "{rooms:?}");
        assert_eq!((paper, scale), (Paper::A3, None));
    }

    #[test]
    fn what_could_not_be_read_on_one_page_takes_several() {
        let long = "主要荣誉".repeat(10);
        let columns: Vec<_> = (0..60).map(|_| column("主要荣誉", &long, 30)).collect();
        assert_eq!(print(&columns, 2.0).scale, Some(SMALLEST));
    }
}
