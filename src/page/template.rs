//! The templates, and how text gets into them. Everything that comes from records is shown and never obeyed: markup is
//! escaped, what steers the order of reading is made visible, and numbers that name a person are hidden, whatever a template
//! forgets.

use std::borrow::Cow;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, UndefinedBehavior, escape_formatter};
use serde::Serialize;

use crate::failure::{Failure, Result};
use crate::text::lang::Lang;
use crate::text::message;
use crate::text::personal::conceal;
use crate::text::safe::readable;
use crate::text::shell::word;

const TEMPLATES: [(&str, &str); 27] = [
    ("changes.html", include_str!("html/changes.html")),
    ("charts.html", include_str!("html/charts.html")),
    ("clause.html", include_str!("html/clause.html")),
    ("counts.html", include_str!("html/counts.html")),
    ("deadlines.html", include_str!("html/deadlines.html")),
    ("exceptions.html", include_str!("html/exceptions.html")),
    ("facts.html", include_str!("html/facts.html")),
    ("finding.html", include_str!("html/finding.html")),
    ("indicators.html", include_str!("html/indicators.html")),
    ("lacking.html", include_str!("html/lacking.html")),
    ("ledger.html", include_str!("html/ledger.html")),
    ("levels.html", include_str!("html/levels.html")),
    ("local.html", include_str!("html/local.html")),
    ("matrix.html", include_str!("html/matrix.html")),
    ("package.html", include_str!("html/package.html")),
    ("page.html", include_str!("html/page.html")),
    ("part.html", include_str!("html/part.html")),
    ("province.html", include_str!("html/province.html")),
    ("readings.html", include_str!("html/readings.html")),
    ("records.html", include_str!("html/records.html")),
    ("shares.html", include_str!("html/shares.html")),
    ("studio.html", include_str!("html/studio.html")),
    ("studios.html", include_str!("html/studios.html")),
    ("sum.html", include_str!("html/sum.html")),
    ("timeline.html", include_str!("html/timeline.html")),
    ("todo.html", include_str!("html/todo.html")),
    ("waiting.html", include_str!("html/waiting.html")),
];

/// The templates in one language.
#[derive(Debug)]
pub struct Template(Environment<'static>);

impl Template {
    /// Reads the templates.
    ///
    /// # Errors
    /// One of them is broken; a test holds that none is.
    pub fn new(lang: Lang) -> Result<Self> {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        environment.set_syntax(syntax.map_err(|error| failed(&error))?);
        environment.set_formatter(|out, state, value| match value.as_str().filter(|_| !value.is_safe()) {
            Some(text) => escape_formatter(out, state, &Value::from(shown(text).as_ref())),
            None => escape_formatter(out, state, value),
        });
        environment.add_function("say", move |key: &str, names: Kwargs| said(lang, key, &names));
        let here = |path: &str| word(if path.is_empty() { "." } else { path }).into_owned();
        environment.add_filter("word", here);
        // Records and the Standard's own text are Chinese on every page.
        let chinese = if lang == Lang::Zh { "" } else { " lang=\"zh-CN\"" };
        environment.add_global("zh", Value::from_safe_string(chinese.to_owned()));
        for (name, text) in TEMPLATES {
            environment.add_template(name, text).map_err(|error| failed(&error))?;
        }
        Ok(Self(environment))
    }

    /// The template `name`, filled from `view`.
    ///
    /// # Errors
    /// The template asks for what the view does not have; a test holds that it does not.
    pub fn set(&self, name: &str, view: &impl Serialize) -> Result<String> {
        let template = self.0.get_template(name).map_err(|error| failed(&error))?;
        template.render(Serde(view)).map_err(|error| failed(&error))
    }
}

/// A message, with the names that the template gives it.
fn said(lang: Lang, key: &str, names: &Kwargs) -> std::result::Result<String, Error> {
    let mut values: Vec<(&str, Value)> = Vec::new();
    for name in names.args() {
        values.push((name, names.get(name)?));
    }
    let names: Vec<(&str, &dyn std::fmt::Display)> =
        values.iter().map(|(name, value)| (*name, value as &dyn std::fmt::Display)).collect();
    let text = message::say(lang, key, &names);
    if text == key {
        return Err(Error::new(ErrorKind::UndefinedError, format!("no message {key}")));
    }
    Ok(text)
}

/// Text as a page may show it; line ends stay.
fn shown(text: &str) -> Cow<'_, str> {
    let line = |line: &str| readable(line.trim_end_matches('\r')).into_owned();
    match conceal(text) {
        text if text.contains('\n') => Cow::Owned(text.split('\n').map(line).collect::<Vec<_>>().join("\n")),
        Cow::Borrowed(text) => readable(text),
        Cow::Owned(text) => Cow::Owned(readable(&text).into_owned()),
    }
}

fn failed(error: &Error) -> Failure {
    Failure(format!("{error:#}"))
}
