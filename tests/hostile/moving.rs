//! A folder that changes while it is read: what is found is of one moment or another, and the program ends.

use std::fs;
use std::os::unix::fs::symlink;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::place::{School, found, member};

/// Rename, delete, write, cut short, turn into a folder, a link, and back.
fn stir(school: &School, round: usize) {
    let (one, other) = (school.path("members/何知远.toml"), school.path("members/搬.toml"));
    let (folder, away) = (school.path("meetings"), school.path("搬走"));
    // Each may fail, as the one before it may have: what counts is that something moves.
    let _ = match round % 8 {
        0 => fs::rename(&one, &other),
        1 => fs::rename(&other, &one),
        2 => fs::rename(&folder, &away),
        3 => fs::rename(&away, &folder),
        4 => fs::write(&other, &member("搬").as_bytes()[..round % 40]).and_then(|()| fs::remove_file(&other)),
        5 => fs::create_dir(&other).and_then(|()| fs::remove_dir(&other)),
        6 => symlink("/dev/zero", &other).and_then(|()| fs::remove_file(&other)),
        _ => fs::write(school.path("证据/搬.md"), vec![b'x'; round % 9000]),
    };
}

#[test]
fn a_folder_that_changes_while_it_is_read() {
    let school = School::new();
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        let stirring = scope.spawn(|| {
            let mut round = 0;
            while !over.load(Ordering::Relaxed) {
                stir(&school, round);
                round += 1;
                thread::yield_now();
            }
            round
        });
        for _ in 0..50 {
            let ended = school.studio(&["check", "学校", "--only", "record,privacy", "--format", "json"]);
            assert!(found(&ended).iter().any(|(_, file, _)| file == "members/丁一帆.toml"), "{}", ended.out);
        }
        over.store(true, Ordering::Relaxed);
        assert!(stirring.join().expect("no panic") > 50, "it moved");
    });
}

/// Whatever is written while somebody else writes, too, is whole.
#[test]
fn a_folder_that_changes_while_it_is_put_in_form() {
    let school = School::new();
    let at = school.path("members/何知远.toml");
    let (tidy, untidy) = (fs::read_to_string(&at).expect("there"), "name=\"何知远\"\n");
    for round in 0..12 {
        fs::write(&at, untidy).expect("written");
        let child = school.start(&["fmt", "学校"]);
        thread::sleep(std::time::Duration::from_millis(round * 4));
        fs::write(&at, &tidy).expect("written");
        super::place::end(child, &["fmt"]);
        let now = fs::read_to_string(&at).expect("there");
        assert!([tidy.as_str(), untidy, "name = \"何知远\"\n"].contains(&now.as_str()), "{now}");
    }
}
