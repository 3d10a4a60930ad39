use super::*;

#[test]
fn only_what_lies_in_the_folder_is_evidence() {
    let about = About::default();
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("证据")).expect("a folder");
    fs::write(folder.path().join("证据/纪要.txt"), "x").expect("a file");
    fs::write(folder.path().join("证据/空.txt"), "").expect("a file");
    let files = Files::new(folder.path(), &about);
    assert_eq!(files.look("证据/纪要.txt#第3页"), Piece::Sound);
    fs::write(folder.path().join("证据/1#楼.txt"), "x").expect("a file");
    assert_eq!(files.look("证据/1#楼.txt"), Piece::Sound);
    assert_eq!(files.look("证据/1#楼.txt#第3页"), Piece::Sound);
    fs::write(folder.path().join("证据/~$纪要.docx"), "x").expect("a file");
    fs::write(folder.path().join("证据/纪要.LNK"), "x").expect("a file");
    fs::write(folder.path().join("studio.toml"), "x").expect("a file");
    assert_eq!((files.look("证据/~$纪要.docx"), files.look("证据/纪要.LNK")), (Piece::StandIn, Piece::StandIn));
    for left in ["Thumbs.db", "thumbs.DB", ".DS_Store", "desktop.ini"] {
        fs::write(folder.path().join(left), "x").expect("a file");
        assert_eq!(files.look(left), Piece::StandIn, "{left}");
    }
    fs::write(folder.path().join("证据/空行.txt"), "\u{feff} \r\n\u{3000}\n").expect("a file");
    assert_eq!(files.look("证据/空行.txt"), Piece::Empty);
    assert_eq!(files.look("studio.toml"), Piece::Record);
    assert!(matches!(files.on("证据/1#楼.txt"), On::File("证据/1#楼.txt", _)));
    assert_eq!(files.look("证据/空.txt"), Piece::Empty);
    assert_eq!(files.look("证据"), Piece::NoFile);
    assert_eq!(files.look("证据/无.txt"), Piece::Absent);
    for path in ["../x", "/etc/passwd", "C:/x", "证据/../证据/纪要.txt", "证据\\纪要.txt", ""] {
        assert_eq!(files.look(path), Piece::Outside, "{path}");
    }
}

#[test]
fn a_name_in_other_letters_is_another() {
    let about = About::default();
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("Scan")).expect("a folder");
    fs::write(folder.path().join("Scan/A.PDF"), "x").expect("a file");
    let files = Files::new(folder.path(), &about);
    assert!(files.is_spelt("Scan/A.PDF"));
    for path in ["scan/A.PDF", "Scan/a.pdf", "Scan./A.PDF", "Scan/A.PDF."] {
        assert!(!files.is_spelt(path), "{path}");
        assert_eq!(files.look(path), Piece::Absent, "{path}");
    }
}

#[test]
fn links_are_well_formed_and_paper_has_a_number() {
    let about = About { unsaid: ["无".to_owned()].into_iter().collect(), ..About::default() };
    let files = Files::new(Path::new("."), &about);
    assert_eq!(files.look("https://example.org/a?b=中文"), Piece::Sound);
    assert_eq!(files.look("HTTPS://example.org"), Piece::Sound);
    assert_eq!(files.look("https://example"), Piece::BadLink);
    assert_eq!(files.look("javascript://example.org"), Piece::BadLink);
    assert_eq!(files.look("档案：2021-德育-14"), Piece::Paper);
    assert_eq!(files.look("档案:"), Piece::NoNumber);
    assert_eq!(files.look("档案：（无）"), Piece::NoNumber, "a word for nothing is no number");
}

#[test]
fn words_for_a_number_that_is_to_come_are_none() {
    let standard = crate::standard::embedded().expect("a sound standard");
    let files = Files::new(Path::new("."), &standard.about);
    for none in ["尚未归档", "补办中", "／", "空白", "（空）", "待归档", "待补", "……", "未归档"]
    {
        assert_eq!(files.look(&format!("档案:{none}")), Piece::NoNumber, "{none}");
    }
    for number in ["2021-德育-14", "补办-2021-03", "人事科三号", "待业登记2021", "A"] {
        assert_eq!(files.look(&format!("档案:{number}")), Piece::Paper, "{number}");
    }
}
