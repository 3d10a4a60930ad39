//! Reads on behind an error: which part of a text is to be left out, so that the rest can be read.

use serde::de::IgnoredAny;

/// The text without the item of its outermost list that `line` (from 1) stands in; every other line keeps its number. Nothing
/// if the text is not even YAML, or the line stands in no item.
pub(super) fn without(text: &str, line: usize) -> Option<String> {
    serde_yaml::from_str::<IgnoredAny>(text).ok()?;
    let lines: Vec<&str> = text.lines().collect();
    let said = |line: &str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut start = None;
    let mut room = usize::MAX;
    for (number, line) in lines.iter().enumerate().take(line).rev().filter(|(_, line)| said(line)) {
        let own = indent(line);
        if own >= room {
            continue;
        }
        let item = line.trim_start().starts_with("- ");
        if item {
            start = Some(number);
        }
        // What stands in an item is written farther in than its dash; a list may stand as far out as its key.
        room = if item { own } else { own + 1 };
        if own == 0 && !item {
            break;
        }
    }
    let start = start?;
    let own = indent(lines[start]);
    let end = (start + 1..lines.len()).find(|number| said(lines[*number]) && indent(lines[*number]) <= own);
    let left_out = start..end.unwrap_or(lines.len());
    let kept = lines.iter().enumerate().map(|(number, line)| if left_out.contains(&number) { "" } else { *line });
    Some(kept.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_item_is_left_out_and_no_line_moves() {
        let text = "rules:\n  - id: a\n    rules:\n      - kind: x\n        of: y\n\n  - id: b\nnote: c\n";
        assert_eq!(without(text, 5).as_deref(), Some("rules:\n\n\n\n\n\n  - id: b\nnote: c"));
        let first = "rules:\n  - id: a\n    rules:\n      - kind: x\n        of: y\n\n\nnote: c";
        assert_eq!(without(text, 7).as_deref(), Some(first));
        assert_eq!(without(text, 8), None);
        assert_eq!(without("a: [\n", 1), None);
    }

    #[test]
    fn a_list_may_stand_as_far_out_as_its_key() {
        assert_eq!(without("rules:\n- id: a\n  of: y\n- id: b\n", 3).as_deref(), Some("rules:\n\n\n- id: b"));
    }
}
