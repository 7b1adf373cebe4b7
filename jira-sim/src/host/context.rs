//! What `view.getContext()` tells the app: who looks, at which site, from which module.

use serde_json::{Value, json};

use super::describe::{App, Module};

/// The id of the site, as Atlassian's gateway knows it.
pub const CLOUD_ID: &str = "11223344-a1b2-3b33-c444-def123456789";
/// The id of this installation of the app.
pub const INSTALLATION_ID: &str =
    "ari:cloud:ecosystem::installation/0f4c1d5a-9a0e-4c69-8c9e-2b2f5d0d3c11";
/// The environment the app was deployed to.
pub const ENVIRONMENT_ID: &str = "7d9c7a0e-3a53-4b7e-9f0e-5b1a8c1f6e02";
/// Its type; licences are only told in production, so none is in the context.
pub const ENVIRONMENT_TYPE: &str = "DEVELOPMENT";
/// The deployed version.
pub const APP_VERSION: &str = "1.0.0";

/// The person who looks at the page.
#[derive(Debug, Clone, Default)]
pub struct Viewer {
    /// Their account id.
    pub account_id: String,
    /// Their language, such as `en_US`; the bridge turns it into `en-US`.
    pub locale: String,
    /// Their time zone's IANA name.
    pub time_zone: String,
}

/// The ARI of the site.
#[must_use]
pub fn site_ari() -> String {
    format!("ari:cloud:jira::site/{CLOUD_ID}")
}

/// The ARI of the app's environment.
#[must_use]
pub fn environment_ari(app: &App) -> String {
    format!("ari:cloud:ecosystem::environment/{}/{ENVIRONMENT_ID}", app_uuid(app))
}

/// The id of a module's instance. Panels on two issues are two instances.
fn local_id(app: &App, module: &Module, subject: &str) -> String {
    let uuid = app_uuid(app);
    format!("ari:cloud:ecosystem::extension/{uuid}/{ENVIRONMENT_ID}/static/{}{subject}", module.key)
}

fn app_uuid(app: &App) -> &str {
    app.app_id.rsplit('/').next().unwrap_or_default()
}

/// The whole context but for the theme, which the page adds. `extension` is the module's own part;
/// its `type` and `location` are added here. `subject` tells instances of one module apart.
#[must_use]
pub fn full_context(
    app: &App,
    module: &Module,
    viewer: &Viewer,
    site_url: &str,
    path: &str,
    (subject, extension): (&str, Value),
) -> Value {
    let mut extension = extension;
    extension["type"] = json!(module.kind);
    extension["location"] = json!(format!("{site_url}{path}"));
    json!({
        "accountId": viewer.account_id,
        "cloudId": CLOUD_ID,
        "workspaceId": site_ari(),
        "environmentId": ENVIRONMENT_ID,
        "environmentType": ENVIRONMENT_TYPE,
        "extension": extension,
        "localId": local_id(app, module, subject),
        "locale": viewer.locale,
        "moduleKey": module.key,
        "permissions": {"scopes": app.scopes},
        "siteUrl": site_url,
        "timezone": viewer.time_zone,
        "userAccess": {"enabled": true, "hasAccess": true},
    })
}
