//! The words of a Markdown text without its marks. A case is counted as its readers will see it, title and body, so
//! headings' `#`, emphasis, bullets, link targets, pictures and comments must not make it longer.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

/// `markdown` as plain text, one block a line: what people read, without the marks that only format it.
///
/// Gone: front matter, heading and list marks (numbers of a list too, as Word numbers by itself), emphasis, table rules,
/// code fences, pictures with their alternative text, link targets, HTML tags and comments. Kept: all other text, also
/// that of code, footnotes and HTML elements. `**` that `CommonMark` leaves beside Chinese punctuation (`**重点：**做法`) is
/// taken as the emphasis it was meant to be.
#[must_use]
pub fn plain(markdown: &str) -> String {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut text = String::with_capacity(markdown.len());
    let mut html = String::new();
    let mut hidden = 0_usize;
    let mut code = false;
    let parser = Parser::new_ext(markdown.trim_start_matches('\u{feff}'), options);
    for event in TextMergeStream::new(parser) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::MetadataBlock(_)) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::MetadataBlock(_)) => hidden -= 1,
            _ if hidden > 0 => {}
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::Text(words) if code => text.push_str(&words),
            Event::Text(words) => text.push_str(&words.replace("**", "")),
            Event::Code(words) | Event::InlineMath(words) | Event::DisplayMath(words) => text.push_str(&words),
            Event::Html(words) => html.push_str(&words),
            Event::End(TagEnd::HtmlBlock) => {
                text.push_str(untagged(&html).trim());
                html.clear();
                end_line(&mut text);
            }
            Event::SoftBreak | Event::HardBreak => text.push('\n'),
            Event::End(TagEnd::TableCell) => text.push(' '),
            Event::End(end) => {
                code &= end != TagEnd::CodeBlock;
                if is_block(end) {
                    end_line(&mut text);
                }
            }
            // Inline tags and comments, rules, task boxes, references to footnotes: marks.
            _ => {}
        }
    }
    text
}

fn is_block(end: TagEnd) -> bool {
    !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link)
}

fn end_line(text: &mut String) {
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
}

/// `html` without comments and tags; an unclosed one hides the rest, as it does in a browser.
fn untagged(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (opening, end) = if tag.starts_with("!--") { (3, "-->") } else { (0, ">") };
        rest = tag[opening..].split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_go_and_words_stay() {
        let markdown =
            "# 标题\n\n正文**重点**和*次要*，见[手册](https://example.com/a)。\n\n- 一\n- 二\n\n1. 三\n\n> 引文\n";
        assert_eq!(plain(markdown), "标题\n正文重点和次要，见手册。\n一\n二\n三\n引文\n");
    }

    #[test]
    fn pictures_comments_and_front_matter_go() {
        let markdown = "---\ntitle: 元数据\n---\n正文<!-- 批注 -->完。\n\n<!-- 多行\n\n批注 -->\n\n![图一](a.png)\n";
        assert_eq!(plain(markdown), "正文完。\n");
        assert_eq!(plain("+++\na = 1\n+++\n\n正文"), "正文\n");
    }

    #[test]
    fn code_and_tables_keep_their_words() {
        assert_eq!(plain("```sh\nls **\n```\n\n用`ls`看"), "ls **\n用ls看\n");
        assert_eq!(plain("| 年 | 数 |\n|---|---|\n| 甲 | 1 |\n"), "年 数 \n甲 1 \n");
    }

    #[test]
    fn html_elements_keep_their_words() {
        assert_eq!(plain("<div align=\"center\">落款<br>日期</div>\n"), "落款日期\n");
        assert_eq!(plain("<u>下划线</u>文字"), "下划线文字\n");
    }

    #[test]
    fn emphasis_beside_chinese_punctuation_goes() {
        assert_eq!(plain("**重点：**做法"), "重点：做法\n");
    }

    #[test]
    fn indented_paragraphs_keep_their_words() {
        assert_eq!(plain("    段首空四格\n\n　　段首空两字"), "段首空四格\n　　段首空两字\n");
    }

    #[test]
    fn a_mark_at_the_start_does_not_hide_the_heading() {
        assert_eq!(plain("\u{feff}# 标题"), "标题\n");
    }
}
