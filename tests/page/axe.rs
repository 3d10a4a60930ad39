//! Whether people who use a keyboard or a screen reader can use a page, as far as axe-core can tell.

use std::env;
use std::fmt::Write;
use std::fs;
use std::time::Duration;

use serde::Deserialize;

use super::{Page, absent};

/// A rule that a page breaks, and where.
#[derive(Debug, Deserialize)]
pub struct Violation {
    pub id: String,
    pub impact: Option<String>,
    pub help: String,
    /// Selectors of all the elements.
    pub nodes: Vec<String>,
    /// What to do at the first of them.
    pub why: String,
}

/// Level AAA of the guidelines is not asked for, and axe itself advises against the rules it has given up. All others are held,
/// also those it does not run by default and those it calls good practice or experimental, for the whole document. A text of
/// one character, of whose contrast axe would say nothing, is a word in Chinese; the other options are axe's own.
const RUN: &str = "async kind => {
    const asked = axe.getRules().filter(rule => !rule.tags.some(tag => ['wcag2aaa', 'deprecated'].includes(tag)));
    const contrast = {
        ignoreLength: true, ignoreUnicode: false, ignorePseudo: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
        contrastRatio: {normal: {expected: 4.5}, large: {expected: 3}},
        pseudoSizeThreshold: 0.25, shadowOutlineEmMax: 0.2, textStrokeEmMin: 0.03,
    };
    const found = await axe.run(document, {
        runOnly: {type: 'rule', values: asked.map(rule => rule.ruleId)}, resultTypes: [kind],
        checks: {'color-contrast': {options: contrast}},
    });
    return found[kind].map(({id, impact, help, nodes}) => ({
        id, impact, help, nodes: nodes.map(node => node.target.flat().join(' ')), why: nodes[0].failureSummary,
    }));
}";

/// Three hundred schools take a third of this where the processors are busy.
const LONG: Duration = Duration::from_secs(90);

impl Page {
    /// What axe finds against the page as it stands (it looks at nothing that is folded away). None, with a word, where
    /// `STUDIO_AXE` does not name the file `axe.min.js`.
    pub fn axe(&self) -> Option<Vec<Violation>> {
        self.told("violations")
    }

    /// What axe leaves to a person to judge, such as the contrast of a text over a picture.
    pub fn axe_unsure(&self) -> Option<Vec<Violation>> {
        self.told("incomplete")
    }

    fn told(&self, kind: &str) -> Option<Vec<Violation>> {
        let Some(path) = env::var_os("STUDIO_AXE") else {
            absent("axe (STUDIO_AXE)");
            return None;
        };
        if !self.eval::<bool>("'axe' in window") {
            let source = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            self.run(&format!("{source}; 0"));
        }
        Some(self.eval_within(LONG, &format!("({RUN})('{kind}')")))
    }
}

/// Fails with each violation and its selectors.
#[track_caller]
pub fn assert_accessible(page: &Page) {
    let violations = page.axe().unwrap_or_default();
    let mut told = String::new();
    for Violation { id, impact, help, nodes, why } in &violations {
        let impact = impact.as_deref().unwrap_or("unrated");
        writeln!(told, "{id} ({impact}): {help}, {} times\n  {}", nodes.len(), why.replace('\n', "\n  "))
            .expect("text");
        for node in nodes.iter().take(10) {
            writeln!(told, "  - {node}").expect("text");
        }
    }
    assert!(violations.is_empty(), "axe finds:\n{told}");
}
