//! What only may mean what was asked: who signs many clauses at once has not looked at it, and neither has who signed before there
//! was anything to look at.

use std::fs;

use studio::check::{self, Options, Report, Wait};
use studio::finding::Verdict;
use studio::record::calendar::Dates;
use studio::standard::{Standard, embedded};
use studio::text::lang::Lang;

use super::{TODAY, checked, patched, verdict};
use crate::shared::write;

const EVERYTHING_ELSE: &str = "date = 2020-12-25\nwhat = [\"其他\"]\nwho = [\"其他\"]\ntopics = [\"其他\"]\nevidence = [\"证据/会议/校务会纪要.md\"]\n";

fn of<'s>(standard: &'s Standard, folder: &tempfile::TempDir) -> Report<'s> {
    let options = Options::new(TODAY, Lang::Zh);
    check::studio(standard, folder.path(), folder.path(), &Dates::default(), &options)
}

/// A meeting that is another one in everything is no briefing of the leadership.
#[test]
fn what_is_other_in_everything_is_none_of_it() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    fs::remove_file(folder.path().join("meetings/2020-11-12-校务会.toml")).expect("removed");
    write(folder.path(), "meetings/2020-12-25-慰问会.toml", EVERYTHING_ELSE);
    assert_eq!(verdict(&of(&standard, &folder), "1.1.1-d"), Verdict::Unmet);
    // One that is a briefing on the work, to a body that the list does not have, may be one: the sign-off on all of 1.1.1 does not say so.
    let briefing =
        EVERYTHING_ELSE.replacen("其他", "听取汇报", 1).replace("topics = [\"其他\"]", "topics = [\"班主任工作\"]");
    write(folder.path(), "meetings/2020-12-25-慰问会.toml", &briefing);
    let report = of(&standard, &folder);
    let judged = report.clauses.iter().find(|one| one.id() == "1.1.1-d").expect("a clause");
    assert_eq!((judged.verdict, judged.waits), (Verdict::Unjudged, Some(Wait::Signoff)));
    let own = "\n[[signoff]]\ncovers = [\"1.1.1-d\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"符合\"\n";
    let file = folder.path().join("signoffs.toml");
    let signed = fs::read_to_string(&file).expect("utf-8") + own;
    fs::write(&file, signed).expect("written");
    assert_eq!(verdict(&of(&standard, &folder), "1.1.1-d"), Verdict::Met);
}

/// What is none of its list may be what was asked for: the sign-off on an indicator has not looked at it, and it is named.
#[test]
fn what_may_be_meant_is_named_and_signed_of_its_own() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    for entry in fs::read_dir(folder.path().join("meetings")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("utf-8").replace("\"研究部署\"", "\"听取汇报\"");
        fs::write(&path, text).expect("written");
    }
    assert_eq!(verdict(&of(&standard, &folder), "1.1.1-c"), Verdict::Unmet);
    let canteen = "date = 2022-05-10\nwhat = [\"研究部署\"]\nwho = [\"学校领导班子\"]\ntopics = [\"其他\"]\nevidence = [\"证据/会议/校务会纪要.md\"]\n";
    write(folder.path(), "meetings/2022-05-10-食堂.toml", canteen);
    let report = of(&standard, &folder);
    assert_eq!(verdict(&report, "1.1.1-c"), Verdict::Unjudged);
    let told = report.findings.iter().find(|one| one.rule == "1.1.1-c").expect("it is named");
    assert_eq!(told.places[0].file, "meetings/2022-05-10-食堂.toml");
    let own = "\n[[signoff]]\ncovers = [\"1.1.1-c\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = 2022-09-20\nverdict = \"符合\"\n";
    let file = folder.path().join("signoffs.toml");
    fs::write(&file, fs::read_to_string(&file).expect("utf-8") + own).expect("written");
    let report = of(&standard, &folder);
    assert_eq!((verdict(&report, "1.1.1-c"), report.findings.len()), (Verdict::Met, 0), "{:?}", report.findings);
}

/// A change over time is judged when it can be seen, not by who signed when there was one point.
#[test]
fn who_signed_before_there_was_a_change_has_judged_none() {
    let standard = embedded().expect("a sound standard");
    let signoff = |day: &str| {
        format!(
            "\n[[signoff]]\ncovers = [\"4.2.1-b\"]\nreviewer = \"封有年\"\nrole = \"督学\"\ndate = {day}\nverdict = \"符合\"\n"
        )
    };
    let stated = (
        "statements.toml",
        "",
        "\n[[statement]]\ncovers = [\"4.2.1-b\"]\ntext = \"大家都说更有劲了。\"\nauthor = \"庾静怡\"\ndate = 2020-11-20\n",
    );
    for (day, expected) in [("2020-12-01", Verdict::Unjudged), ("2022-09-20", Verdict::Met)] {
        let report = checked(&standard, &[stated, ("signoffs.toml", "", &signoff(day))], TODAY);
        let judged = report.clauses.iter().find(|one| one.id() == "4.2.1-b").expect("a clause");
        assert_eq!(judged.verdict, expected, "{day} {:?}", judged.reason);
        assert_eq!(judged.waits == Some(Wait::Unseen), expected == Verdict::Unjudged);
    }
}

/// What came about behind the window is none of its results.
#[test]
fn results_of_after_the_window_do_not_count() {
    let standard = embedded().expect("a sound standard");
    let folder = patched(&[]);
    for entry in fs::read_dir(folder.path().join("achievements")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let lines = fs::read_to_string(&path).expect("utf-8");
        let later = lines.lines().map(|line| if line.starts_with("date = ") { "date = 2022-09-10" } else { line });
        fs::write(&path, later.collect::<Vec<_>>().join("\n") + "\n").expect("written");
    }
    let report = of(&standard, &folder);
    for clause in ["3.4.1-a", "4.3.1-a", "4.3.2-a"] {
        assert_eq!(verdict(&report, clause), Verdict::Unmet, "{clause}");
    }
}
