//! An input as files: lines `=== path` begin one, what stands before the first says how it is tried. So a seed can be read and
//! written by hand, and the fuzzer can take one file for another.

/// What a file begins with.
pub const MARK: &[u8] = b"=== ";

/// An input.
#[derive(Debug, Default)]
pub struct Pieces<'d> {
    /// What stands before the first file.
    pub head: String,
    /// Paths and what they hold; of two with one path the last counts.
    pub files: Vec<(String, &'d [u8])>,
}

impl<'d> Pieces<'d> {
    /// Takes an input apart. Files that no folder could hold, or that would lie outside of it, are left out.
    #[must_use]
    pub fn read(data: &'d [u8]) -> Self {
        let mut pieces = Self::default();
        let mut starts: Vec<usize> =
            (0..data.len()).filter(|at| data[*at..].starts_with(MARK) && (*at == 0 || data[at - 1] == b'\n')).collect();
        let first = starts.first().copied().unwrap_or(data.len());
        pieces.head = String::from_utf8_lossy(&data[..first]).into_owned();
        starts.push(data.len());
        for pair in starts.windows(2) {
            let piece = &data[pair[0] + MARK.len()..pair[1]];
            let end = piece.iter().position(|byte| *byte == b'\n').unwrap_or(piece.len());
            let Ok(path) = std::str::from_utf8(&piece[..end]) else { continue };
            let content = piece.get(end + 1..).unwrap_or_default();
            if is_inside(path) {
                pieces.files.retain(|(other, _)| other != path);
                pieces.files.push((path.to_owned(), content));
            }
        }
        pieces
    }

    /// Whether a word stands in the head.
    #[must_use]
    pub fn says(&self, word: &str) -> bool {
        self.head.split_whitespace().any(|one| one == word)
    }

    /// The first word of the head that can be read as this.
    #[must_use]
    pub fn value<T: std::str::FromStr>(&self) -> Option<T> {
        self.head.split_whitespace().find_map(|word| word.parse().ok())
    }
}

/// An input of these files.
#[must_use]
pub fn written(head: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all = head.as_bytes().to_vec();
    for (path, content) in files {
        if !all.is_empty() && !all.ends_with(b"\n") {
            all.push(b'\n');
        }
        all.extend_from_slice(MARK);
        all.extend_from_slice(path.as_bytes());
        all.push(b'\n');
        all.extend_from_slice(content);
    }
    all
}

fn is_inside(path: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part != "." && part != ".." && part.len() <= 250;
    path.len() <= 400 && !path.contains('\0') && path.split('/').count() <= 6 && path.split('/').all(part)
}
