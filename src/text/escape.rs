//! Text from records made plain for pages: in HTML and in Markdown it stands as it is written and does nothing.

use super::safe::readable;

/// One line of text within an element of HTML. There is no escape for what hosts take for an address: it is written wide.
#[must_use]
pub fn html(text: &str) -> String {
    let plain = mention_free(&readable(text)).replace("://", "：//").replace("www.", "www．");
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// One line of text within a paragraph, a list or a cell of Markdown: every mark that could mean something is escaped
/// (`CommonMark` 2.4), and what the hosts' own Markdown makes of plain words (addresses of pages and of mail, mentions,
/// numbers of issues, formulas) is broken up. It must not begin a line.
#[must_use]
pub fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in mention_free(&readable(text)).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '#' | '!' | '|' | '~' | ':' | '$' | '^'
            | '=' => out.extend(['\\', character]),
            // A full stop after www makes an address, without any mark.
            '.' if out.ends_with(['w', 'W']) => out.push_str("\\."),
            other => out.push(other),
        }
    }
    out
}

/// Mentions and numbers of issues are found in the finished page, where no escape is left: their marks are written wide.
fn mention_free(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let number = rest.peek().is_some_and(char::is_ascii_digit);
        out.push(match character {
            '@' => '＠',
            '#' if number => '＃',
            other => other,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser};

    use super::*;

    #[test]
    fn nothing_of_a_record_is_markdown() {
        for hostile in [
            "a|b",
            "<script>alert(1)</script>",
            "@all 请看 #12",
            "[x](https://y.example)",
            "![z](https://y.example/z.png)",
            "https://y.example www.y.example a@y.example",
            "`x` **y** _z_ ~~w~~ $1$ $`2`$",
            "&lt;b&gt; &#64;x",
            "<https://y.example> <!-- x -->",
            "[^1] [x]: y",
        ] {
            let page =
                format!("| a | b |\n|---|---|\n| {} | 2 |\n\n- **甲** {}\n", markdown(hostile), markdown(hostile));
            let mut words = String::new();
            for event in Parser::new_ext(&page, Options::all() - Options::ENABLE_SMART_PUNCTUATION) {
                match event {
                    Event::Text(text) => words.push_str(&text),
                    Event::Start(tag) => {
                        let name = format!("{tag:?}");
                        let own = ["Table", "List", "Item", "Strong", "Paragraph"];
                        assert!(own.iter().any(|own| name.starts_with(own)), "{hostile}: {name}");
                    }
                    Event::End(_) => {}
                    other => panic!("{hostile}: {other:?}"),
                }
            }
            let seen = mention_free(hostile);
            assert_eq!(words, format!("ab{seen}2甲 {seen}"), "{page}");
            assert!(!page.contains('@') && !page.contains("www."), "{page}");
        }
    }

    #[test]
    fn nothing_of_a_record_is_html() {
        assert_eq!(html("<b>\"&@x\u{1b}"), "&lt;b&gt;&quot;&amp;＠x&lt;U+001B&gt;");
        assert_eq!(html("https://www.y.example"), "https：//www．y.example");
    }
}
