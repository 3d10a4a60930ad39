//! A whole page: what every page has around its parts, and what may run in it.

use serde::Serialize;

use super::part::Part;
use super::studio::Told;
use super::template::Template;
use crate::failure::Result;
use crate::files::digest::for_policy;
use crate::files::mark;
use crate::standard::Standard;
use crate::standard::page::Page;
use crate::text::lang::Lang;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// What every page has.
#[derive(Debug, Serialize)]
struct Frame<'p, V: Serialize> {
    lang: &'static str,
    title: &'p str,
    about: &'p str,
    today: String,
    standard: &'p str,
    number: &'p str,
    mark: &'static str,
    style: &'static str,
    style_hash: String,
    script: &'static str,
    script_hash: String,
    #[serde(flatten)]
    view: V,
}

/// A page of one studio.
#[derive(Debug, Serialize)]
struct One<'p, T: Serialize> {
    told: &'p T,
}

/// A page of all studios below a folder.
#[derive(Debug, Serialize)]
struct All<'p> {
    body: &'p str,
    studios: usize,
    failing: usize,
    closed: usize,
    parts: &'p [Part],
}

/// How many studios there are, with errors, and without a root file that can be read.
#[derive(Debug, Clone, Copy)]
pub struct Numbers {
    /// All.
    pub studios: usize,
    /// With errors.
    pub failing: usize,
    /// Not judged.
    pub closed: usize,
}

/// Sets pages.
#[derive(Debug)]
pub struct Press<'s> {
    /// What the pages were held against.
    pub standard: &'s Standard,
    /// The day of the check.
    pub today: jiff::civil::Date,
    /// The language.
    pub lang: Lang,
    template: Template,
}

impl<'s> Press<'s> {
    /// Reads the templates.
    ///
    /// # Errors
    /// One of them is broken; a test holds that none is.
    pub fn new(standard: &'s Standard, today: jiff::civil::Date, lang: Lang) -> Result<Self> {
        Ok(Self { standard, today, lang, template: Template::new(lang)? })
    }

    /// The page of one studio.
    ///
    /// # Errors
    /// A template asks for what is not there; a test holds that none does.
    pub fn one(&self, page: &Page, told: &Told) -> Result<String> {
        match told.concealed()? {
            Some(told) => self.set("studio.html", page, One { told: &told }),
            None => self.set("studio.html", page, One { told }),
        }
    }

    /// The part of one studio on the page of all; `number` is its row there.
    ///
    /// # Errors
    /// As of [`Press::one`].
    pub fn part(&self, page: &Page, told: &Told, number: usize) -> Result<String> {
        #[derive(Serialize)]
        struct View<'v, T: Serialize> {
            told: &'v T,
            number: usize,
            about: &'v str,
        }
        let about = page.about.get(self.lang);
        match told.concealed()? {
            Some(told) => self.template.set("part.html", &View { told: &told, number, about }),
            None => self.template.set("part.html", &View { told, number, about }),
        }
    }

    /// The page of all studios.
    ///
    /// # Errors
    /// As of [`Press::one`].
    pub fn all(&self, page: &Page, body: &str, numbers: Numbers, parts: &[Part]) -> Result<String> {
        let Numbers { studios, failing, closed } = numbers;
        self.set("province.html", page, All { body, studios, failing, closed, parts })
    }

    fn set<V: Serialize>(&self, name: &str, page: &Page, view: V) -> Result<String> {
        let frame = Frame {
            lang: match self.lang {
                Lang::Zh => "zh-CN",
                Lang::En => "en",
            },
            title: page.title.get(self.lang),
            about: page.about.get(self.lang),
            today: self.today.to_string(),
            standard: &self.standard.about.title,
            number: &self.standard.about.number,
            mark: mark::PLACE,
            style: STYLE,
            style_hash: for_policy(STYLE),
            script: SCRIPT,
            script_hash: for_policy(SCRIPT),
            view,
        };
        Ok(mark::seal(&self.template.set(name, &frame)?))
    }
}
