//! JSON that may stand in the log of a workflow: whoever reads it gets every text as it is, and it gives no command.

use memchr::memmem;
use serde::Serialize;

use super::safe::ANYWHERE;

/// `value`, on lines as people read it. The marks that begin a command wherever they stand are written by their numbers; those that
/// begin one at the beginning of a line stand at none.
///
/// # Errors
/// What the value says of itself.
pub fn written(value: &impl Serialize) -> serde_json::Result<String> {
    let text = serde_json::to_string_pretty(value)?;
    // Outside of a text there are no such marks, and hardly ever in one.
    let found = memmem::find(text.as_bytes(), ANYWHERE.as_bytes()).is_some();
    Ok(if found { text.replace(ANYWHERE, r"\u0023\u0023[") } else { text })
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn a_command_is_the_same_text_and_none() {
        let texts = ["##[error]x", r"\##[a", "\"###[", "##", "# #["];
        let text = written(&texts).unwrap();
        assert!(!text.contains("##["), "{text}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&text).unwrap(), texts);
    }
}
