//! The verdicts one by one at a terminal: what waits is shown, then a verdict, a blank to pass over, or a word to stop. Each
//! verdict is in the file before the next is asked for, so that nothing is lost when somebody goes home.

use std::path::Path;

use crate::check::docket::{Docket, Group, Matter, docket};
use crate::check::{self, Options, Wait, province};
use crate::command::talk::Talk;
use crate::edit::answer;
use crate::edit::sign::{Question, sign};
use crate::failure::{Failure, Result};
use crate::files::asked_to_end;
use crate::report::docket::{View, page};
use crate::say;
use crate::standard::kind::{Role, Type};
use crate::text::safe::visible;
use crate::text::width::fold;

/// Words that end it, and words for one clause after the other.
const STOP: [&str; 4] = ["停", "q", "quit", "stop"];
const SPLIT: [&str; 3] = ["分", "s", "split"];

/// Somebody at a terminal.
pub struct Session<'s> {
    /// How things are shown.
    pub view: View<'s>,
    /// The folder of the studio.
    pub folder: &'s Path,
    /// How it is checked.
    pub options: &'s Options,
    /// What is asked.
    pub questions: &'s [Question],
}

/// What was answered to the question for a verdict.
enum Reply {
    Verdict(String),
    Skip,
    Split,
    Stop,
}

/// The clauses of one verdict.
struct Lot {
    ids: Vec<String>,
    covers: Vec<String>,
    author: String,
}

impl Session<'_> {
    /// Asks for verdicts on all that waits for a reviewer; `known` are answers that were given as options.
    ///
    /// # Errors
    /// The terminal is gone, or the studio cannot be read.
    pub fn run(&self, talk: &mut Talk<'_>, known: &[(usize, String)]) -> Result<()> {
        let lang = self.view.lang;
        let mut lots = self.lots();
        if lots.is_empty() {
            return Ok(());
        }
        let mut answers = known.to_vec();
        self.tell(talk, &say!(lang, "review.ask.welcome", n = lots.len()))?;
        for (number, question) in self.questions.iter().enumerate() {
            let once = question.field.required && question.field.of == Type::Text;
            if !once || answers.iter().any(|(answered, _)| *answered == number) {
                continue;
            }
            let end = question.field.has(Role::Person);
            let Some(text) = self.once(talk, question, end)? else { return Ok(()) };
            answers.push((number, text));
        }
        let mut written = 0;
        lots.reverse();
        while let Some(lot) = lots.pop() {
            match self.lot(talk, &lot, lots.len(), &answers)? {
                (Reply::Stop, _) => break,
                (Reply::Split, _) => lots.extend(lot.single()),
                (_, signed) => written += usize::from(signed),
            }
        }
        self.tell(talk, &say!(lang, "review.ask.done", n = written))
    }

    /// What waits for a reviewer, as it is now.
    fn lots(&self) -> Vec<Lot> {
        let lot = |group: &Group<'_>| Lot {
            ids: group.matters.iter().map(|matter| matter.id.clone()).collect(),
            covers: group.covers.clone(),
            author: group.statement.map(|stated| stated.author.clone()).unwrap_or_default(),
        };
        self.look(&[], |docket| {
            let groups = docket.groups(self.view.standard);
            groups.iter().filter(|group| group.waits.is_some_and(Wait::is_reviewers)).map(lot).collect()
        })
    }

    /// Reads the studio, and gives what `then` makes of what lies before the reviewer; `ids` with the records behind them.
    fn look<T>(&self, ids: &[String], then: impl FnOnce(&Docket) -> T) -> T {
        let View { standard, lang, .. } = self.view;
        let dates = province(standard, self.folder, lang).dates;
        let wanted = |id: &str| ids.iter().any(|one| one == id);
        let (_, made) =
            check::studio_and(standard, self.folder, self.folder, &dates, self.options, |studio, report| {
                then(&docket(studio, self.folder, report, lang, &wanted))
            });
        made
    }

    /// A question that is asked once; nothing where the answer is blank and `end` lets it be.
    fn once(&self, talk: &mut Talk<'_>, question: &Question, end: bool) -> Result<Option<String>> {
        let lang = self.view.lang;
        let more = if end { say!(lang, "review.ask.or-end") } else { say!(lang, "ask.needed") };
        self.tell(talk, &format!("{}{more}", question.ask.get(lang)))?;
        loop {
            let Some(line) = self.line(talk)? else { return Ok(None) };
            if line.is_empty() && end {
                return Ok(None);
            }
            match answer::read(self.view.standard, &question.field, &line, lang) {
                Ok(_) => return Ok(Some(line)),
                Err(why) => self.tell(talk, &visible(&why))?,
            }
        }
    }

    /// Shows clauses and asks for the verdict on them; whether one was written.
    fn lot(&self, talk: &mut Talk<'_>, lot: &Lot, left: usize, answers: &[(usize, String)]) -> Result<(Reply, bool)> {
        let lang = self.view.lang;
        self.tell(talk, &say!(lang, "review.ask.left", n = left + 1))?;
        let shown = self.look(&lot.ids, |docket| {
            let matters: Vec<&Matter> = lot.ids.iter().filter_map(|id| docket.matter(id)).collect();
            page(talk.out, docket, &matters, &self.view)
        });
        shown.map_err(|error| Failure(error.to_string()))?;
        let person = self.number(|question| question.field.has(Role::Person));
        let reviewer = person.and_then(|person| answers.iter().find(|(number, _)| *number == person));
        if reviewer.is_some_and(|(_, reviewer)| check::is_same(self.view.standard, reviewer, &lot.author)) {
            self.tell(talk, &say!(lang, "review.ask.own"))?;
            return Ok((Reply::Skip, false));
        }
        let verdict = match self.verdict(talk, lot.ids.len() > 1)? {
            Reply::Verdict(verdict) => verdict,
            other => return Ok((other, false)),
        };
        let mut answers = answers.to_vec();
        let further = self.questions.iter().enumerate().filter(|(_, one)| one.field.of == Type::Text);
        let known = answers.clone();
        let open = |number: usize| !known.iter().any(|(answered, _)| *answered == number);
        for (number, question) in further.filter(|(number, question)| !question.field.required && open(*number)) {
            self.tell(talk, &format!("{}{}", question.ask.get(lang), say!(lang, "review.ask.may")))?;
            let Some(text) = self.line(talk)? else { break };
            answers.push((number, text));
        }
        let of = |of: Type| self.number(|question| question.field.of == of);
        answers.extend(of(Type::Clause).map(|number| (number, lot.covers.join(","))));
        answers.extend(of(Type::Value).map(|number| (number, verdict.clone())));
        match sign(self.view.standard, self.folder, self.options, &answers, false) {
            Ok(done) => {
                let ids = lang.list(&done.decides);
                self.tell(talk, &say!(lang, "review.ask.wrote", verdict = verdict, ids = ids))?;
                Ok((Reply::Verdict(verdict), true))
            }
            Err(Failure(why)) => {
                self.tell(talk, &why)?;
                Ok((Reply::Skip, false))
            }
        }
    }

    /// The number of the question that `is` finds.
    fn number(&self, is: impl Fn(&Question) -> bool) -> Option<usize> {
        self.questions.iter().position(is)
    }

    fn verdict(&self, talk: &mut Talk<'_>, several: bool) -> Result<Reply> {
        let lang = self.view.lang;
        let Some(question) = self.questions.iter().find(|question| question.field.of == Type::Value) else {
            return Ok(Reply::Stop);
        };
        let list = self.view.standard.list(&question.field);
        let values = list.iter().flat_map(|list| list.values.iter().enumerate());
        let values = values.map(|(number, value)| format!("{} {}", number + 1, value.value)).collect::<Vec<_>>();
        self.tell(talk, &say!(lang, "review.ask.verdict", values = values.join("  ")))?;
        if several {
            self.tell(talk, &say!(lang, "review.ask.split"))?;
        }
        loop {
            let Some(line) = self.line(talk)? else { return Ok(Reply::Stop) };
            let word = line.to_lowercase();
            if line.is_empty() {
                return Ok(Reply::Skip);
            } else if STOP.contains(&word.as_str()) {
                return Ok(Reply::Stop);
            } else if several && SPLIT.contains(&word.as_str()) {
                return Ok(Reply::Split);
            }
            match answer::read(self.view.standard, &question.field, &line, lang) {
                Ok(value) => return Ok(Reply::Verdict(value.trim_matches('"').to_owned())),
                Err(why) => self.tell(talk, &visible(&why))?,
            }
        }
    }

    fn tell(&self, talk: &mut Talk<'_>, text: &str) -> Result<()> {
        writeln!(talk.out, "{}", fold(text, self.view.width, 0)).map_err(|error| Failure(error.to_string()))
    }

    /// A line of the answerer; nothing when there are no more.
    fn line(&self, talk: &mut Talk<'_>) -> Result<Option<String>> {
        if asked_to_end() {
            return Ok(None);
        }
        let line = talk.line().map_err(|error| Failure(error.to_string()))?;
        if line.is_none() {
            self.tell(talk, "\n")?;
        }
        Ok(line)
    }
}

impl Lot {
    /// Each clause by itself, the last first.
    fn single(&self) -> Vec<Self> {
        let one = |id: &String| Self { ids: vec![id.clone()], covers: vec![id.clone()], author: self.author.clone() };
        self.ids.iter().rev().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::edit::sign::questions;
    use crate::standard::embedded;
    use crate::text::lang::Lang;

    /// A copy of the complete school where 2.2 waits for a reviewer.
    fn school() -> tempfile::TempDir {
        let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/school");
        let copy = tempfile::tempdir().unwrap();
        for entry in walkdir::WalkDir::new(&school) {
            let entry = entry.unwrap();
            let target = copy.path().join(entry.path().strip_prefix(&school).unwrap());
            if entry.file_type().is_dir() {
                fs::create_dir_all(&target).unwrap();
            } else {
                fs::copy(entry.path(), &target).unwrap();
            }
        }
        let path = copy.path().join("signoffs.toml");
        fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"2.2\", ", "")).unwrap();
        copy
    }

    /// What is shown when `lines` are typed, and the sign-offs after it.
    fn typed(folder: &Path, lines: &[u8], known: &[(usize, String)]) -> (String, String) {
        let standard = embedded().unwrap();
        let options = Options { facts: true, ..Options::new(jiff::civil::date(2022, 9, 30), Lang::Zh) };
        let questions = questions(&standard);
        let view = View { standard: &standard, lang: Lang::Zh, width: 80, at: "" };
        let session = Session { view, folder, options: &options, questions: &questions };
        let mut out = Vec::new();
        session.run(&mut Talk { input: &mut &lines[..], out: &mut out }, known).unwrap();
        (String::from_utf8(out).unwrap(), fs::read_to_string(folder.join("signoffs.toml")).unwrap())
    }

    #[test]
    fn each_verdict_is_written_before_the_next_is_asked() {
        let school = school();
        let before = fs::read_to_string(school.path().join("signoffs.toml")).unwrap();
        // The first group is wrong once and then signed, the second passed over, and then the lines end.
        let lines = "封有年\n\n督学\n9\n1\n看过\n\n";
        let (shown, after) = typed(school.path(), lines.as_bytes(), &[]);
        let new = after.strip_prefix(&before).unwrap();
        assert!(
            new.contains("covers = [\"2.2.1\"]") && new.contains("note = \"看过\"") && new.contains("hash = ["),
            "{new}"
        );
        assert_eq!(new.matches("[[signoff]]").count(), 1);
        for part in ["共 3 组", "【学校的说明】", "写编号或写字", "记下“符合”：2.2.1-a", "这次写下 1 段"]
        {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }

    #[test]
    fn a_group_may_be_split_and_stopped() {
        let school = school();
        let known = [(1, "封有年".to_owned()), (2, "督学".to_owned())];
        let (shown, after) = typed(school.path(), "分\n不\n差在记录\n\nq\n".as_bytes(), &known);
        assert!(after.contains("covers = [\"2.2.1-a\"]") && after.contains("verdict = \"不符合\""), "{after}");
        assert!(shown.contains("还有 7 组") && !shown.contains("评审人姓名"), "{shown}");
    }

    #[test]
    fn nobody_reviews_his_own_words_and_nothing_is_asked_without_a_name() {
        let school = school();
        let before = fs::read_to_string(school.path().join("signoffs.toml")).unwrap();
        let known = [(1, "桑维勤".to_owned()), (2, "科长".to_owned())];
        let (shown, after) = typed(school.path(), b"q\n", &known);
        assert!(shown.contains("要请别人评审"), "{shown}");
        assert_eq!(after, before);
        for lines in [&b"\n"[..], b"", b"\xff\xfe\0"] {
            let (_, after) = typed(school.path(), lines, &[]);
            assert_eq!(after, before);
        }
    }
}
