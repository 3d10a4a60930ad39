//! What is marked as asked by an overlay, so that nobody takes it for the standard's word.

use crate::finding::Finding;
use crate::say;
use crate::standard::Overlay;
use crate::text::lang::Lang;

/// Marks a finding that `overlay` asks; leaves it where the standard does.
pub(super) fn mark(finding: &mut Finding, overlay: Option<&Overlay>, lang: Lang) {
    if let Some(overlay) = overlay {
        finding.message = say!(lang, "local.message", message = finding.message);
        finding.origin = Some(overlay.named());
    }
}
