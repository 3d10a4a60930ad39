//! A length of time, as rules write it.

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A length of time: months of the calendar, or days; written as a number it is days.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Length {
    /// Months of the calendar.
    pub months: u16,
    /// Days.
    pub days: u16,
}

impl Length {
    /// The day that comes so long after `day`.
    #[must_use]
    pub fn after(self, day: Date) -> Date {
        day.saturating_add(i32::from(self.months).months()).saturating_add(i32::from(self.days).days())
    }

    /// Half of it.
    #[must_use]
    pub fn half(self) -> Self {
        Self { months: self.months / 2, days: self.days / 2 }
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(LengthVisitor)
    }
}

struct LengthVisitor;

impl<'de> Visitor<'de> for LengthVisitor {
    type Value = Length;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a number of days, {days: n} or {months: n}")
    }

    fn visit_u64<E: de::Error>(self, days: u64) -> Result<Length, E> {
        let days = u16::try_from(days).map_err(|_| E::custom("more days than a life has"))?;
        Ok(Length { months: 0, days })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Length, A::Error> {
        let key: Option<String> = map.next_key()?;
        let length = match key.as_deref() {
            Some("months") => Length { months: map.next_value()?, days: 0 },
            Some("days") => Length { months: 0, days: map.next_value()? },
            Some(other) => return Err(de::Error::unknown_field(other, &["months", "days"])),
            None => Length::default(),
        };
        match map.next_key::<String>()? {
            None => Ok(length),
            Some(second) => Err(de::Error::custom(format!("`{second}` is one word too many here"))),
        }
    }
}
