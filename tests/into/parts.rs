//! Two workbooks held against each other, part by part.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

/// A part as it is packed.
#[derive(Debug, PartialEq, Eq)]
pub struct Packed {
    pub name: String,
    pub method: String,
    pub dates: String,
    pub bytes: Vec<u8>,
}

/// All parts in their order.
pub fn packed(bytes: &[u8]) -> Vec<Packed> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let count = zip.len();
    let part = |index: usize| {
        let mut file = zip.by_index_raw(index).expect("a part");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("its bytes");
        let (method, dates) = (format!("{:?}", file.compression()), format!("{:?}", file.last_modified()));
        Packed { name: file.name().expect("a name").into_owned(), method, dates, bytes }
    };
    (0..count).map(part).collect()
}

/// The text of a part.
pub fn text(bytes: &[u8], name: &str) -> String {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut text = String::new();
    zip.by_name(name).expect("the part").read_to_string(&mut text).expect("utf-8");
    text
}

/// Holds what was filled against what it was made of: nothing but the cells of `sheet` that are named differs, results of
/// formulas that are gone, and the word in the workbook's part to calculate anew. Gives the names of the parts that differ.
pub fn only_cells_differ(before: &[u8], after: &[u8], sheet: &str, cells: &BTreeSet<String>) -> Vec<String> {
    let (old, new) = (packed(before), packed(after));
    let names = |parts: &[Packed]| parts.iter().map(|part| part.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&old), names(&new));
    let mut different = Vec::new();
    for (one, other) in old.iter().zip(&new) {
        assert_eq!((&one.method, &one.dates), (&other.method, &other.dates), "{}", one.name);
        if one.bytes == other.bytes {
            continue;
        }
        different.push(one.name.clone());
        let (one, other) = (text(before, &one.name), text(after, &other.name));
        let name = &packed_name(&different);
        if name == sheet {
            assert_eq!(without(&one, cells), without(&other, cells), "{sheet}");
            assert_eq!(looks(&one, cells), looks(&other, cells), "the looks of the answers");
        } else if name.starts_with("xl/worksheets/") {
            assert!(other.len() < one.len(), "only results went");
            assert_eq!(without(&one, &BTreeSet::new()), without(&other, &BTreeSet::new()), "{name}");
        } else {
            assert_eq!(name, "xl/workbook.xml", "no other part differs");
            assert!(!one.contains("fullCalcOnLoad"));
            assert_eq!(one, other.replace(" fullCalcOnLoad=\"1\"", "").replace("<calcPr/>", ""));
        }
    }
    different
}

fn packed_name(names: &[String]) -> String {
    names.last().cloned().unwrap_or_default()
}

/// Each event of a sheet as it is written, but for the cells named, the `spans` of rows, the sheet's dimension and the results
/// of formulas. Rows that hold none but such cells, and say nothing but their number, are left out.
fn without(xml: &str, cells: &BTreeSet<String>) -> Vec<String> {
    let mut events: Vec<String> = Vec::new();
    let mut skipping = false;
    each(xml, |event, written| {
        let cell = match event {
            Event::Start(tag) | Event::Empty(tag) => {
                tag.local_name().as_ref() == "c" && cells.contains(&attribute(tag, "r"))
            }
            _ => false,
        };
        if cell {
            skipping = matches!(event, Event::Start(_));
        } else if skipping {
            skipping = !matches!(event, Event::End(tag) if tag.local_name().as_ref() == "c");
        } else if !written.starts_with("<dimension") {
            let bare = |row: &str| row.starts_with("<row r=") && row.matches('=').count() == 1;
            if written == "</row>" && events.last().is_some_and(|last| bare(last)) {
                events.pop();
            } else {
                events.push(without_attribute(written, "spans"));
            }
        }
    });
    without_results(&events)
}

/// The events without `<v>` of cells that have an `<f>`, and the sort of those cells.
fn without_results(events: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < events.len() {
        let end = events[at..].iter().position(|event| event == "</c>").map_or(events.len(), |end| at + end + 1);
        let cell = events[at].starts_with("<c ") && !events[at].ends_with("/>");
        let next = if cell { end } else { at + 1 };
        let calculated = cell && events[at..next].iter().any(|event| event.starts_with("<f"));
        let mut result = false;
        for event in &events[at..next] {
            result |= calculated && event.starts_with("<v");
            if !result {
                out.push(if calculated { without_attribute(event, "t") } else { event.clone() });
            }
            result &= !(event == "</v>" || event.starts_with("<v") && event.ends_with("/>"));
        }
        at = next;
    }
    out
}

/// The looks of the cells that stand in a sheet already: place and number.
fn looks(xml: &str, cells: &BTreeSet<String>) -> BTreeSet<(String, String)> {
    let mut looks = BTreeSet::new();
    each(xml, |event, _| {
        if let Event::Start(tag) | Event::Empty(tag) = event
            && tag.local_name().as_ref() == "c"
            && cells.contains(&attribute(tag, "r"))
        {
            looks.insert((attribute(tag, "r"), attribute(tag, "s")));
        }
    });
    looks.retain(|(_, look)| !look.is_empty());
    looks
}

fn each(xml: &str, mut seen: impl FnMut(&Event<'_>, &str)) {
    let mut reader = Reader::from_str(xml);
    loop {
        let start = usize::try_from(reader.buffer_position()).expect("a place");
        let event = reader.read_event().expect("well-formed");
        let end = usize::try_from(reader.buffer_position()).expect("a place");
        if matches!(event, Event::Eof) {
            break;
        }
        seen(&event, &xml[start..end]);
    }
}

fn attribute(tag: &quick_xml::events::BytesStart<'_>, name: &str) -> String {
    let found = tag.try_get_attribute(name).expect("attributes");
    found.map_or(String::new(), |found| found.value.into_owned())
}

fn without_attribute(tag: &str, name: &str) -> String {
    match tag.split_once(&format!(" {name}=\"")) {
        Some((before, rest)) => [before, rest.split_once('"').map_or("", |(_, rest)| rest)].concat(),
        None => tag.to_owned(),
    }
}
