//! A record as it is written: one key a line.

use std::fmt::{Display, Write};

#[derive(Default)]
pub struct Toml(pub String);

impl Toml {
    /// A key whose value needs no quotation marks.
    pub fn set(&mut self, key: &str, value: impl Display) -> &mut Self {
        writeln!(self.0, "{key} = {value}").expect("into memory");
        self
    }

    pub fn text(&mut self, key: &str, value: &str) -> &mut Self {
        self.set(key, format_args!("\"{value}\""))
    }

    pub fn list<T: Display>(&mut self, key: &str, values: &[T]) -> &mut Self {
        let values: Vec<String> = values.iter().map(|value| format!("\"{value}\"")).collect();
        let line = values.join(", ");
        if line.chars().count() > 60 {
            self.set(key, format_args!("[\n  {},\n]", values.join(",\n  ")))
        } else {
            self.set(key, format_args!("[{line}]"))
        }
    }

    /// The head of a table, or of one of several where `name` is in brackets itself.
    pub fn table(&mut self, name: &str) -> &mut Self {
        writeln!(self.0, "\n[{name}]").expect("into memory");
        self
    }
}
