//! Plans of earlier formats, brought to the present one step by step.

use super::{FORMAT_VERSION, Plan};

/// Brings a plan from one format to the next.
type Step = fn(&mut Plan);

/// The first step leads from format 1 to 2, and so on.
///
/// What a format added must be left out of the JSON where it is empty, so that the hash of an
/// older plan can still be verified.
const STEPS: [Step; FORMAT_VERSION as usize - 1] = [
    // Format 2 added conflicts and losses, of which an older plan has none.
    |_| {},
    // Format 3 added fields that are written along with the status; an older plan has none.
    |_| {},
    // Format 4 added comments, worklogs and links, of which an older plan has none.
    |_| {},
    // Format 5 added wiki markup, equal entries and what new issues remember of their rows, which an
    // older plan leaves out, and the highest keys. Those of now would be wrong for a plan that was
    // begun, so an
    // older plan has none, and what it made is found by search.
    |_| {},
    // Format 6 added the cause for which a field is held back. An older plan has none, or one of
    // those that are known; a Rowport that lacks some of them could not tell why a plan is unreadable.
    |_| {},
    // Format 7 added the steps before the last one of new issues; an older plan has none.
    |_| {},
];

/// A verified plan in the present format, with the hash of that.
pub(super) fn upgraded(mut plan: Plan) -> Plan {
    let from = (plan.format as usize).saturating_sub(1);
    let Some(steps) = STEPS.get(from..).filter(|steps| !steps.is_empty()) else { return plan };
    steps.iter().for_each(|step| step(&mut plan));
    plan.format = FORMAT_VERSION;
    plan.seal();
    plan
}
