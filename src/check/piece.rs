//! What is said of a piece of evidence that is none, and of a link that only the school's own people can open.

use std::cell::LazyCell;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::Check;
use super::evidence::{Piece, split_link};
use crate::finding::Severity;
use crate::load::PROVINCE;
use crate::say;
use crate::text::disk::file_on_disk;

/// What is said.
pub(super) struct Said {
    pub severity: Severity,
    pub message: String,
    pub help: String,
    /// How the text was read, where it does not say so itself.
    pub reading: Option<String>,
    /// The link behind which the file lies: all that lies there has one cause.
    pub link: Option<String>,
}

/// What is said of the evidence `text`; nothing where nothing is wrong with it.
pub(super) fn said(check: &Check<'_>, text: &str) -> Option<Said> {
    let lang = check.lang;
    let piece = check.files.look(text);
    if matches!(piece, Piece::Sound | Piece::Paper) && !is_inner(text) {
        return None;
    }
    let typed = text.replace('\n', "\\n").replace('\t', "\\t").replace('\r', "\\r");
    let error = |message, help| Some(Said { severity: Severity::Error, message, help, reading: None, link: None });
    let near = LazyCell::new(|| check.files.near(&typed));
    let key = match piece {
        Piece::Sound | Piece::Paper => {
            let (message, help) = (say!(lang, "evidence.inner", text = typed), say!(lang, "evidence.inner.help"));
            let reading = Some(say!(lang, "evidence.inner.reading"));
            return Some(Said { severity: Severity::Note, message, help, reading, link: None });
        }
        Piece::Empty => {
            return error(say!(lang, "evidence.empty", text = typed), say!(lang, "evidence.empty.help"));
        }
        Piece::Linked => {
            let link = check.files.link_to(text).unwrap_or_else(|| typed.clone());
            let help = say!(lang, "evidence.linked.help", text = link);
            let said = error(say!(lang, "evidence.linked", text = link), help)?;
            return Some(Said { link: Some(link), ..said });
        }
        Piece::BadLink if is_inner(text) => {
            return error(say!(lang, "evidence.bare-host", text = typed), say!(lang, "evidence.inner.help"));
        }
        Piece::BadLink if text.trim().contains(char::is_whitespace) && meant(text).as_deref() == Some(text.trim()) => {
            return error(say!(lang, "evidence.slip", text = typed), say!(lang, "evidence.blank.help"));
        }
        Piece::StandIn => {
            return error(say!(lang, "evidence.stand-in", text = typed), say!(lang, "evidence.stand-in.help"));
        }
        Piece::Record => {
            return error(say!(lang, "evidence.record", text = typed), say!(lang, "evidence.record.help"));
        }
        piece @ (Piece::Absent | Piece::Outside | Piece::BadLink) if meant(&typed).is_some() => {
            let meant = meant(&typed).unwrap_or_default();
            let key = if piece == Piece::Absent { "evidence.absent" } else { "evidence.slip" };
            return error(say!(lang, key, text = typed), say!(lang, "evidence.slip.help", meant = meant));
        }
        Piece::Absent => match near.clone().filter(|near| near.nfc().eq(typed.nfc())) {
            Some(near) => {
                let rename = is_nfc(&typed).then(|| say!(lang, "evidence.form.rename", text = typed));
                let help = rename.unwrap_or_else(|| say!(lang, "evidence.form.write", near = near));
                return error(say!(lang, "evidence.form", text = typed), help);
            }
            None => "evidence.absent",
        },
        Piece::Outside if near.is_none() && file_on_disk(&typed).is_some() => {
            let name = file_on_disk(&typed).unwrap_or_default();
            let name = name.split('#').next().unwrap_or_default();
            return error(say!(lang, "evidence.outside", text = typed), say!(lang, "evidence.disk.help", name = name));
        }
        Piece::Outside => "evidence.outside",
        Piece::NoFile => "evidence.no-file",
        Piece::BadLink => "evidence.link",
        Piece::NoNumber => "evidence.number",
    };
    let is_above = |kind| !check.studio.of_kind(kind).is_empty();
    let above = check.standard.kind_of(PROVINCE).is_some_and(is_above);
    let from = say!(lang, if above { "evidence.from.province" } else { "evidence.from" });
    let near = near.as_ref().map(|near| page(&typed, near).unwrap_or_else(|| near.clone()));
    let forms = if key == "evidence.absent" { "evidence.absent.help" } else { "evidence.help" };
    let help = near
        .map_or_else(|| say!(lang, forms, from = from), |near| say!(lang, "evidence.near", near = near, from = from));
    error(say!(lang, key, text = typed), help)
}

/// The page of the file `near` that `text` names behind it without a #.
fn page(text: &str, near: &str) -> Option<String> {
    let page = text.strip_prefix(near)?.trim_matches([' ', '，', ',', '（', '）', '(', ')', '：', ':']);
    page.starts_with(['第', 'P', 'p']).then(|| format!("{near}#{page}"))
}

/// What was probably meant by a link without its beginning, or a number of paper with another mark behind its name.
fn meant(text: &str) -> Option<String> {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("档案") {
        let number = rest.trim_start_matches(['号', '编', '：', ':', ' ']);
        return (!number.is_empty() && number.len() < rest.len()).then(|| format!("档案:{number}"));
    }
    let head: String = text.chars().take(5).collect::<String>().to_ascii_lowercase();
    if head.starts_with("http") {
        let scheme = if head.ends_with('s') { 5 } else { 4 };
        let host = text[scheme..].trim_start_matches([':', '：', '/', '\\', ' ', '；', ';']);
        return host.contains('.').then(|| format!("{}://{host}", &head[..scheme]));
    }
    let host = text.split(['/', '?']).next()?;
    let labels: Vec<&str> = host.split('.').collect();
    let is_label =
        |label: &&str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let top = ["cn", "com", "org", "net", "edu", "gov", "top", "cc"].contains(labels.last()?);
    (labels.len() > 1 && top && labels.iter().all(is_label)).then(|| format!("https://{text}"))
}

/// Whether `text` is a link that leads nowhere outside a network of one's own: its host has no dot, or an address that is kept
/// for such networks (RFC 6890).
fn is_inner(text: &str) -> bool {
    let Some((scheme, rest)) = split_link(text.trim()) else { return false };
    if !["http", "https"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return false;
    }
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let name = host.split(':').next().unwrap_or_default();
    let octets: Result<Vec<u8>, _> = name.split('.').map(str::parse::<u8>).collect();
    match octets.as_deref() {
        Ok([10 | 127, _, _, _] | [192, 168, _, _] | [169, 254, _, _] | [172, 16..=31, _, _]) => true,
        _ => !name.is_empty() && !name.contains('.') && !rest.contains(char::is_whitespace),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_inner, meant};

    #[test]
    fn what_was_meant_by_a_slip_is_said() {
        for (slip, wanted) in [
            ("https：//x.cn/1.html", "https://x.cn/1.html"),
            ("http//x.cn/1", "http://x.cn/1"),
            ("Https:/x.cn", "https://x.cn"),
            ("mp.weixin.qq.com/s/Abc", "https://mp.weixin.qq.com/s/Abc"),
            ("档案号：2021-德育-14", "档案:2021-德育-14"),
        ] {
            assert_eq!(meant(slip).as_deref(), Some(wanted), "{slip}");
        }
        for other in ["证据/纪要.pdf", "a.com.pdf", "档案室/纪要.pdf", "档案", "http", "readme.md", ""] {
            assert_eq!(meant(other), None, "{other}");
        }
    }

    #[test]
    fn links_into_a_network_of_ones_own_are_told_from_others() {
        for inner in ["http://oa/x", "HTTP://192.168.1.5:8080/x", "https://localhost", "http://10.0.0.1?a"] {
            assert!(is_inner(inner), "{inner}");
        }
        for other in ["https://example.org/oa", "http://8.8.8.8/x", "http:///x", "档案:1", "证据/oa.md", "ftp://oa/x"]
        {
            assert!(!is_inner(other), "{other}");
        }
    }
}
