//! What a rule found: its state, what is wrong and where, what it counted.

use jiff::civil::Date;

use crate::finding::{Place, Severity, Verdict};

/// The outcome of one rule.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The worst state any group or row is in.
    pub state: Verdict,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What was counted or measured.
    pub facts: Vec<String>,
    /// Whether paper in a cabinet had to stand in for a file, so that a person must look.
    pub paper: bool,
    /// Whether what only may be what was asked for would be enough.
    pub perhaps: bool,
}

/// One thing that is wrong.
#[derive(Debug)]
pub(crate) struct Fault {
    /// Where; the first raised the demand.
    pub places: Vec<Place>,
    /// The state that it puts its rule into; what is only missing from an open list puts it into none.
    pub state: Verdict,
    /// What.
    pub message: String,
    /// Tells it from others of the same rule in the same file.
    pub detail: String,
    /// What to do, where that is not what the clause says.
    pub help: Option<String>,
    /// Less than the clause's own severity, for what is only missing from an open list.
    pub severity: Option<Severity>,
    /// Whether a new record of the rule's kind would mend it.
    pub create: bool,
    /// Whether it stays, whatever further records may say.
    pub sure: bool,
    /// The day it was due.
    pub due: Option<Date>,
    /// Whether it is of a semester or a year that is over.
    pub over: bool,
    /// The kind of the record whose text cannot be read, where that text is what is missing.
    pub unread: Option<usize>,
}

impl Default for Outcome {
    fn default() -> Self {
        Self { state: Verdict::Met, faults: Vec::new(), facts: Vec::new(), paper: false, perhaps: false }
    }
}

impl Outcome {
    /// Makes the state at least as bad as `state`.
    pub fn worsen(&mut self, state: Verdict) {
        self.state = self.state.max(state);
    }

    /// Leaves it to a person whether what may be what was asked for is.
    pub fn perhaps(&mut self) {
        self.worsen(Verdict::Unjudged);
        self.perhaps = true;
    }

    /// Records a fault that puts the rule into `state`.
    pub fn fault(&mut self, state: Verdict, fault: Fault) {
        self.worsen(state);
        self.faults.push(Fault { state, ..fault });
    }
}

impl Fault {
    /// A fault at `places`.
    pub fn new(places: Vec<Place>, detail: impl Into<String>, message: String) -> Self {
        let (state, detail) = (Verdict::Met, detail.into());
        Self {
            places,
            state,
            message,
            detail,
            help: None,
            severity: None,
            create: false,
            sure: false,
            due: None,
            over: false,
            unread: None,
        }
    }

    /// The same, told by what is lacking, too: one that lacks something else is another.
    pub fn lacking<'n>(mut self, names: impl IntoIterator<Item = &'n str>) -> Self {
        self.detail.push_str(&super::key::lacking(names));
        self
    }

    /// The same, mended by a new record.
    pub fn creatable(mut self) -> Self {
        self.create = true;
        self
    }

    /// What nobody can say of a record of this kind as long as the text beside it cannot be read.
    pub fn unread(kind: usize) -> Self {
        Self { unread: Some(kind), ..Self::new(Vec::new(), "", String::new()) }
    }

    /// The same, certain whatever further records may say.
    pub fn sure(mut self) -> Self {
        self.sure = true;
        self
    }
}
