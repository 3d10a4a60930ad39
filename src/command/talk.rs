//! Somebody at a terminal: what is asked goes out, and what is answered comes in a line at a time.

use std::io::{BufRead, Result, Write};

/// More bytes than these are no answer.
const LONGEST: u64 = 1 << 16;

/// Where answers come from, and where questions go.
pub(super) struct Talk<'t> {
    pub input: &'t mut dyn BufRead,
    pub out: &'t mut dyn Write,
}

impl Talk<'_> {
    /// A line of the answerer, without its end; nothing where there are no more.
    pub fn line(&mut self) -> Result<Option<String>> {
        write!(self.out, "> ")?;
        self.out.flush()?;
        let mut bytes = Vec::new();
        let mut limited = std::io::Read::take(&mut *self.input, LONGEST);
        let read = limited.read_until(b'\n', &mut bytes).unwrap_or(0);
        Ok((read > 0).then(|| String::from_utf8_lossy(&bytes).trim().to_owned()))
    }
}
