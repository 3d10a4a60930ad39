//! Fits the columns of a table to the width of a page. No spreadsheet program sizes wrapped or merged cells by itself when
//! it opens a file, so widths are worked out here, from the text alone: as large a print as keeps rows low.

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

/// The sizes of print tried one after the other, with the lines a row may have in each: smaller print must earn its place.
const STEPS: [(f64, usize); 6] = [(1.0, 4), (0.9, 5), (0.8, 6), (0.7, 9), (0.6, 14), (0.5, HIGHEST)];

/// The room of each column in units, so that the table is about as wide as the page at the largest print that keeps rows low.
/// `page` is the page's width in units at full size, `gap` what each column takes besides its text.
#[must_use]
pub fn rooms(columns: &[Demand], page: f64, gap: f64) -> Vec<usize> {
    let mut rooms = Vec::new();
    for (scale, most) in STEPS {
        let space = space(page / scale, gap, columns.len());
        for lines in 1..=most {
            rooms = columns.iter().map(|column| need(column, lines)).collect();
            let used: usize = rooms.iter().sum();
            if used <= space {
                spread(&mut rooms, columns, space - used);
                return rooms;
            }
        }
    }
    rooms
}

/// The units left for text on a page of `page` units with `count` columns.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
fn space(page: f64, gap: f64, count: usize) -> usize {
    (page - gap * count as f64).max(0.0) as usize
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
        let rooms = rooms(&columns, 138.0, 2.0);
        assert!(rooms.iter().zip(&columns).all(|(&room, column)| lines(column.usual, room) == 1));
        assert_eq!(rooms, [9, 60, 19]);
    }

    #[test]
    fn long_tables_wrap_within_smaller_print() {
        let long = "主要荣誉".repeat(10);
        let columns: Vec<_> = (0..24).map(|_| column("主要荣誉", &long, 30)).collect();
        let rooms = rooms(&columns, 138.0, 2.0);
        let wide: usize = rooms.iter().map(|room| room + 2).sum();
        assert!((220..=230).contains(&wide), "{wide}");
        assert!(rooms.iter().all(|&room| lines(&long, room) <= 14), "{rooms:?}");
    }
}
