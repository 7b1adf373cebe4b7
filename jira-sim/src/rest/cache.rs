//! The last searches: pages of one search are cut from one list as long as nothing is written.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    jql::{self, Refused, Run},
    site::{Site, UserId},
};

/// Searches that are kept.
const KEPT: usize = 8;

#[derive(Debug)]
struct Entry {
    jql: String,
    lenient: bool,
    caller: UserId,
    revision: u64,
    ids: Arc<Vec<u64>>,
}

/// The last searches.
#[derive(Debug, Default)]
pub struct SearchCache(Mutex<VecDeque<Entry>>);

impl SearchCache {
    /// Forgets everything.
    pub fn clear(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// What a query finds, from the cache if nothing was written since.
    ///
    /// # Errors
    /// As [`jql::search`].
    pub fn search(
        &self,
        site: &Site,
        caller: UserId,
        jql: &str,
        run: Run<'_>,
    ) -> Result<Arc<Vec<u64>>, Refused> {
        if site.issues.index.lags() {
            return jql::search(site, caller, jql, run).map(Arc::new);
        }
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|e| e.revision == site.revision);
        let same = |e: &&Entry| e.jql == jql && e.caller == caller && e.lenient == run.lenient;
        if let Some(entry) = entries.iter().find(same) {
            return Ok(Arc::clone(&entry.ids));
        }
        let ids = Arc::new(jql::search(site, caller, jql, run)?);
        entries.truncate(KEPT - 1);
        entries.push_front(Entry {
            jql: jql.to_owned(),
            lenient: run.lenient,
            caller,
            revision: site.revision,
            ids: Arc::clone(&ids),
        });
        Ok(ids)
    }
}
