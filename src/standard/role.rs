//! What the engine needs to know of a field: its roles.

use serde::Deserialize;

/// What the engine needs to know of a field beyond its type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// The day of what the row tells.
    Date,
    /// The first day.
    From,
    /// The last day.
    To,
    /// The year.
    Year,
    /// The name of a row, by which others refer to it.
    Id,
    /// The title by which people know the record.
    Title,
    /// The name of a person.
    Person,
    /// A telephone number.
    Phone,
    /// Goes into the official tables.
    PublicText,
    /// The name of the standard the studio is held against.
    Standard,
    /// The name of the school.
    School,
    /// The code that no two schools share.
    Code,
    /// The last day to do it.
    Due,
    /// Who answers for what nobody else does.
    Responsible,
    /// The body that reports to the ministry.
    Body,
    /// The path of a record, from the folder of the studio.
    RecordFile,
    /// The folders of overlays, from the folder of the record.
    Overlay,
    /// What was judged, as hashes: the program writes it, and nobody types it.
    Seal,
    /// The summary that a reporting body sends.
    Summary,
    /// The cases that a reporting body sends, each by the path of its record.
    ReportedCases,
    /// The studios that are not reported.
    NotReported,
    /// The folder of a studio, from the folder of the province.
    StudioFolder,
    /// Why something is not as usual.
    Reason,
    /// The name a pupil goes by in a text.
    Alias,
    /// That those concerned agree that it is published.
    Consent,
    /// Where a rule that looks for something wants it told: a word for nothing is no answer.
    Substance,
    /// An account of how things are: that nothing was done so far tells something, too.
    Account,
    /// A body, or somebody by his post, will do where a name is.
    OrBody,
    /// A day that looks back upon a year, or upon what the record tells: it is not before that.
    LooksBack,
    /// The day that a year was planned.
    LooksAhead,
    /// The unit of what is measured.
    Unit,
    /// A number in the unit that the record says.
    Measured,
    /// A day of something that only a studio does: it is not before the studio was.
    OfStudio,
    /// The day that something was done: it is not still to come.
    Done,
    /// Who made what comes out later: they may have left by then.
    Maker,
    /// The day of what is recorded when it is over: it may be planned, and is hardly still to come.
    Past,
}

/// The roles of a field, a bit each; written as one word or a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roles(u64);

impl Roles {
    /// These roles.
    #[must_use]
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().fold(0, |bits, role| bits | 1 << *role as u64))
    }

    /// Whether this is one of them.
    #[must_use]
    pub fn have(self, role: Role) -> bool {
        self.0 & 1 << role as u64 != 0
    }

    /// Whether all of them are among `others`.
    #[must_use]
    pub fn within(self, others: Self) -> bool {
        self.0 & !others.0 == 0
    }
}

impl<'de> Deserialize<'de> for Roles {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::one_or_many::deserialize(deserializer).map(|roles: Vec<Role>| Self::of(&roles))
    }
}
