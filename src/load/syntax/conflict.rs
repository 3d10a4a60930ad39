//! The marks git leaves when two branches changed the same lines.

use super::draft::Draft;

const OURS: &str = "<<<<<<<";
const BASE: &str = "|||||||";
const MIDDLE: &str = "=======";
const THEIRS: &str = ">>>>>>>";

/// Whether `line` is the mark before what was there first, or the one behind it, left alone.
pub(super) fn is_left(line: &str) -> bool {
    line.trim_end() == MIDDLE || is_base(line)
}

/// Whether `line` is the mark before what was there first.
pub(super) fn is_base(line: &str) -> bool {
    marks(line, BASE)
}

fn marks(line: &str, mark: &str) -> bool {
    line.strip_prefix(mark).is_some_and(|rest| rest.trim_end().is_empty() || rest.starts_with(' '))
}

/// The lines where conflicts begin. In the draft one side is kept and the marks are gone, so that the rest can be read.
pub(super) fn mend(draft: &mut Draft) -> Vec<usize> {
    if !draft.lines().iter().any(|line| marks(line, OURS) || marks(line, THEIRS)) {
        return Vec::new();
    }
    let mut begins = Vec::new();
    let mut inside = false;
    let mut kept = true;
    for index in 0..draft.lines().len() {
        let line = draft.line(index);
        let mark = [OURS, BASE, MIDDLE, THEIRS].into_iter().find(|mark| marks(line, mark));
        // A mark without its beginning is told itself.
        if mark == Some(OURS) || mark.is_some() && !inside {
            begins.push(index);
        }
        match mark {
            Some(OURS) => (inside, kept) = (true, true),
            Some(THEIRS) => (inside, kept) = (false, true),
            Some(_) => (inside, kept) = (true, false),
            None => {}
        }
        if mark.is_some() || !kept {
            draft.clear(index..index + 1);
        }
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_side_is_kept() {
        let mut draft = Draft::new("a = 1\n<<<<<<< HEAD\nb = 1\n||||||| base\nb = 0\n=======\nb = 2\n>>>>>>> x\nc = 3");
        assert_eq!(mend(&mut draft), [1]);
        assert_eq!(draft.text(), "a = 1\n\nb = 1\n\n\n\n\n\nc = 3");
        assert!(mend(&mut Draft::new("a = \"\"\"\n=======\n\"\"\"")).is_empty());
    }
}
