//! What is told of a studio at which the program itself gave up: that it did. Nothing of it is judged, and nothing of it passes; the
//! others are checked as if it were not there.

use std::path::Path;

use super::studio::named;
use super::{Check, Options, Report};
use crate::finding::{FAULT, Finding, Severity};
use crate::load::{STUDIO, below};
use crate::record::Studio;
use crate::record::calendar::{Calendar, Dates};
use crate::say;
use crate::source::Source;
use crate::standard::Standard;

/// The report of the studio in `folder`, and what `then` makes of it and of no records.
pub(super) fn studio<'s, T>(
    standard: &'s Standard,
    root: &Path,
    folder: &Path,
    options: &Options,
    then: impl FnOnce(&Studio<'_>, &Report<'_>) -> T,
) -> (Report<'s>, T) {
    let lang = options.lang;
    let calendar = Calendar::new(Dates::default(), standard, options.today);
    let studio = Studio::new(standard, &[], Vec::new(), calendar, Vec::new());
    let mut report = named(&Check::new(&studio, folder, lang), root, folder);
    report.waits_for_root = true;
    let path = below(root, folder);
    let local = if path.is_empty() { 0 } else { path.len() + 1 };
    let file = if path.is_empty() { STUDIO.to_owned() } else { format!("{path}/{STUDIO}") };
    let place = vec![Source::new(file, local, String::new()).beginning()];
    let (message, help) = (say!(lang, "fault.studio"), say!(lang, "fault.studio.help"));
    report.findings.push(Finding::new(FAULT, Severity::Error, place, "", message, help));
    let made = then(&studio, &report);
    (report, made)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use crate::check::{Options, Run};
    use crate::finding::FAULT;
    use crate::standard::embedded;
    use crate::text::lang::Lang;

    #[test]
    fn a_studio_that_breaks_the_program_stops_no_other() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["一", "二", "三"] {
            fs::create_dir(folder.path().join(name)).expect("a folder");
            fs::write(folder.path().join(name).join("studio.toml"), "name = \"灯\"\n").expect("written");
        }
        let standard = embedded().expect("a sound standard");
        let options = Options::new(date(2022, 9, 30), Lang::Zh);
        let (run, told) = Run::over_and(&standard, folder.path(), &options, |_, _, report| {
            assert!(report.path != "二" || report.findings.iter().any(|one| one.rule == FAULT), "张三 in hand");
            report.path.clone()
        })
        .expect("a run");
        assert_eq!(told, ["一", "三", "二"]);
        let broken = &run.studios[2];
        let [finding] = broken.findings.as_slice() else { panic!("{:?}", broken.findings) };
        assert_eq!((finding.rule.as_str(), finding.places[0].file.as_str()), (FAULT, "二/studio.toml"));
        assert!(!finding.message.contains("张三") && !broken.judged() && run.studios[0].judged());
    }
}
