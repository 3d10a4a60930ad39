//! What the system says when a file cannot be read or written, in words that tell what to do about it.

use std::io::{Error, ErrorKind};

use crate::say;
use crate::text::lang::Lang;

/// What Windows answers where another program holds the file (`ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`).
const HELD: [i32; 2] = [32, 33];

/// Why it went wrong. Where others hold the file, or it may not be written, what to do; else the words of the system.
#[must_use]
pub fn trouble(error: &Error, lang: Lang) -> String {
    let held = cfg!(windows) && error.raw_os_error().is_some_and(|code| HELD.contains(&code));
    match error.kind() {
        _ if held => say!(lang, "cli.why.held"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => say!(lang, "cli.why.held"),
        ErrorKind::WouldBlock => say!(lang, "cli.why.busy"),
        ErrorKind::PermissionDenied => say!(lang, "cli.why.denied"),
        ErrorKind::NotFound => say!(lang, "cli.why.missing"),
        ErrorKind::IsADirectory => say!(lang, "cli.why.folder"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => say!(lang, "cli.why.full"),
        ErrorKind::ReadOnlyFilesystem => say!(lang, "cli.why.read-only"),
        ErrorKind::Interrupted => say!(lang, "cli.why.asked"),
        _ => error.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_can_mend_is_told_in_their_words() {
        let told = |kind: ErrorKind| trouble(&kind.into(), Lang::Zh);
        assert!(told(ErrorKind::PermissionDenied).contains("只读"));
        assert!(told(ErrorKind::ResourceBusy).contains("Excel"));
        assert!(told(ErrorKind::ReadOnlyFilesystem).contains("只能读"));
        assert!(told(ErrorKind::WouldBlock).contains("稍等"));
        assert_eq!(trouble(&Error::other("a word of the system"), Lang::Zh), "a word of the system");
    }

    #[cfg(windows)]
    #[test]
    fn a_file_that_excel_holds() {
        assert!(trouble(&Error::from_raw_os_error(32), Lang::Zh).contains("Excel"));
    }
}
