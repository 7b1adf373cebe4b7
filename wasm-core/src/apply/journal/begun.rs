//! What applies that ended too early have begun, for whoever plans rows of the same spaces anew, or
//! applies another plan there.
//!
//! The file may have been corrected since, so that its rows have other names: a plan that is made
//! before Jira has carried out what was sent would make them once more. So it is made after that,
//! and one that was made before is applied after that.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;

use super::looks::Looks;
use super::{Name, UNCERTAIN, saved};
use crate::jira::{Client, JiraError, WantedImports};
use crate::plan::{Plan, RowIdentity};
use crate::ports::{Clock, Journal, Transport};

/// Until when things may still come, by their names; of some no name is known.
type Begun = BTreeMap<Option<Name>, Timestamp>;

/// The spaces that a new plan writes to.
#[derive(Clone, Debug, Default)]
pub struct Spaces {
    /// The number of the highest key of those that get new issues, by the space's key.
    pub highest: BTreeMap<String, u64>,
    /// The keys of those, by their ids.
    pub new: BTreeMap<String, String>,
    /// The keys of those whose issues get something.
    pub others: BTreeSet<String>,
}

impl Spaces {
    /// Whether something that was begun concerns them; of what an earlier Rowport noted nobody
    /// knows.
    fn have_any(&self, of: &BTreeSet<String>) -> bool {
        let has = |space: &String| self.others.contains(space) || self.highest.contains_key(space);
        of.is_empty() || of.iter().any(has)
    }

    fn is_empty(&self) -> bool {
        self.highest.is_empty() && self.others.is_empty()
    }
}

/// Waits until whatever the person's applies have begun in some spaces is there, or can't come any
/// more. Whether anything was begun: what was read of Jira before is then to be read again.
/// `lineage` is that of the file.
///
/// # Errors
/// The user stopped it, or the sign-in ended.
pub async fn settled<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    journal: &dyn Journal,
    lineage: &str,
    spaces: &Spaces,
) -> Result<bool, JiraError> {
    until_there(client, journal, lineage, spaces, Whose::Anybodys).await
}

/// The same before a plan is applied: what its own file's applies have begun is looked for row by
/// row, while others go on.
pub(in crate::apply) async fn others_settled<T: Transport, C: Clock>(
    plan: &Plan,
    client: &Client<'_, T, C>,
    journal: &dyn Journal,
    others: BTreeSet<String>,
) -> Result<bool, JiraError> {
    let new = plan.changes.iter().filter_map(|change| change.create.as_ref());
    let new = new.filter(|target| plan.highest.contains_key(&target.project.name));
    let new = new.map(|target| (target.project.id.clone(), target.project.name.clone())).collect();
    let spaces = Spaces { highest: plan.highest.clone(), new, others };
    until_there(client, journal, &plan.source.lineage, &spaces, Whose::OtherFiles).await
}

/// Whose journals are looked into.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Anybodys,
    OtherFiles,
}

async fn until_there<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    journal: &dyn Journal,
    lineage: &str,
    spaces: &Spaces,
    whose: Whose,
) -> Result<bool, JiraError> {
    if spaces.is_empty() {
        return Ok(false);
    }
    let mut open = begun(client, journal, spaces, whose).await;
    if open.is_empty() {
        return Ok(false);
    }
    let mut looks = Looks::default();
    loop {
        let made = match made(client, lineage, spaces).await {
            Err(error) if error.ends_the_job() => return Err(error),
            // What could not be looked for is waited for.
            made => made.unwrap_or_default(),
        };
        let now = client.now();
        open.retain(|name, until| {
            *until > now && !name.as_ref().is_some_and(|name| made.contains(name))
        });
        let Some(until) = open.values().max().copied() else { return Ok(true) };
        looks.wait(client, open.len(), until).await?;
        // What Jira has answered meanwhile is in no journal any more.
        let still = begun(client, journal, spaces, whose).await;
        open = open
            .into_keys()
            .filter_map(|name| still.get(&name).map(|until| (name.clone(), *until)))
            .collect();
    }
}

/// What is noted in the person's journals and may still come. One that can't be read tells nothing;
/// an apply says so.
async fn begun<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    journal: &dyn Journal,
    spaces: &Spaces,
    whose: Whose,
) -> Begun {
    let mut all = Begun::new();
    let others = journal.others().await.unwrap_or_default();
    let own = (whose == Whose::Anybodys).then_some(journal);
    for journal in own.into_iter().chain(others.iter().map(|other| &**other)) {
        let Ok(Some(text)) = journal.read().await else { continue };
        let now = client.now();
        let Ok(left) = saved::read(&text, now) else { continue };
        if !spaces.have_any(&left.spaces) {
            continue;
        }
        let named = left.begun.into_iter().map(|(name, mark)| (Some(name), mark.at));
        for (name, at) in named.chain(left.any.map(|at| (None, at))) {
            let until = at.checked_add(UNCERTAIN).unwrap_or(at);
            if until > now {
                all.entry(name).and_modify(|known| *known = until.max(*known)).or_insert(until);
            }
        }
    }
    all
}

/// The names of what imports have made in the spaces that get new issues, and of what was made in
/// the file's own lineage.
async fn made<T: Transport, C: Clock>(
    client: &Client<'_, T, C>,
    lineage: &str,
    spaces: &Spaces,
) -> Result<BTreeSet<Name>, JiraError> {
    if spaces.new.is_empty() {
        return Ok(BTreeSet::new());
    }
    let wanted =
        WantedImports { projects: &spaces.new, highest: &spaces.highest, lineage, rows: 0 };
    let made = client.imported(wanted).await?.made;
    let name = |lineage, row| Name::issue(&RowIdentity { lineage, row });
    Ok(made.into_iter().map(|made| name(made.lineage, made.row)).collect())
}
