//! The questions one by one: an empty answer passes over what may be left out, a wrong one is asked again, the end of the
//! input ends it all before anything is written.

use std::io::{BufRead, Write};

use jiff::civil::Date;

use crate::edit::begin::{self, Answers, Question};
use crate::edit::{answer, semester};
use crate::failure::{Failure, Result};
use crate::say;
use crate::standard::Standard;
use crate::standard::kind::Type;
use crate::text::lang::Lang;
use crate::text::safe::visible;

/// The most values of a list that are shown with their numbers.
const SHOWN: usize = 14;

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
    pub fn ask(&self, input: &mut dyn BufRead, out: &mut dyn Write, answers: &mut Answers) -> Result<()> {
        self.tell(out, &say!(self.lang, "ask.welcome"))?;
        let mut passed = None;
        let root = self.questions.first().map(|question| question.kind);
        let mut asked_semesters = !answers.semesters.is_empty();
        for (index, question) in self.questions.iter().enumerate() {
            if Some(question.kind) != root && !asked_semesters {
                asked_semesters = true;
                self.semesters(input, out, answers)?;
            }
            // Who is not named is not asked about.
            if answers.values.contains_key(&index) || passed == Some(question.kind) {
                continue;
            }
            let further = Some(question.kind) != root;
            let begun = self.questions[..index].iter().any(|other| other.kind == question.kind);
            let needed = question.field().required && (!further || begun);
            match self.question(input, out, question, needed)? {
                Some(value) => {
                    answers.values.insert(index, value);
                }
                None if further && !begun => passed = Some(question.kind),
                None => {}
            }
        }
        if !asked_semesters {
            self.semesters(input, out, answers)?;
        }
        Ok(())
    }

    /// One question until it is answered or passed over.
    fn question(
        &self,
        input: &mut dyn BufRead,
        out: &mut dyn Write,
        question: &Question,
        needed: bool,
    ) -> Result<Option<String>> {
        let (lang, field) = (self.lang, question.field());
        let mut text = format!("\n{}", question.ask.get(lang));
        let more = if needed { "ask.needed" } else { "ask.may" };
        text.push_str(&crate::text::message::say(lang, more, &[]));
        self.tell(out, &text)?;
        if let Some(list) = self.standard.list(field) {
            if list.values.len() <= SHOWN {
                let values = list.values.iter().enumerate().map(|(n, value)| format!("{} {}", n + 1, value.value));
                self.tell(out, &format!("  {}", values.collect::<Vec<_>>().join("  ")))?;
            } else {
                self.tell(
                    out,
                    &format!("  {}", say!(lang, "ask.begin", example = field.example.as_deref().unwrap_or("…"))),
                )?;
            }
        } else if let Some(example) = &field.example {
            self.tell(out, &format!("  {}", say!(lang, "ask.example", example = example)))?;
        }
        loop {
            let line = self.line(input, out)?;
            if line.is_empty() && !needed {
                return Ok(None);
            }
            match answer::read(self.standard, field, &line, lang) {
                Ok(value) => {
                    // What was begun is shown in full.
                    if matches!(field.of, Type::Value | Type::Date) {
                        self.tell(out, &format!("  → {}", value.trim_matches('"')))?;
                    }
                    return Ok(Some(value));
                }
                Err(why) => self.tell(out, &format!("  {}", visible(&why)))?,
            }
        }
    }

    fn semesters(&self, input: &mut dyn BufRead, out: &mut dyn Write, answers: &mut Answers) -> Result<()> {
        for id in begin::current_semesters(self.standard, self.today) {
            self.tell(out, &format!("\n{}", say!(self.lang, "ask.semester", id = id)))?;
            loop {
                let line = self.line(input, out)?;
                if line.is_empty() {
                    break;
                }
                let read = semester::read(&line, self.lang);
                match read.and_then(|period| begin::add(self.standard, answers, period, self.lang)) {
                    Ok(name) => {
                        self.tell(out, &format!("  → {name}"))?;
                        break;
                    }
                    Err(why) => self.tell(out, &format!("  {}", visible(&why)))?,
                }
            }
        }
        Ok(())
    }

    fn tell(&self, out: &mut dyn Write, text: &str) -> Result<()> {
        writeln!(out, "{text}").map_err(|_| self.ended())
    }

    /// A line of the answerer, without its end.
    fn line(&self, input: &mut dyn BufRead, out: &mut dyn Write) -> Result<String> {
        write!(out, "> ").and_then(|()| out.flush()).map_err(|_| self.ended())?;
        let mut bytes = Vec::new();
        let mut limited = std::io::Read::take(&mut *input, 1 << 16);
        match limited.read_until(b'\n', &mut bytes) {
            Ok(0) | Err(_) => Err(self.ended()),
            Ok(_) => Ok(String::from_utf8_lossy(&bytes).trim().to_owned()),
        }
    }

    fn ended(&self) -> Failure {
        Failure(say!(self.lang, "ask.ended"))
    }
}
