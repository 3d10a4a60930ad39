//! Helps within the columns of a terminal. clap breaks lines at blanks only, and Chinese has hardly any.

use crate::text::width::{pad, width, wrap};

/// Where the terminal does not say how wide it is, and no wider.
const COLUMNS: usize = 100;
/// The least columns that a description is set beside its option in.
const LEAST: usize = 24;

/// The columns of the terminal, or those that `COLUMNS` names.
pub(super) fn columns() -> usize {
    let terminal = terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let named = || std::env::var("COLUMNS").ok()?.parse().ok();
    terminal.or_else(named).unwrap_or(COLUMNS).clamp(40, COLUMNS)
}

/// A help, as clap writes it where it breaks no lines, plain and with its colours, in lines of at most `columns`; with colours.
pub(super) fn fitted(plain: &str, styled: &str, columns: usize) -> String {
    let mut out = String::new();
    for (plain, styled) in plain.lines().zip(styled.lines()) {
        if width(plain) <= columns {
            out.push_str(styled);
            out.push('\n');
            continue;
        }
        let (head, told) = plain.split_at(described(plain));
        let lead = styled.strip_suffix(told).unwrap_or(head);
        let beside = head.is_empty() || columns.saturating_sub(width(head)) >= LEAST;
        let indent = if beside { width(head) } else { 10 };
        out.push_str(if beside { lead } else { lead.trim_end() });
        for (number, line) in wrap(told, columns - indent).iter().enumerate() {
            if number > 0 || !beside {
                out.push('\n');
                out.push_str(&pad("", indent));
            }
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}

/// Where in a line the description of an option begins; at once where there is none.
fn described(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    let gap = line[start..].find("  ").map(|gap| start + gap).filter(|_| start > 0);
    gap.map_or(0, |gap| line.len() - line[gap..].trim_start().len())
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_description_goes_on_below_its_beginning() {
        let text = "  -o, --output <FILE>  写到这个文件（写几个文件时是文件夹）\n";
        let styled = text.replace("--output", "\u{1b}[1m--output\u{1b}[0m");
        let wanted =
            "  -o, \u{1b}[1m--output\u{1b}[0m <FILE>  写到这个文件（写几个文件\n                       时是文件夹）\n";
        assert_eq!(fitted(text, &styled, 48), wanted);
        assert_eq!(
            fitted(text, text, 40),
            "  -o, --output <FILE>\n          写到这个文件（写几个文件时是文\n          件夹）\n"
        );
        assert_eq!(fitted("写到这个文件\n", "写到这个文件\n", 8), "写到这个\n文件\n");
    }
}
