//! Numbers that cannot be in the unit that their record says: 992.6 in one of a hundred marks.

use toml::Spanned;
use toml::de::DeValue;

use super::Check;
use crate::finding::{Finding, Severity};
use crate::record::{Record, Value, list_at, text_at};
use crate::say;
use crate::standard::kind::{Role, Type};

/// A finding for each such number. What exceeds a hundred percent may be a rise: it is told and not refused.
pub(super) fn check(check: &Check<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    check.studio.records.iter().for_each(|record| of_record(check, record, &mut findings));
    findings
}

fn of_record(check: &Check<'_>, record: &Record<'_>, findings: &mut Vec<Finding>) {
    let lang = check.lang;
    let fields = &check.standard.kinds[record.kind].fields;
    let said = fields.with(Role::Unit).and_then(|field| text_at(&record.table, &field.key));
    let Some(said) = said else { return };
    let Some(unit) = check.standard.about.units.iter().find(|unit| said.contains(&unit.word)) else { return };
    for list in fields.with_type(Type::Rows) {
        let Some(field) = list.fields.with(Role::Measured) else { continue };
        let number = |row: &Spanned<DeValue<'_>>| {
            let value = row.get_ref().as_table()?.get(field.key.as_str())?;
            let number = Value::Toml(value.get_ref()).as_number()?;
            (number < unit.min || number > unit.max).then(|| value.span())
        };
        for span in list_at(&record.table, &list.key).iter().filter_map(number) {
            let (name, (min, max)) = (field.label.get(lang), (unit.min, unit.max));
            let message = say!(lang, "unit.range", name = name, unit = said, min = min, max = max);
            let place = check.studio.source(record).place(span, None);
            let help = say!(lang, "unit.range.help");
            findings.push(Finding::new("record/unit", Severity::Warning, vec![place], &field.key, message, help));
        }
    }
}
