//! A received package: one byte changed anywhere, a file more, less, or of another name, and what strangers put into a zip.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use studio::package::{Files, verify};
use studio::standard::Standard;
use studio::text::lang::Lang;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{TITLES, change, example, pack, studio, told};

/// A folder with the example packed as `甲`.
fn packed() -> tempfile::TempDir {
    let (out, output) = pack(&example(), &[]);
    assert!(output.status.success(), "{}", told(&output));
    out
}

fn standard() -> Standard {
    studio::standard::embedded().expect("a sound standard")
}

/// What is found at `path`, a line each: name and message.
fn found(standard: &Standard, path: &Path) -> Vec<String> {
    let checked = verify(standard, path, Lang::Zh).expect("it is there");
    checked.problems.iter().map(|problem| format!("{}: {}", problem.file, problem.message)).collect()
}

fn files(folder: &Path) -> Files {
    let mut files: Files = super::names(folder)
        .into_iter()
        .map(|name| (name.clone(), fs::read(folder.join(&name)).expect("there")))
        .collect();
    files.sort();
    files
}

/// A zip that is being written.
type Writing = ZipWriter<Cursor<Vec<u8>>>;

/// A zip as another program writes it.
fn zipped(files: &Files, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).expect("begun");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("whole").into_inner()
}

#[test]
fn what_was_packed_is_sound_as_zip_and_as_folder() {
    let out = packed();
    let standard = standard();
    for name in ["甲", "甲.zip"] {
        assert!(found(&standard, &out.path().join(name)).is_empty());
        let output = studio(&["pack", "--verify", name], out.path());
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(told(&output).contains("完好") && told(&output).contains("江西省"), "{}", told(&output));
    }
    let sum = studio::files::digest::of(&fs::read(out.path().join("甲.zip")).expect("written"));
    let output = studio(&["pack", "--verify", "甲.zip"], out.path());
    assert!(told(&output).replace('\n', "").contains(&sum), "{}", told(&output));
    let output = studio(&["pack", "--verify", "无.zip"], out.path());
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
}

/// Of many files one thing is told once, with their names below it, and not a wall of the same words.
#[test]
fn what_is_told_of_many_files_is_told_once() {
    let out = packed();
    let folder = out.path().join("甲");
    for file in files(&folder).iter().map(|(name, _)| name).filter(|name| !name.ends_with("json")) {
        fs::remove_file(folder.join(file)).expect("removed");
    }
    for number in 0..30 {
        fs::write(folder.join(format!("多出{number:02}.txt")), "x").expect("written");
    }
    let output = studio(&["pack", "--verify", "甲", "--lang", "zh"], out.path());
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    let told = told(&output);
    for (message, n) in [("清单里有，实际没有这个文件", 7), ("清单里没有这个文件，是后来加进去的", 30)]
    {
        assert_eq!(told.matches(message).count(), 1, "{told}");
        assert!(
            told.contains(&format!("\n{n} 个文件：{message}\n    ")) || told.starts_with(&format!("{n} 个文件：")),
            "{told}"
        );
    }
    assert!(told.contains("\n    多出19.txt\n    ……还有 10 个\n") && !told.contains("多出20"), "{told}");
    assert!(told.contains("有 37 处不对"), "{told}");
}

/// In the first and last parts, where the zip says what is in it, and between them.
#[test]
fn one_byte_changed_anywhere_in_the_zip_is_found() {
    let out = packed();
    let standard = standard();
    let bytes = fs::read(out.path().join("甲.zip")).expect("written");
    let directory = bytes.len() - 1200;
    let places = (0..64).chain((64..directory).step_by(2503)).chain((directory..bytes.len()).step_by(7));
    let path = out.path().join("乙.zip");
    for at in places {
        let mut changed = bytes.clone();
        changed[at] ^= 1 << (at % 8);
        fs::write(&path, &changed).expect("written");
        assert!(!found(&standard, &path).is_empty(), "byte {at}");
    }
    for cut in [0, 1, 100, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&path, &bytes[..cut]).expect("written");
        assert!(!found(&standard, &path).is_empty(), "cut at {cut}");
    }
    // Each of the workbooks in it ends as a zip does.
    let ends = bytes.windows(4).enumerate().filter(|(_, four)| *four == b"PK\x05\x06").map(|(at, _)| at + 22);
    for cut in [100, bytes.len() / 2, bytes.len() - 1].into_iter().chain(ends.filter(|end| *end < bytes.len())) {
        fs::write(&path, &bytes[..cut]).expect("written");
        let found = found(&standard, &path);
        assert!(found.iter().all(|line| line.contains("压缩包不完整")), "cut at {cut}: {found:?}");
    }
    fs::write(&path, [&bytes[..], b"more"].concat()).expect("written");
    assert!(!found(&standard, &path).is_empty(), "bytes behind the end");
}

#[test]
fn one_byte_changed_in_any_file_of_the_folder_is_found_by_name() {
    let out = packed();
    let standard = standard();
    let folder = out.path().join("甲");
    for (name, bytes) in files(&folder) {
        for at in [0, bytes.len() / 3, bytes.len() / 2, bytes.len() - 1] {
            let mut changed = bytes.clone();
            changed[at] ^= 1;
            fs::write(folder.join(&name), &changed).expect("written");
            let found = found(&standard, &folder);
            let by_name = found.iter().any(|line| line.starts_with(&name) || line.starts_with("SHA256SUMS"));
            assert!(by_name, "{name} byte {at}: {found:?}");
        }
        fs::write(folder.join(&name), &bytes).expect("written");
    }
    assert!(found(&standard, &folder).is_empty(), "all is as it was");
}

#[test]
fn a_file_more_less_or_renamed_is_found_by_name() {
    let out = packed();
    let standard = standard();
    let folder = out.path().join("甲");
    let whole = files(&folder);
    let path = out.path().join("乙.zip");
    for (index, (name, _)) in whole.iter().enumerate() {
        let mut less = whole.clone();
        less.remove(index);
        fs::write(&path, studio::package::zip(&less).expect("a zip")).expect("written");
        let lines = found(&standard, &path);
        assert!(lines.iter().any(|line| line.starts_with(name.as_str())), "without {name}: {lines:?}");
        let mut renamed = whole.clone();
        renamed[index].0 = format!("新{name}");
        renamed.sort();
        fs::write(&path, studio::package::zip(&renamed).expect("a zip")).expect("written");
        assert!(found(&standard, &path).iter().any(|line| line.contains(name.as_str())), "{name} renamed");
    }
    let mut more = whole;
    more.push(("顺带.txt".into(), b"x".to_vec()));
    more.sort();
    fs::write(&path, studio::package::zip(&more).expect("a zip")).expect("written");
    assert!(found(&standard, &path).iter().any(|line| line.starts_with("顺带.txt: 清单里没有")));
    fs::create_dir(folder.join("又")).expect("a folder");
    fs::write(folder.join("Thumbs.db"), "x").expect("written");
    let lines = found(&standard, &folder);
    assert!(lines.iter().any(|line| line.starts_with("又: ")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("Thumbs.db: ")), "{lines:?}");
}

#[test]
fn what_a_system_leaves_is_told_as_such_and_nothing_else() {
    let out = packed();
    let standard = standard();
    let folder = out.path().join("甲");
    let whole = files(&folder);
    let left = [".DS_Store", "._甲", ".~lock.总结.docx#", "Thumbs.db", "desktop.ini", "~$总结.docx"];
    for name in left {
        fs::write(folder.join(name), "x").expect("written");
    }
    let lines = found(&standard, &folder);
    assert_eq!(lines.len(), left.len(), "{lines:?}");
    assert!(lines.iter().all(|line| line.contains("多出来的系统文件")), "{lines:?}");
    // What came about here is not for the sender to mend.
    let verify = |folder: &Path| {
        let output = studio(&["pack", "--verify", &folder.to_string_lossy()], out.path());
        assert_eq!(output.status.code(), Some(1));
        told(&output)
    };
    let said = verify(&folder);
    assert!(said.contains("再核对一次") && !said.contains("重新发送"), "{said}");
    fs::write(folder.join("顺带.txt"), "x").expect("written");
    assert!(verify(&folder).contains("重新发送"));
    fs::remove_file(folder.join("顺带.txt")).expect("removed");
    let mut more = whole;
    more.insert(0, (".DS_Store".into(), b"x".to_vec()));
    let path = out.path().join("乙.zip");
    fs::write(&path, studio::package::zip(&more).expect("a zip")).expect("written");
    let lines = found(&standard, &path);
    assert!(lines.len() == 1 && lines[0].starts_with(".DS_Store: 多出来的系统文件"), "{lines:?}");
}

#[test]
fn a_changed_file_is_told_once_and_the_lists_only_where_they_are_changed() {
    let out = packed();
    let standard = standard();
    let folder = out.path().join("甲");
    for (name, bytes) in files(&folder) {
        let mut changed = bytes.clone();
        changed.push(b'\n');
        fs::write(folder.join(&name), changed).expect("written");
        let lines = found(&standard, &folder);
        assert!(lines.len() == 1 && lines[0].starts_with(&name), "{name}: {lines:?}");
        fs::write(folder.join(&name), &bytes).expect("written");
    }
}

#[test]
fn blanks_around_names_and_titles_change_nothing() {
    let root = super::copy();
    change(root.path(), "汀南职校/studio.toml", |text| {
        let at = text.find("[school]").expect("a school");
        format!(
            "{}{}",
            &text[..at],
            text[at..].replacen("name = \"", "name = \"　 ", 1).replacen("\"\n", " \\n\"\n", 1)
        )
    });
    change(root.path(), "汀南职校/cases/一张夜路图.toml", |text| {
        text.replacen("title = \"", "title = \" ", 1).replacen("\"\n", "　\"\n", 1)
    });
    let (out, output) = pack(root.path(), &[]);
    assert!(output.status.success(), "{}", told(&output));
    assert_eq!(found(&standard(), &out.path().join("甲.zip")), Vec::<String>::new());
}

#[test]
fn a_zip_packed_again_is_told_as_such_and_its_folder_is_sound() {
    let out = packed();
    let standard = standard();
    let whole = files(&out.path().join("甲"));
    let path = out.path().join("乙.zip");
    fs::write(&path, zipped(&whole, CompressionMethod::Deflated)).expect("written");
    let lines = found(&standard, &path);
    assert!(lines.len() == 1 && lines[0].contains("重新压缩过"), "{lines:?}");
    let inside: Files = whole.iter().map(|(name, bytes)| (format!("甲/{name}"), bytes.clone())).collect();
    fs::write(&path, zipped(&inside, CompressionMethod::Stored)).expect("written");
    let lines = found(&standard, &path);
    assert!(lines.len() == 1 && lines[0].contains("重新压缩过"), "{lines:?}");
    // What old Chinese Windows makes of the names.
    let bytes = studio::package::zip(&whole).expect("a zip");
    let mut old = Vec::new();
    let mut rest = bytes.as_slice();
    while let Some((first, tail)) = rest.split_first() {
        let name =
            whole.iter().map(|(name, _)| name.as_bytes()).find(|name| rest.starts_with(name) && !name.is_ascii());
        if let Some(name) = name.filter(|_| old.ends_with(&[0, 0]) || old.len() < 31) {
            let mut gbk = encoding_rs::GB18030.encode(std::str::from_utf8(name).expect("utf-8")).0.into_owned();
            gbk.resize(name.len(), b'_');
            old.extend(gbk);
            rest = &rest[name.len()..];
        } else {
            old.push(*first);
            rest = tail;
        }
    }
    fs::write(&path, old).expect("written");
    assert!(!found(&standard, &path).is_empty(), "read without a panic, and refused");
}

#[test]
fn what_strangers_put_into_a_zip_is_refused_by_name() {
    let out = packed();
    let standard = standard();
    let whole = files(&out.path().join("甲"));
    let path = out.path().join("乙.zip");
    let options = SimpleFileOptions::default();
    let with = |add: &dyn Fn(&mut Writing)| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in &whole {
            zip.start_file(name.as_str(), options).expect("begun");
            zip.write_all(bytes).expect("written");
        }
        add(&mut zip);
        fs::write(&path, zip.finish().expect("whole").into_inner()).expect("written");
        found(&standard, &path)
    };
    for name in ["../外面.txt", "/etc/外面.txt", "C:\\外面.txt", "..\\外面.txt", "子/里面.txt", "nul.txt"] {
        let lines = with(&|zip| {
            zip.start_file(name, options).expect("begun");
            zip.write_all(b"x").expect("written");
        });
        assert!(lines.iter().any(|line| line.starts_with(name)), "{name}: {lines:?}");
    }
    let lines = with(&|zip| zip.add_symlink("链接", "/etc/passwd", options).expect("a link"));
    assert!(lines.iter().any(|line| line.starts_with("链接: 是链接")), "{lines:?}");
    assert!(!out.path().join("外面.txt").exists(), "nothing is ever written");
    // One name twice: readers differ in which they take.
    let name = &whole[1].0;
    let other: String = name.chars().map(|char| if char == '报' { '抱' } else { char }).collect();
    let lines = with(&|zip| {
        zip.start_file(other.as_str(), options).expect("begun");
        zip.write_all(b"another").expect("written");
    });
    assert!(lines.iter().any(|line| line.starts_with(&other)), "{lines:?}");
    let twice = fs::read(&path).expect("written");
    let (from, to) = (other.as_bytes(), name.as_bytes());
    let mut same = twice.clone();
    for at in 0..same.len() - from.len() {
        if &same[at..at + from.len()] == from {
            same[at..at + from.len()].copy_from_slice(to);
        }
    }
    fs::write(&path, same).expect("written");
    let lines = found(&standard, &path);
    assert!(lines.iter().any(|line| line.contains("两个同名")), "{lines:?}");
}

/// What unpacks to more than any package is left before it fills the memory.
#[test]
fn a_bomb_is_refused() {
    let out = tempfile::tempdir().expect("a folder");
    let path = out.path().join("乙.zip");
    let mut zip = ZipWriter::new(fs::File::create(&path).expect("a file"));
    let block = vec![0_u8; 1 << 20];
    for number in 0..2 {
        zip.start_file(
            format!("{number}.txt"),
            SimpleFileOptions::default().compression_method(CompressionMethod::Deflated),
        )
        .expect("begun");
        for _ in 0..160 {
            zip.write_all(&block).expect("written");
        }
    }
    zip.finish().expect("whole");
    assert!(fs::metadata(&path).expect("there").len() < 2 << 20, "small as it comes");
    let lines = found(&standard(), &path);
    assert!(lines.iter().any(|line| line.contains("太大了")), "{lines:?}");
}

/// Somebody who makes the sums anew is found by what the files themselves say.
#[test]
fn content_is_held_against_the_manifest() {
    let out = packed();
    let standard = standard();
    let folder = out.path().join("甲");
    let whole = files(&folder);
    let resealed = |change: &dyn Fn(&mut serde_json::Value, &mut Files)| {
        let mut files = whole.clone();
        let text = &files.iter().find(|(name, _)| name == "清单.json").expect("a manifest").1;
        let mut manifest: serde_json::Value = serde_json::from_slice(text).expect("json");
        change(&mut manifest, &mut files);
        for file in manifest["files"].as_array_mut().expect("a list") {
            let named = files.iter().find(|(name, _)| *name == file["name"]);
            if let Some((_, bytes)) = named {
                file["bytes"] = bytes.len().into();
                file["sha256"] = studio::files::digest::of(bytes).into();
            }
        }
        let text = serde_json::to_string_pretty(&manifest).expect("json") + "\n";
        for (name, bytes) in &mut files {
            if name == "清单.json" {
                *bytes = text.clone().into_bytes();
            }
        }
        let mut sums = String::new();
        for (name, bytes) in files.iter().filter(|(name, _)| name != "SHA256SUMS.txt") {
            sums.extend([studio::files::digest::of(bytes).as_str(), "  ", name, "\n"]);
        }
        for (name, bytes) in &mut files {
            if name == "SHA256SUMS.txt" {
                *bytes = sums.clone().into_bytes();
            }
        }
        let path = out.path().join("乙.zip");
        fs::write(&path, studio::package::zip(&files).expect("a zip")).expect("written");
        found(&standard, &path).join("\n")
    };
    let first = format!("案例1-{}.md", TITLES[0]);
    let case = |files: &mut Files, change: &dyn Fn(&str) -> String| {
        for (name, bytes) in files.iter_mut() {
            if *name == first {
                *bytes = change(std::str::from_utf8(bytes).expect("utf-8")).into_bytes();
            }
        }
    };
    let lines = resealed(&|_, files| case(files, &|text| format!("{text}多了四字")));
    assert!(lines.contains("正文有 2215 字，清单里是 2211 字"), "{lines}");
    let lines = resealed(&|manifest, files| {
        case(files, &|text| format!("{text}{}", "字".repeat(3001 - 2211)));
        manifest["cases"][0]["words"] = 3001.into();
        manifest["words"] = (3001 + 2389).into();
    });
    assert!(lines.contains("有 3001 字，最多 3000 字"), "{lines}");
    let lines = resealed(&|_, files| case(files, &|text| text.replacen("夜路图", "夜路书", 1)));
    assert!(lines.contains("两处不一样"), "{lines}");
    let lines = resealed(&|_, files| case(files, &|text| text.replacen("背景", "背景 13900000000", 1)));
    assert_eq!(lines.matches("：这里有一个手机号码").count(), 1, "{lines}");
    assert!(lines.contains("案例1") && !lines.contains("13900000000"), "{lines}");
    let lines = resealed(&|_, files| case(files, &|text| text.replacen("背景", "背景 139\\u0030000\u{200b}0000", 1)));
    assert!(lines.contains("手机号码") && !lines.contains("139"), "{lines}");
    let lines = resealed(&|manifest, files| {
        let text = "总结。\n联系电话 13900000000，13900000001，学籍号 G999999189912310010。\n";
        files.push(("总结.md".to_owned(), text.into()));
        manifest["summaries"] = serde_json::json!(["总结.md"]);
    });
    assert_eq!(lines.matches("手机号码").count(), 1, "each kind once: {lines}");
    assert!(
        lines.contains("总结.md: 第 2 行：")
            && lines.contains("学籍号")
            && !lines.contains("13900000000")
            && !lines.contains("99999918"),
        "{lines}"
    );
    let lines = resealed(&|_, files| case(files, &|text| text.replacen("背景", "背景 999999189912310017", 1)));
    assert!(!lines.contains("身份证"), "what forbids no package is not told of one that came: {lines}");
    let lines = resealed(&|manifest, _| manifest["studios"][0]["school"] = "别的学校".into());
    assert!(lines.contains("“别的学校”不在表里"), "{lines}");
    let lines = resealed(&|manifest, _| {
        manifest["tables"][0]["rows"].as_array_mut().expect("a list").pop();
    });
    assert!(lines.contains("表里有 6 行，清单里有 5 行"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["cases"][1]["title"] = "别的案例".into());
    assert!(lines.contains("表里的案例和清单里的案例不一样"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["cases"][1]["studio"] = "别的工作室".into());
    assert!(lines.contains("“别的工作室”不在附件2里"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["summaries"] = serde_json::json!([]));
    assert!(lines.contains("没有阶段性工作总结"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["files"][0]["name"] = "../外面".into());
    assert!(lines.contains("../外面: 这样的文件名不能用"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["version"] = 2.into());
    assert!(lines.contains("请换新版"), "{lines}");
    let lines = resealed(&|manifest, _| manifest["standard"] = "别的标准".into());
    assert!(lines.contains("对照的标准是 别的标准"), "{lines}");
    assert_eq!(resealed(&|_, _| {}), "", "what nobody changed is sound");
}

#[cfg(unix)]
#[test]
fn a_link_in_a_folder_is_refused() {
    let out = packed();
    let folder = out.path().join("甲");
    std::os::unix::fs::symlink("/etc/passwd", folder.join("链接")).expect("a link");
    let lines = found(&standard(), &folder);
    assert!(lines.iter().any(|line| line.starts_with("链接: 是链接")), "{lines:?}");
}
