//! The questions one by one: an empty answer passes over what may be left out, a wrong one is asked again, the end of the
//! input ends it all before anything is written.

use jiff::civil::Date;

use crate::command::talk::Talk;
use crate::edit::begin::{self, Answers, Question};
use crate::edit::{answer, semester};
use crate::failure::{Failure, Result};
use crate::record::BLANK;
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Type;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// The most values of a list that are shown with their numbers.
pub(super) const SHOWN: usize = 14;

/// Somebody at a terminal.
#[derive(Debug)]
pub struct Session<'s> {
    /// Where the lists come from.
    pub standard: &'s Standard,
    /// What is asked.
    pub questions: &'s [Question],
    /// The day that says which semesters are asked for.
    pub today: Date,
    /// The language of the questions.
    pub lang: Lang,
}

impl Session<'_> {
    /// Asks what has no answer yet.
    ///
    /// # Errors
    /// The input ended, or the terminal is gone.
    pub fn ask(&self, talk: &mut Talk<'_>, answers: &mut Answers) -> Result<()> {
        self.tell(talk, &say!(self.lang, "ask.welcome"))?;
        let mut passed = None;
        let root = self.questions.first().map(|question| question.kind);
        let mut asked_semesters = !answers.semesters.is_empty();
        for (index, question) in self.questions.iter().enumerate() {
            if Some(question.kind) != root && !asked_semesters {
                asked_semesters = true;
                self.semesters(talk, answers)?;
            }
            // Who is not named is not asked about.
            if answers.values.contains_key(&index) || passed == Some(question.kind) {
                continue;
            }
            let further = Some(question.kind) != root;
            let begun = self.questions[..index].iter().any(|other| other.kind == question.kind);
            let needed = question.field().required && !further;
            match self.question(talk, question, needed)? {
                Some(value) => {
                    answers.values.insert(index, value);
                }
                None if further && !begun => passed = Some(question.kind),
                // What nobody knows yet is marked, and a check will ask for it.
                None if further && question.field().required => {
                    answers.values.insert(index, format!("\"{BLANK}\""));
                }
                None => {}
            }
        }
        if !asked_semesters {
            self.semesters(talk, answers)?;
        }
        Ok(())
    }

    /// One question until it is answered or passed over.
    fn question(&self, talk: &mut Talk<'_>, question: &Question, needed: bool) -> Result<Option<String>> {
        let (lang, field) = (self.lang, question.field());
        let mut text = format!("\n{}", question.ask.get(lang));
        let more = if needed { "ask.needed" } else { "ask.may" };
        text.push_str(&crate::text::message::say(lang, more, &[]));
        self.tell(talk, &text)?;
        if let Some(list) = self.standard.list(field) {
            if list.values.len() <= SHOWN {
                let values = list.values.iter().enumerate().map(|(n, value)| format!("{} {}", n + 1, value.value));
                self.tell(talk, &format!("  {}", values.collect::<Vec<_>>().join("  ")))?;
            } else {
                self.tell(
                    talk,
                    &format!("  {}", say!(lang, "ask.begin", example = field.example.as_deref().unwrap_or("…"))),
                )?;
            }
        } else if let Some(example) = &field.example {
            self.tell(talk, &format!("  {}", say!(lang, "ask.example", example = example)))?;
        }
        loop {
            let line = self.line(talk)?;
            if line.is_empty() && !needed {
                return Ok(None);
            }
            match answer::read(self.standard, field, &line, lang) {
                Ok(value) => {
                    // What was begun is shown in full.
                    if matches!(field.of, Type::Value | Type::Date) {
                        self.tell(talk, &format!("  → {}", value.trim_matches('"')))?;
                    }
                    return Ok(Some(value));
                }
                Err(why) => self.tell(talk, &format!("  {}", visible(&why)))?,
            }
        }
    }

    fn semesters(&self, talk: &mut Talk<'_>, answers: &mut Answers) -> Result<()> {
        for id in begin::current_semesters(self.standard, self.today) {
            self.tell(talk, &format!("\n{}", say!(self.lang, "ask.semester", id = id)))?;
            loop {
                let line = self.line(talk)?;
                if line.is_empty() {
                    break;
                }
                let read = semester::read(&line, self.lang);
                match read.and_then(|period| begin::add(self.standard, answers, period, self.lang)) {
                    Ok(name) => {
                        self.tell(talk, &format!("  → {name}"))?;
                        break;
                    }
                    Err(why) => self.tell(talk, &format!("  {}", visible(&why)))?,
                }
            }
        }
        Ok(())
    }

    fn tell(&self, talk: &mut Talk<'_>, text: &str) -> Result<()> {
        writeln!(talk.out, "{text}").map_err(|_| self.ended())
    }

    fn line(&self, talk: &mut Talk<'_>) -> Result<String> {
        let Some(line) = talk.line().map_err(|_| self.ended())? else {
            self.tell(talk, "")?;
            return Err(self.ended());
        };
        Ok(line)
    }

    fn ended(&self) -> Failure {
        Failure(say!(self.lang, "ask.ended"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::embedded;

    /// What comes of typing `lines`: the answers, or why there are none, and what was shown.
    fn typed(lines: &str, answers: &mut Answers) -> (Result<()>, String) {
        let standard = embedded().unwrap();
        let questions = begin::questions(&standard);
        let today = jiff::civil::date(2026, 11, 24);
        let session = Session { standard: &standard, questions: &questions, today, lang: Lang::Zh };
        let mut out = Vec::new();
        let result = session.ask(&mut Talk { input: &mut lines.as_bytes(), out: &mut out }, answers);
        (result, String::from_utf8(out).unwrap())
    }

    fn values(answers: &Answers) -> Vec<&str> {
        answers.values.values().map(String::as_str).collect()
    }

    #[test]
    fn what_is_wrong_is_asked_again_and_the_rest_passed_over() {
        let mut answers = Answers::default();
        let lines =
            "\n甲校\n江\n江苏\n乙\n昨天\n2026-2-30\n2026.8.20\r\n\n九月\n2026-09-01..2027-01-22\n\n林澄\n99\n1\n\n";
        let (result, shown) = typed(lines, &mut answers);
        result.unwrap();
        assert_eq!(
            values(&answers),
            ["\"甲校\"", "\"江苏省\"", "\"乙\"", "2026-08-20", "\"林澄\"", "\"本校班主任教师\"", "\"待填\""]
        );
        assert_eq!(answers.semesters.len(), 1);
        for part in ["学校名称是空的", "江苏省、江西省", "“昨天”看不出是哪天", "没有“2026-2-30”这一天", "→ 2026-2027-1"]
        {
            assert!(shown.contains(part), "{part}: {shown}");
        }
    }

    #[test]
    fn who_is_not_named_is_not_asked_about() {
        let mut answers = Answers::default();
        let (result, shown) = typed("甲校\n\n乙\n\n\n\n\n\n", &mut answers);
        result.unwrap();
        assert_eq!(values(&answers), ["\"甲校\"", "\"乙\""]);
        assert!(shown.contains("主持人是谁") && !shown.contains("从哪天起加入"), "{shown}");
    }

    #[test]
    fn what_was_told_is_not_asked_and_an_end_ends_it() {
        let mut answers = Answers::default();
        answers.values.insert(0, "\"甲校\"".to_owned());
        let (result, shown) = typed("江苏\n", &mut answers);
        assert!(result.unwrap_err().0.contains("什么也没有写"));
        assert!(!shown.contains("学校全称"), "{shown}");
        // Bytes that are no text are asked again, whatever they are.
        let standard = embedded().unwrap();
        let questions = begin::questions(&standard);
        let session = Session {
            standard: &standard,
            questions: &questions,
            today: jiff::civil::date(2026, 11, 24),
            lang: Lang::En,
        };
        let mut input: &[u8] = b"\xff\xfe\0\n\xb0\xa1\n";
        let mut talk = Talk { input: &mut input, out: &mut Vec::new() };
        assert!(session.ask(&mut talk, &mut Answers::default()).is_err());
    }
}
