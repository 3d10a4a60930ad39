//! What Excel makes of what people type, and what they type.
