//! JSON Schemas of the record kinds, for editors that know them.
