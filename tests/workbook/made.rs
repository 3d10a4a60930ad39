//! Studios made at random of whatever the standard allows, the same for the same seed.

use std::fmt::Write;

use studio::standard::Standard;
use studio::standard::kind::{Field, Fields, Kind, Role, Type};

/// Numbers by chance, the same for the same seed.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % bound.max(1)
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())]
    }
}

const WORDS: [&str; 18] = [
    "班会",
    "走读与寄宿",
    "“三问”会诊",
    "一、二；三，四",
    "C:\\目录",
    "a = \"b\"",
    "'引'",
    "=SUM(A1)",
    "007",
    "1.10",
    "TRUE",
    "2022.9.1",
    "96%",
    "第一行\n第二行",
    "# 不是注",
    "_x000D_",
    "家　长",
    "😀",
];

/// A text by chance; on one line where it is an item of a list.
pub fn words(chance: &mut Chance, single: bool) -> String {
    let count = 1 + chance.below(4);
    let text: Vec<&str> = (0..count).map(|_| chance.pick(&WORDS)).collect();
    let text = text.join(["", " ", "，"][chance.below(3)]);
    if single { text.replace('\n', "") } else { text }
}

pub fn day(chance: &mut Chance) -> String {
    format!("{}-{:02}-{:02}", 2019 + chance.below(5), 1 + chance.below(12), 1 + chance.below(28))
}

/// A number that a field takes.
pub fn number(chance: &mut Chance, field: &Field) -> String {
    let (least, most) = (field.min.unwrap_or(0.0), field.max.unwrap_or(5000.0));
    let whole = least + f64::from(u32::try_from(chance.below(1000)).expect("small")) / 1000.0 * (most - least);
    let half = field.of == Type::Number && chance.below(2) == 0;
    format!("{}", if half { (whole * 10.0).round() / 10.0 } else { whole.floor() })
}

/// The files of a studio: for each kind so many records, and for each list in them so many rows.
pub fn studio(standard: &Standard, seed: u64, records: usize, rows: usize) -> Vec<(String, String)> {
    let mut chance = Chance(seed);
    let mut files = vec![("studio.toml".to_owned(), crate::folder::ROOT.to_owned())];
    for kind in standard.kinds.iter().filter(|kind| !["studio.toml", "province.toml"].contains(&kind.path.as_str())) {
        match kind.folder() {
            None => files.push((kind.path.clone(), record(standard, kind, &mut chance, rows))),
            Some(folder) => files.extend((0..records).map(|number| {
                (format!("{folder}/{}.toml", stem(kind, number)), record(standard, kind, &mut chance, rows))
            })),
        }
    }
    files
}

pub fn stem(kind: &Kind, number: usize) -> String {
    format!("{}{number}", kind.example.as_deref().unwrap_or("记录"))
}

fn record(standard: &Standard, kind: &Kind, chance: &mut Chance, rows: usize) -> String {
    let mut text = String::new();
    if chance.below(2) == 0 {
        text.push_str("# 头上的注\n\n");
    }
    table(standard, &kind.fields, "", chance, rows, &mut text);
    if chance.below(3) == 0 {
        text.push_str("\n# 尾上的注");
    }
    if chance.below(4) == 0 { text.replace('\n', "\r\n") } else { text }
}

fn table(standard: &Standard, fields: &Fields, path: &str, chance: &mut Chance, rows: usize, text: &mut String) {
    for field in fields.0.iter().filter(|field| ![Type::Table, Type::Rows].contains(&field.of)) {
        if field.required || chance.below(3) > 0 {
            let mut value = one(standard, field, chance);
            if field.many {
                let more = chance.below(3);
                let comma = [", ", " , ", ",\n  "][chance.below(3)];
                let items: Vec<_> = (0..more).map(|_| one(standard, field, chance)).chain([value]).collect();
                value = format!("[{}]", items.join(comma));
            }
            let equals = [" = ", "=", "  =  "][chance.below(3)];
            let remark = ["", "", " # 后", "# 紧"][chance.below(4)];
            writeln!(text, "{}{equals}{value}{remark}", field.key).expect("written");
        }
    }
    for field in &fields.0 {
        let path = format!("{path}{}", field.key);
        if field.of == Type::Table {
            writeln!(text, "\n[{path}]").expect("written");
            table(standard, &field.fields, &format!("{path}."), chance, rows, text);
        }
        if field.of == Type::Rows {
            for _ in 0..rows {
                writeln!(text, "\n[[{path}]]").expect("written");
                table(standard, &field.fields, &format!("{path}."), chance, rows, text);
            }
        }
    }
}

fn one(standard: &Standard, field: &Field, chance: &mut Chance) -> String {
    let listed = standard.list(field).map(|list| list.values[chance.below(list.values.len())].value.clone());
    match field.of {
        Type::Date => day(chance),
        Type::Integer | Type::Number => number(chance, field),
        Type::Boolean => ["true", "false"][chance.below(2)].to_owned(),
        Type::Clause => "\"2.2.1\"".to_owned(),
        _ if field.pattern.is_some() => "\"3632009999\"".to_owned(),
        _ => {
            let text = listed.unwrap_or_else(|| words(chance, field.many || field.has(Role::Id)));
            let plain = !text.contains(['\'', '\n']);
            if plain && chance.below(3) == 0 {
                format!("'{text}'")
            } else {
                format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
            }
        }
    }
}
