//! A list of values: only the items that differ are written; the others, and the remarks between them, stay.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};
use toml_edit::{Array, Value};

use super::cell::one;
use super::items::{has_lines, insert, put, remove};
use crate::form::cell::clean;
use crate::standard::kind::Field;

/// Makes `list` say `items`. What comes to stand elsewhere takes its remarks along.
pub(super) fn set(list: &mut Array, field: &Field, items: &[String]) {
    let lines = has_lines(list);
    let (mut moved, mut there) = (Vec::new(), items.to_vec());
    if lines {
        for (at, to) in moves(&texts(list), items).into_iter().rev() {
            moved.push((to, remove(list, at)));
        }
        moved.sort_by_key(|(to, _)| *to);
        for (to, _) in moved.iter().rev() {
            there.remove(*to);
        }
    }
    change(list, field, &there);
    for (to, item) in moved {
        put(list, to, item);
    }
    if !lines {
        list.fmt();
    }
}

/// The items that are in both, but not in the same order: their places before and after, those before ascending.
fn moves(old: &[String], new: &[String]) -> Vec<(usize, usize)> {
    let differ = |change: &DiffOp| change.tag() != DiffTag::Equal;
    let changes: Vec<DiffOp> = capture_diff_slices(Algorithm::Myers, old, new).into_iter().filter(differ).collect();
    let mut come: Vec<usize> = changes.iter().flat_map(DiffOp::new_range).collect();
    let gone = changes.iter().flat_map(DiffOp::old_range);
    gone.filter_map(|at| {
        let found = come.iter().position(|to| new[*to] == old[at])?;
        Some((at, come.remove(found)))
    })
    .collect()
}

/// Makes `list` say `items`, of which none has only moved.
fn change(list: &mut Array, field: &Field, items: &[String]) {
    // From the end, so that what comes before stays where it is.
    for change in capture_diff_slices(Algorithm::Myers, &texts(list), items).iter().rev() {
        let (there, new) = (change.old_range(), &items[change.new_range()]);
        if change.tag() == DiffTag::Equal {
            continue;
        }
        let both = there.len().min(new.len());
        for at in (there.start + both..there.end).rev() {
            remove(list, at);
        }
        for (at, item) in (there.start..).zip(&new[..both]) {
            let decor = list.get(at).map(|before| before.decor().clone()).unwrap_or_default();
            let mut value = one(field, item);
            *value.decor_mut() = decor;
            list.replace_formatted(at, value);
        }
        for (at, item) in (there.start + both..).zip(&new[both..]) {
            insert(list, at, one(field, item));
        }
    }
}

fn texts(list: &Array) -> Vec<String> {
    list.iter().map(shown).collect()
}

/// An item as people read it in a cell: what a cell cannot hold is no difference.
fn shown(item: &Value) -> String {
    item.as_str().map_or_else(|| item.clone().decorated("", "").to_string(), |text| clean(text).into_owned())
}

#[cfg(test)]
mod tests {
    use toml_edit::DocumentMut;

    use super::*;

    fn after(text: &str, items: &[&str]) -> String {
        let mut document: DocumentMut = text.parse().unwrap();
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        set(document["a"].as_array_mut().unwrap(), &Field::default(), &items);
        document.to_string()
    }

    #[test]
    fn remarks_stay_with_their_items() {
        let text = "a = [\n  \"甲\", # 甲注\n  # 乙上注\n  \"乙\", # 乙注\n  # 尾注\n]\n";
        assert_eq!(after(text, &["甲"]), "a = [\n  \"甲\", # 甲注\n  # 尾注\n]\n");
        assert_eq!(after(text, &["乙"]), "a = [\n  # 乙上注\n  \"乙\", # 乙注\n  # 尾注\n]\n");
        let more = "a = [\n  # 乙上注\n  \"乙\", # 乙注\n  \"丙\",\n  # 尾注\n]\n";
        assert_eq!(after(text, &["乙", "丙"]), more);
        let between = text.replace("  # 乙上注", "  \"中\",\n  # 乙上注");
        assert_eq!(after(text, &["甲", "中", "乙"]), between);
        assert_eq!(after(text, &["甲", "乙"]), text);
        let open = "a = [ # 头\n  \"甲\", # 甲注\n  \"乙\" ]\n";
        assert_eq!(after(open, &["甲"]), "a = [ # 头\n  \"甲\" # 甲注\n ]\n");
        assert_eq!(after(open, &["乙"]), "a = [ # 头\n  \"乙\" ]\n");
        assert_eq!(after("a = [\"甲\", # 注\n]\n", &["乙"]), "a = [\"乙\", # 注\n]\n");
        assert_eq!(after("a = [ # 头\n\"甲\", \"乙\"]\n", &["乙"]), "a = [ # 头\n \"乙\"]\n");
        let bare = "a = [\n  \"甲\", # 甲注\n  \"乙\" # 乙注\n]\n";
        assert_eq!(after(bare, &["甲"]), "a = [\n  \"甲\" # 甲注\n]\n");
        assert_eq!(after(bare, &["甲", "乙", "丙"]), "a = [\n  \"甲\", # 甲注\n  \"乙\", # 乙注\n  \"丙\"\n]\n");
    }

    #[test]
    fn remarks_move_with_their_items() {
        let text = "a = [ # 头\n  \"甲\", # 甲注\n  # 乙上注\n  \"乙\", # 乙注\n  '丙',\n  # 尾注\n]\n";
        let swapped = "a = [ # 头\n  # 乙上注\n  \"乙\", # 乙注\n  \"甲\", # 甲注\n  '丙',\n  # 尾注\n]\n";
        assert_eq!(after(text, &["乙", "甲", "丙"]), swapped);
        assert_eq!(after(swapped, &["甲", "乙", "丙"]), text);
        let turned = "a = [ # 头\n  '丙',\n  # 乙上注\n  \"乙\", # 乙注\n  \"甲\", # 甲注\n  # 尾注\n]\n";
        assert_eq!(after(text, &["丙", "乙", "甲"]), turned);
        let more = turned.replace("  '丙',\n", "  \"新\",\n");
        assert_eq!(after(text, &["新", "乙", "甲"]), more);
        let open = "a = [\n  # 甲上注\n  \"甲\", # 甲注\n  \"乙\" # 乙注\n]\n";
        let other = "a = [\n  \"乙\", # 乙注\n  # 甲上注\n  \"甲\" # 甲注\n]\n";
        assert_eq!(after(open, &["乙", "甲"]), other);
        assert_eq!(after(other, &["甲", "乙"]), open);
        let shared = "a = [\n  # 注\n  \"甲\", \"乙\", # 后\n  \"丙\"]\n";
        for order in
            [["乙", "甲", "丙"], ["丙", "甲", "乙"], ["丙", "乙", "甲"], ["乙", "丙", "甲"], ["甲", "丙", "乙"]]
        {
            let after = after(shared, &order);
            assert!(after.contains("# 注\n") && after.contains("# 后\n"), "{after}");
            assert!(after.parse::<DocumentMut>().is_ok(), "{after}");
        }
        assert_eq!(after("a = [\"甲\", \"乙\"]\n", &["乙", "甲"]), "a = [\"乙\", \"甲\"]\n");
    }

    #[test]
    fn on_one_line() {
        assert_eq!(after("a = [\"一\", \"二\"] # 注\n", &["一", "三", "二"]), "a = [\"一\", \"三\", \"二\"] # 注\n");
        assert_eq!(after("a = [\"一\", \"二\"]\n", &["二"]), "a = [\"二\"]\n");
        assert_eq!(after("a = []\n", &["一", "二"]), "a = [\"一\", \"二\"]\n");
        assert_eq!(after("a = [\"一\", '二', \"三\"]\n", &["一", "二"]), "a = [\"一\", '二']\n");
    }

    #[test]
    fn on_a_line_each() {
        let text = "a = [\n  \"一\", # 甲\n  # 乙\n  \"二\",\n]\n";
        assert_eq!(after(text, &["一", "二", "三"]), "a = [\n  \"一\", # 甲\n  # 乙\n  \"二\",\n  \"三\",\n]\n");
        assert_eq!(after(text, &["一", "三"]), "a = [\n  \"一\", # 甲\n  # 乙\n  \"三\",\n]\n");
        assert_eq!(after(text, &["三", "一", "二"]), "a = [\n  \"三\",\n  \"一\", # 甲\n  # 乙\n  \"二\",\n]\n");
    }
}
