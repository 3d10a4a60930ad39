//! Mistakes that no repository can hold as files: other encodings, links, names that some systems refuse.

use std::fs;
use std::path::Path;

/// Makes a mistake in a studio; whether this system can.
pub type Make = fn(&Path) -> bool;

const NEW: &str = "name = \"林小满\"\ncategory = \"校外专家\"\njoined = 2021-09-01\n";
const MEMBER: &str = "members/何知远.toml";

pub const MADE: &[(&str, Make)] = &[
    ("byte-order-mark", |folder| change(folder, |text| [b"\xef\xbb\xbf", text.as_bytes()].concat())),
    ("line-ends", |folder| change(folder, |text| text.replace('\n', "\r\n").into_bytes())),
    ("line-ends-of-a-mac", |folder| change(folder, |text| text.replace('\n', "\r").into_bytes())),
    ("line-ends-and-a-slip", |folder| {
        change(folder, |text| {
            format!("\u{feff}{}", text.replace("\"何知远\"", "“何知远”").replace('\n', "\r\n")).into_bytes()
        })
    }),
    ("gbk", |folder| change(folder, |text| encoding_rs::GBK.encode(text).0.into_owned())),
    ("utf-16", |folder| change(folder, |text| utf16(&format!("\u{feff}{text}")))),
    ("utf-16-without-mark", |folder| change(folder, utf16)),
    ("utf-16-big-endian", |folder| {
        change(folder, |text| format!("\u{feff}{text}").encode_utf16().flat_map(u16::to_be_bytes).collect())
    }),
    ("damaged", |folder| {
        change(folder, |text| {
            let at = text.find("机电").expect("words");
            [&text.as_bytes()[..=at], &text.as_bytes()[at + 2..]].concat()
        })
    }),
    ("nul", |folder| change(folder, |text| text.replace("四届", "四\0届").into_bytes())),
    ("control-character", |folder| change(folder, |text| text.replace("四届", "四\u{1b}[31m届").into_bytes())),
    ("office-file", |folder| change(folder, |_| b"PK\x03\x04\x14\x00\x06\x00".to_vec())),
    ("picture", |folder| change(folder, |_| b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe".to_vec())),
    ("too-large", |folder| change(folder, |text| format!("{text}{}", "# 很长\n".repeat(600_000)).into_bytes())),
    ("link", |folder| {
        fs::write(folder.join("林.txt"), NEW).expect("a file");
        link("../林.txt", &folder.join("members/林小满.toml"))
    }),
    ("link-to-nothing", |folder| link("无.toml", &folder.join("members/林小满.toml"))),
    ("link-to-a-folder", |folder| {
        fs::rename(folder.join("carriers"), folder.join("旧")).expect("a folder");
        fs::rename(folder.join("旧/读书会.toml"), folder.join("旧/读书会")).expect("a file");
        link("旧", &folder.join("carriers"))
    }),
    ("evidence-behind-a-link", |folder| {
        fs::remove_dir_all(folder.join("证据")).expect("removed");
        link("..", &folder.join("证据"))
    }),
    ("evidence-empty", |folder| fs::write(folder.join("证据/培训证书.md"), "").is_ok()),
    ("evidence-in-another-form", |folder| {
        fs::rename(folder.join("证据/培训证书.md"), folder.join("证据/Re\u{301}sume\u{301}.md")).expect("renamed");
        change(folder, |text| text.replace("培训证书", "R\u{e9}sum\u{e9}").into_bytes())
    }),
    ("evidence-typed-in-another-form", |folder| {
        fs::rename(folder.join("证据/培训证书.md"), folder.join("证据/R\u{e9}sum\u{e9}.md")).expect("renamed");
        change(folder, |text| text.replace("培训证书", "Re\u{301}sume\u{301}").into_bytes())
    }),
    ("folder-as-record", |folder| {
        fs::create_dir(folder.join("members/林小满.toml")).expect("a folder");
        fs::write(folder.join("members/林小满.toml/林小满.toml"), NEW).is_ok()
    }),
    ("not-readable", |folder| forbid(&folder.join(MEMBER))),
    ("folder-not-readable", |folder| forbid(&folder.join("members"))),
    ("name-with-line-end", |folder| fs::write(folder.join("members/林\n小满.toml"), NEW).is_ok()),
    ("name-with-direction", |folder| fs::write(folder.join("members/林\u{202e}小满.toml"), NEW).is_ok()),
    ("name-garbled", garbled),
    ("office-locks", |folder| {
        let names = ["~$何知远.toml", ".何知远.toml", ".#何知远.toml", "何知远.toml~", "#何知远.toml#"];
        names.iter().all(|name| fs::write(folder.join("members").join(name), "“").is_ok())
    }),
    ("member-file-called-otherwise", |folder| {
        let more = |day| format!("date = {day}\nkind = \"读书会\"\ncarrier = \"读书会\"\nmembers = [\"方一禾\"]\n");
        let days = ["2021-11-15", "2021-12-15"];
        let renamed = fs::rename(folder.join("members/方一禾.toml"), folder.join("members/方一和.toml")).is_ok();
        renamed && days.iter().all(|day| fs::write(folder.join(format!("activities/{day}.toml")), more(day)).is_ok())
    }),
    ("studio-as-text", |folder| fs::rename(folder.join("studio.toml"), folder.join("studio.toml.txt")).is_ok()),
    ("studio-in-capitals", |folder| fs::rename(folder.join("studio.toml"), folder.join("Studio.TOML")).is_ok()),
];

fn change(folder: &Path, make: impl Fn(&str) -> Vec<u8>) -> bool {
    let path = folder.join(MEMBER);
    let text = fs::read_to_string(&path).expect("a member");
    fs::write(path, make(&text)).is_ok()
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

#[cfg(unix)]
fn link(to: &str, at: &Path) -> bool {
    std::os::unix::fs::symlink(to, at).is_ok()
}

#[cfg(not(unix))]
fn link(_: &str, _: &Path) -> bool {
    false
}

/// Takes away the right to read; the superuser keeps it.
#[cfg(unix)]
fn forbid(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let folder = path.is_dir();
    fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("permissions");
    let readable = if folder { fs::read_dir(path).is_ok() } else { fs::read(path).is_ok() };
    if readable {
        return false;
    }
    true
}

#[cfg(not(unix))]
fn forbid(_: &Path) -> bool {
    false
}

/// A name in GBK, as archives from Windows leave it.
#[cfg(unix)]
fn garbled(folder: &Path) -> bool {
    use std::os::unix::ffi::OsStrExt;
    let name = encoding_rs::GBK.encode("林小满.toml").0.into_owned();
    fs::write(folder.join("members").join(std::ffi::OsStr::from_bytes(&name)), NEW).is_ok()
}

#[cfg(not(unix))]
fn garbled(_: &Path) -> bool {
    false
}
