//! Items of a list that stand on lines of their own. What stands behind an item to the end of its line stays behind it, and
//! what stands above one stays above it, though the syntax has both in front of the item that follows.

use toml_edit::{Array, RawString, Value};

use super::remarks::text;

/// Puts an item in, on a line of its own where the others have one.
pub(super) fn insert(list: &mut Array, at: usize, mut item: Value) {
    settle(list);
    let lines = list.iter().find_map(|item| indent(item.decor().prefix()));
    match (lines, following(list, at).split_once('\n')) {
        (Some(indent), Some((behind, above))) => {
            item.decor_mut().set_prefix(format!("{behind}{indent}"));
            follow(list, at, format!("\n{above}"));
        }
        (Some(indent), None) => item.decor_mut().set_prefix(indent),
        (None, _) => {}
    }
    list.insert_formatted(at, item);
}

/// An item that was taken out, with what is its own.
pub(super) struct Taken {
    item: Value,
    /// What stood between its line's begin, or that of the remarks above it, and itself; nothing where it had no line to itself.
    above: Option<String>,
    /// What stood behind it to the end of the line.
    behind: String,
}

/// Takes an item out, with what stands above it and behind it.
pub(super) fn remove(list: &mut Array, at: usize) -> Taken {
    settle(list);
    let own = following(list, at);
    let next = following(list, at + 1);
    let mut taken = Taken { item: list.remove(at), above: None, behind: String::new() };
    if let Some((before, above)) = own.split_once('\n') {
        taken.above = Some(above.to_owned());
        let (behind, above) = next.split_once('\n').unwrap_or(("", &next));
        behind.clone_into(&mut taken.behind);
        // Without an end of the line, what follows would be part of the remark.
        if next.contains('\n') || before.contains('#') {
            follow(list, at, format!("{before}\n{above}"));
        }
    }
    taken
}

/// Puts an item that was taken out in at another place, with what is its own.
pub(super) fn put(list: &mut Array, at: usize, taken: Taken) {
    let Taken { mut item, above: Some(above), behind } = taken else { return insert(list, at, taken.item) };
    settle(list);
    let following = following(list, at);
    let (before, after) = following.split_once('\n').map_or(("", None), |(before, after)| (before, Some(after)));
    item.decor_mut().set_prefix(format!("{before}\n{above}"));
    item.decor_mut().set_suffix("");
    match after {
        Some(after) => follow(list, at, format!("{behind}\n{after}")),
        None if behind.contains('#') => follow(list, at, format!("{behind}\n{following}")),
        None => {}
    }
    list.insert_formatted(at, item);
}

/// Takes all items out, with what is theirs; what stands before the first and below the last is given.
pub(super) fn bare(list: &mut Array) -> RawString {
    for at in (0..list.len()).rev() {
        remove(list, at);
    }
    list.trailing().clone()
}

/// Whether anything in the list stands on a line of its own, as whatever has a remark behind it does.
pub(super) fn has_lines(list: &Array) -> bool {
    let around = list.iter().flat_map(|item| [item.decor().prefix(), item.decor().suffix()]);
    around.chain([Some(list.trailing())]).any(|around| text(around).contains('\n'))
}

/// Where no comma stands behind the last item, what does so stands in front of the end.
fn settle(list: &mut Array) {
    let (comma, trailing) = (list.trailing_comma(), text(Some(list.trailing())).to_owned());
    let end = list.len().checked_sub(1).and_then(|end| list.get_mut(end));
    let Some(item) = end.filter(|_| !comma) else { return };
    let suffix = text(item.decor().suffix()).to_owned();
    item.decor_mut().set_suffix("");
    list.set_trailing(suffix + &trailing);
}

/// What stands in front of the item at `at`, or of the end.
fn following(list: &Array, at: usize) -> String {
    let around = list.get(at).map_or(Some(list.trailing()), |item| item.decor().prefix());
    text(around).to_owned()
}

fn follow(list: &mut Array, at: usize, text: String) {
    match list.get_mut(at) {
        Some(next) => next.decor_mut().set_prefix(text),
        None => list.set_trailing(text),
    }
}

/// The line end and the blanks in front of an item that has a line to itself.
pub(super) fn indent(prefix: Option<&RawString>) -> Option<String> {
    let prefix = prefix?.as_str()?;
    prefix.rfind('\n').map(|start| prefix[start..].to_owned())
}
