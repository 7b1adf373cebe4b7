//! Where templates are kept: in a property of the user in Jira, so that they stay in Jira and are
//! there in every browser.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::ExportTemplate;
use crate::jira::{Client, LONGEST_PROPERTY};
use crate::message::Message;
use crate::ports::{Clock, Transport};

/// Key of the property.
const PROPERTY: &str = "rowport.templates";

/// Version of the property's value. A later one is not read, and never written over.
const VERSION: u32 = 1;

/// Characters of a template's name.
const LONGEST_NAME: usize = 80;

/// The property's value.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u32,
    /// Kept as they are, so that one that is not understood is not lost by saving another.
    #[serde(default)]
    templates: Vec<Value>,
}

/// The templates of a user.
pub struct TemplateStore<'a, T, C> {
    client: &'a Client<'a, T, C>,
    account_id: &'a str,
}

impl<'a, T: Transport, C: Clock> TemplateStore<'a, T, C> {
    /// Those of the caller, whose account it must be.
    pub fn new(client: &'a Client<'a, T, C>, account_id: &'a str) -> Self {
        Self { client, account_id }
    }

    /// All templates, by name.
    ///
    /// # Errors
    /// A call that failed, or templates that a later version of Rowport saved
    /// (`templates-version`).
    pub async fn list(&self) -> Result<Vec<ExportTemplate>, Message> {
        Ok(by_name(&self.read().await?))
    }

    /// Saves a template, in the place of one of the same name. Gives all templates.
    ///
    /// # Errors
    /// As [`list`](Self::list); a name that is empty or too long (`templates-name`), or more than
    /// a property holds (`templates-full`).
    pub async fn save(&self, template: &ExportTemplate) -> Result<Vec<ExportTemplate>, Message> {
        let name = template.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST_NAME {
            return Err(Message::new("templates-name").with("most", LONGEST_NAME));
        }
        let template = ExportTemplate { name: name.to_owned(), ..template.clone() };
        let value = serde_json::to_value(&template)
            .map_err(|error| Message::new("internal").with("detail", error))?;
        let mut stored = self.read().await?;
        match stored.templates.iter_mut().find(|old| is_named(old, name)) {
            Some(old) => *old = value,
            None => stored.templates.push(value),
        }
        self.write(&stored).await
    }

    /// Deletes the template of a name. Gives the others.
    ///
    /// # Errors
    /// As [`list`](Self::list); a name that no template has (`templates-missing`).
    pub async fn delete(&self, name: &str) -> Result<Vec<ExportTemplate>, Message> {
        let mut stored = self.read().await?;
        let before = stored.templates.len();
        stored.templates.retain(|template| !is_named(template, name.trim()));
        if stored.templates.len() == before {
            return Err(missing(name));
        }
        self.write(&stored).await
    }

    /// The template of a name.
    ///
    /// # Errors
    /// As [`list`](Self::list); a name that no template has (`templates-missing`).
    pub async fn named(&self, name: &str) -> Result<ExportTemplate, Message> {
        let found = self.list().await?.into_iter().find(|t| same(&t.name, name.trim()));
        found.ok_or_else(|| missing(name))
    }

    async fn read(&self) -> Result<Stored, Message> {
        let value = self.client.user_property(self.account_id, PROPERTY).await;
        let Some(value) = value.map_err(|error| error.message())? else {
            return Ok(Stored { version: VERSION, templates: Vec::new() });
        };
        match serde_json::from_value::<Stored>(value) {
            Ok(stored) if stored.version == VERSION => Ok(stored),
            _ => Err(Message::new("templates-version")),
        }
    }

    async fn write(&self, stored: &Stored) -> Result<Vec<ExportTemplate>, Message> {
        let value = serde_json::to_value(stored)
            .map_err(|error| Message::new("internal").with("detail", error))?;
        if value.to_string().chars().count() > LONGEST_PROPERTY {
            return Err(Message::new("templates-full"));
        }
        let set = self.client.set_user_property(self.account_id, PROPERTY, &value).await;
        set.map_err(|error| error.message())?;
        Ok(by_name(stored))
    }
}

/// Those that are understood.
fn by_name(stored: &Stored) -> Vec<ExportTemplate> {
    let read = |value: &Value| serde_json::from_value(value.clone()).ok();
    let mut templates: Vec<ExportTemplate> = stored.templates.iter().filter_map(read).collect();
    templates.sort_by_cached_key(|template| template.name.to_lowercase());
    templates
}

fn is_named(template: &Value, name: &str) -> bool {
    template.get("name").and_then(Value::as_str).is_some_and(|own| same(own, name))
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}

fn missing(name: &str) -> Message {
    Message::new("templates-missing").with("name", name)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use serde_json::json;

    use super::*;
    use crate::jira::testing::{Answer, FakeJira, VirtualClock, body, ok, status};
    use crate::job::ExportFormat;
    use crate::ports::{Method, Request};

    /// A Jira that keeps the one property.
    fn keeping(kept: &RefCell<Value>) -> impl Fn(&Request, usize) -> Answer {
        move |request, _| {
            assert_eq!(
                request.path,
                "/rest/api/3/user/properties/rowport.templates?accountId=acc-1"
            );
            match request.method {
                Method::Get if kept.borrow().is_null() => {
                    status(404, &[], json!({"errorMessages": ["no"], "errors": {}}))
                }
                Method::Get => ok(json!({"key": PROPERTY, "value": *kept.borrow()})),
                _ => {
                    kept.replace(body(request));
                    status(200, &[], Value::Null)
                }
            }
        }
    }

    fn template(name: &str, format: ExportFormat) -> ExportTemplate {
        ExportTemplate { name: name.to_owned(), format, ..ExportTemplate::default() }
    }

    fn names(templates: Result<Vec<ExportTemplate>, Message>) -> Vec<String> {
        templates.unwrap().into_iter().map(|template| template.name).collect()
    }

    fn with_store<R>(kept: Value, run: impl AsyncFnOnce(Store<'_>) -> R) -> (R, Value) {
        let clock = VirtualClock::new();
        let kept = RefCell::new(kept);
        let answer: Script<'_> = Box::new(keeping(&kept));
        let jira = FakeJira::new(&clock, answer);
        let client = Client::new(&jira, &clock);
        let result = clock.run(run(TemplateStore::new(&client, "acc-1")));
        drop(jira);
        (result, kept.into_inner())
    }

    type Script<'s> = Box<dyn Fn(&Request, usize) -> Answer + 's>;
    type Store<'s> = TemplateStore<'s, FakeJira<'s, Script<'s>>, VirtualClock>;

    #[test]
    fn templates_are_saved_replaced_and_deleted() {
        let (last, kept) = with_store(Value::Null, async |store| {
            assert_eq!(names(store.list().await), [""; 0]);
            let save = async |name, format| names(store.save(&template(name, format)).await);
            assert_eq!(save("weekly", ExportFormat::Xlsx).await, ["weekly"]);
            assert_eq!(save("Audit", ExportFormat::Csv).await, ["Audit", "weekly"]);
            assert_eq!(save(" Weekly ", ExportFormat::Json).await, ["Audit", "Weekly"]);
            assert_eq!(store.named("WEEKLY").await.unwrap().format, ExportFormat::Json);
            assert_eq!(names(store.delete("audit").await), ["Weekly"]);
            assert_eq!(store.delete("audit").await.unwrap_err().code, "templates-missing");
            store.named("audit").await.unwrap_err()
        });
        assert_eq!(last.text(), "There is no template “audit”.");
        assert_eq!((&kept["version"], kept["templates"].as_array().unwrap().len()), (&json!(1), 1));
    }

    #[test]
    fn what_is_not_understood_is_kept() {
        let odd = json!({"name": "Odd", "columns": 7});
        let kept = json!({"version": 1, "templates": [odd]});
        let (listed, kept) =
            with_store(kept, async |store| store.save(&template("New", ExportFormat::Xlsx)).await);
        assert_eq!(names(listed), ["New"]);
        assert_eq!(kept["templates"][0], odd);

        let later = json!({"version": 2, "templates": {}});
        let (error, kept) = with_store(later.clone(), async |store| {
            store.save(&template("New", ExportFormat::Xlsx)).await.unwrap_err()
        });
        assert_eq!((error.code.as_str(), kept), ("templates-version", later));
    }

    #[test]
    fn names_and_sizes_have_their_limits() {
        let ((name, full), _) = with_store(Value::Null, async |store| {
            let mut most = 0;
            let full = loop {
                let name = format!("{most:03} {}", "ü".repeat(76));
                match store.save(&template(&name, ExportFormat::Xlsx)).await {
                    Ok(_) => most += 1,
                    Err(error) => break error,
                }
            };
            assert!(most > 100, "{most}");
            assert_eq!(store.list().await.unwrap().len(), most);
            let long = template(&"n".repeat(81), ExportFormat::Xlsx);
            (store.save(&long).await.unwrap_err(), full)
        });
        assert_eq!((name.code.as_str(), full.code.as_str()), ("templates-name", "templates-full"));
        let (empty, _) = with_store(Value::Null, async |store| {
            store.save(&template("  ", ExportFormat::Xlsx)).await.unwrap_err()
        });
        assert_eq!(empty.code, "templates-name");
    }
}
