//! Why Jira refused a write, where its answer does not tell the cause.
//!
//! A missing right looks like something else: an edit is refused field by field ("cannot be set. It
//! is not on the appropriate screen, or unknown"), a link with "does not exist", a transition with
//! "not valid". Jira's words are not looked at, since they differ by language: after a refusal the
//! rights are asked for, and then the screen. What these don't explain is told in Jira's words.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::jira::{Client, JiraError, Right, Rights, Where, Words};
use crate::mapping::space_of;
use crate::message::Message;
use crate::plan::{Addition, CreateTarget, FieldChange, IssueRef};
use crate::ports::{Clock, Transport};
use crate::schema::{FieldId, FieldValue, Notation};
use crate::target::Screen;

/// What Jira answers, in every language, to a document that breaks the schema of its documents. It
/// names no field.
const MALFORMED: &str = "INVALID_INPUT";

/// Whether an error may be a missing right: Jira uses all of these for it.
pub(super) fn may_be_a_right(error: &JiraError) -> bool {
    error.is_invalid() || error.is_forbidden() || error.is_not_found()
}

/// Why an edit was refused.
pub(super) struct OfEdit {
    /// The cause, in words.
    pub(super) reason: Message,
    /// The fields that the user may not set, or that are not on the screen: without them the others
    /// can be written.
    pub(super) fields: Vec<FieldId>,
}

impl From<Message> for OfEdit {
    fn from(reason: Message) -> Self {
        Self { reason, fields: Vec::new() }
    }
}

/// Why an edit was refused, as far as the rights and the screen tell.
pub(super) async fn of_edit<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    fields: &[&FieldChange],
    error: &JiraError,
) -> Option<OfEdit> {
    if !may_be_a_right(error) {
        return None;
    }
    let rights = match rights_on(client, issue, &and_of_fields(Right::Edit)).await {
        Ok(rights) => rights,
        Err(reason) => return reason.map(OfEdit::from),
    };
    if let Some(permission) = rights.lacks(Right::Edit) {
        return Some(on_issue("may-not-edit", issue, permission).into());
    }
    if let Some(reason) = of_malformed(issue, fields.iter().copied(), error) {
        return Some(reason.into());
    }
    let refused = Refused::of(fields.iter().copied(), error.words());
    if let Some((change, permission)) = refused.without_right(&rights) {
        let reason = on_issue("may-not-set", issue, permission).with("field", &change.name);
        return Some(OfEdit { reason, fields: vec![change.field.clone()] });
    }
    if refused.0.is_empty() {
        return None;
    }
    let screen = client.edit_screen(&issue.id).await.ok()?;
    if screen.is_empty() {
        return Some(Message::new("not-editable-now").with("key", &issue.key).into());
    }
    let off = refused.not_on(&screen);
    let names = names(&off)?;
    let reason = Message::new("not-on-edit-screen").with("key", &issue.key).with("fields", names);
    Some(OfEdit { reason, fields: off.into_iter().map(|change| change.field.clone()).collect() })
}

/// Why a change of the status was refused; `fields` were to be written along with it.
pub(super) async fn of_transition<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    fields: &[FieldChange],
    error: &JiraError,
) -> Option<Message> {
    if !may_be_a_right(error) {
        return None;
    }
    let rights = match rights_on(client, issue, &and_of_fields(Right::Transition)).await {
        Ok(rights) => rights,
        Err(reason) => return reason,
    };
    if let Some(permission) = rights.lacks(Right::Transition) {
        return Some(on_issue("may-not-transition", issue, permission));
    }
    if let Some(reason) = of_malformed(issue, fields, error) {
        return Some(reason);
    }
    let refused = Refused::of(fields, error.words());
    let (change, permission) = refused.without_right(&rights)?;
    Some(on_issue("may-not-set", issue, permission).with("field", &change.name))
}

/// A text that Jira stored itself may break its own schema, by an import into Jira or an app. What
/// is not touched of it is sent back as it is, and refused: it has to be mended in Jira. The fields
/// are those that were sent with such a text; a text that is all the file's own is none.
fn of_malformed<'f>(
    issue: &IssueRef,
    fields: impl IntoIterator<Item = &'f FieldChange>,
    error: &JiraError,
) -> Option<Message> {
    let words = error.words().filter(|_| error.status() == Some(400))?;
    if !words.general.iter().any(|word| word == MALFORMED) {
        return None;
    }
    let kept = |field: &&FieldChange| {
        matches!((&field.before, &field.after), (FieldValue::Rich(_), FieldValue::Rich(_)))
            && field.notation() == Notation::Document
    };
    let names: Vec<_> = fields.into_iter().filter(kept).map(|field| field.name.as_str()).collect();
    (!names.is_empty()).then(|| {
        Message::new("text-malformed")
            .with("key", &issue.key)
            .with("fields", names.join(", "))
            .with("detail", words.text())
    })
}

/// Why no transition is offered at all, if it is for want of the right.
pub(super) async fn of_no_transition<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
) -> Option<Message> {
    let rights = client.rights(&[Right::Transition], Where::Issue(&issue.id)).await.ok()?;
    let permission = rights.lacks(Right::Transition)?;
    Some(on_issue("may-not-transition", issue, permission))
}

/// Why a comment, a worklog or a link was refused.
pub(super) async fn of_entry<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    addition: &Addition,
    other: Option<&IssueRef>,
    error: &JiraError,
) -> Option<Message> {
    if !may_be_a_right(error) {
        return None;
    }
    let (right, code) = match addition {
        Addition::Comment { .. } => (Right::Comment, "may-not-comment"),
        Addition::Worklog { .. } => (Right::LogWork, "may-not-log-work"),
        Addition::Link { .. } => (Right::Link, "may-not-link"),
    };
    // Of a link both ends are looked at: Jira's one answer is for either.
    for end in [Some(issue), other].into_iter().flatten() {
        let rights = match rights_on(client, end, &[right]).await {
            Ok(rights) => rights,
            Err(reason) => return reason,
        };
        if let Some(permission) = rights.lacks(right) {
            return Some(on_issue(code, end, permission));
        }
    }
    let off = match addition {
        Addition::Comment { .. } => return None,
        Addition::Worklog { .. } if client.configuration().await.ok()?.time_tracking => {
            return None;
        }
        Addition::Worklog { .. } => "time-tracking-off",
        Addition::Link { .. } if !client.link_types().await.ok()?.is_empty() => return None,
        Addition::Link { .. } => "links-off",
    };
    Some(Message::new(off))
}

/// Why creates were refused; what holds for a project or a type is asked for once.
#[derive(Default)]
pub(super) struct OfCreates {
    rights: RefCell<BTreeMap<String, Option<Rights>>>,
    screens: RefCell<BTreeMap<(String, String), Option<Screen>>>,
}

impl OfCreates {
    /// Why the create of one issue was refused, with these words.
    pub(super) async fn explain<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        target: &CreateTarget,
        fields: &[FieldChange],
        words: Option<&Words>,
    ) -> Option<Message> {
        let rights = self.rights(client, &target.project.id).await?;
        let space = |message: Message| message.with("space", &target.project.name);
        if let Some(permission) = rights.lacks(Right::Create) {
            return Some(space(Message::new("may-not-create").with("permission", permission)));
        }
        let refused = Refused::of(fields, words);
        if let Some((change, permission)) = refused.without_right(&rights) {
            let message = Message::new("may-not-set-on-create").with("permission", permission);
            return Some(space(message.with("field", &change.name)));
        }
        if refused.0.is_empty() {
            return None;
        }
        let screen = self.screen(client, target).await?;
        let names = names(&refused.not_on(&screen))?;
        let message = Message::new("not-on-create-screen").with("fields", names);
        Some(space(message.with("type", &target.issue_type.name)))
    }

    async fn rights<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        project: &str,
    ) -> Option<Rights> {
        let ask = async {
            let wanted = and_of_fields(Right::Create);
            client.rights(&wanted, Where::Project(project)).await.ok()
        };
        once(&self.rights, project.to_owned(), ask).await
    }

    async fn screen<T: Transport, C: Clock>(
        &self,
        client: &Client<'_, T, C>,
        target: &CreateTarget,
    ) -> Option<Screen> {
        let place = (target.project.id.clone(), target.issue_type.id.clone());
        let ask = async {
            let screen = client.create_screen(&target.project.id, &target.issue_type.id).await;
            screen.ok().filter(|screen| !screen.is_empty())
        };
        once(&self.screens, place, ask).await
    }
}

/// What is known by a key already, or else what is told now.
async fn once<K: Ord, V: Clone>(
    known: &RefCell<BTreeMap<K, V>>,
    key: K,
    ask: impl Future<Output = V>,
) -> V {
    let found = known.borrow().get(&key).cloned();
    if let Some(found) = found {
        return found;
    }
    let told = ask.await;
    known.borrow_mut().insert(key, told.clone());
    told
}

/// A right, and those that single fields need beside it.
fn and_of_fields(right: Right) -> Vec<Right> {
    [right].into_iter().chain(Right::of_fields()).collect()
}

/// The rights on an issue. `Err` is the reason that is known where they are not told.
async fn rights_on<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    issue: &IssueRef,
    wanted: &[Right],
) -> Result<Rights, Option<Message>> {
    let told = client.rights(wanted, Where::Issue(&issue.id)).await;
    told.map_err(|error| error.is_not_found().then(|| gone_now(&issue.key)))
}

/// The fields of a request that Jira names in its refusal.
struct Refused<'f>(Vec<&'f FieldChange>);

impl<'f> Refused<'f> {
    fn of(fields: impl IntoIterator<Item = &'f FieldChange>, words: Option<&Words>) -> Self {
        let named = |id: &FieldId| words.is_some_and(|w| w.fields.contains_key(id.as_str()));
        Self(fields.into_iter().filter(|change| named(&change.field)).collect())
    }

    /// The first of them that needs a right which is lacking, and the permission's name.
    fn without_right<'r>(&self, rights: &'r Rights) -> Option<(&'f FieldChange, &'r str)> {
        let lacking = |change: &&'f FieldChange| {
            Some((*change, rights.lacks(Right::of_field(&change.field)?)?))
        };
        self.0.iter().find_map(lacking)
    }

    /// Those that a screen lacks. Estimates are on a screen as one field, time tracking.
    fn not_on(&self, screen: &Screen) -> Vec<&'f FieldChange> {
        let tracking = FieldId::new("timetracking");
        let shown = |change: &FieldChange| {
            screen.contains_key(&change.field)
                || change.field.as_str().starts_with("time") && screen.contains_key(&tracking)
        };
        self.0.iter().copied().filter(|change| !shown(change)).collect()
    }
}

/// The names of fields; none where there are none.
fn names(fields: &[&FieldChange]) -> Option<String> {
    let names: Vec<_> = fields.iter().map(|change| change.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A message about a permission that is lacking on an issue. Who can give it are the administrators
/// of its project, whose key the issue's key begins with.
fn on_issue(code: &str, issue: &IssueRef, permission: &str) -> Message {
    let space = space_of(&issue.key).unwrap_or(&issue.key);
    let message = Message::new(code).with("key", &issue.key).with("permission", permission);
    message.with("space", space)
}

fn gone_now(key: &str) -> Message {
    Message::new("issue-gone").with("key", key)
}
