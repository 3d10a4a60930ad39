//! What is made of words when it is first asked for: of most lists nothing is asked.

use std::ops::Deref;
use std::sync::OnceLock;

/// Something made of what stands beside it, and no more different than that.
#[derive(Debug)]
pub struct Made<T>(OnceLock<T>);

impl<T> Made<T> {
    /// It, made if this is the first time that it is asked for.
    pub fn get(&self, make: impl FnOnce() -> T) -> &T {
        self.0.get_or_init(make)
    }
}

/// What the binary carries, or what a run made itself.
#[derive(Debug)]
pub enum Kept<T: 'static> {
    /// The binary carries it.
    Carried(&'static T),
    /// Apart from what it is made of: most of that is moved about more often than asked.
    Own(Box<T>),
}

impl<T> Kept<T> {
    /// What is carried, or else what is made.
    pub fn or(carried: Option<&'static T>, make: impl FnOnce() -> T) -> Self {
        carried.map_or_else(|| Self::Own(Box::new(make())), Self::Carried)
    }
}

impl<T> Deref for Kept<T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::Carried(carried) => carried,
            Self::Own(own) => own,
        }
    }
}

impl<T> Default for Made<T> {
    fn default() -> Self {
        Self(OnceLock::new())
    }
}

impl<T> PartialEq for Made<T> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
