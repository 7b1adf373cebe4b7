//! What the manifest says, read by Atlassian's own packages.
//!
//! `jira-sim/host/describe.mjs` validates the manifest with `@forge/manifest` and makes the policy
//! with `@forge/csp`, the packages that Forge itself deploys and serves with.

use std::{path::Path, process::Command};

use serde::Deserialize;

/// The script, beside the sources: it needs the `node_modules` above it.
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/host/describe.mjs");

/// Stands in the printed policy for the site's origin, as the script writes it.
const HOSTNAME: &str = "__HOSTNAME__";

/// An installed app.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct App {
    /// The app's ARI, `ari:cloud:ecosystem::app/<uuid>`: the audience of its tokens.
    pub app_id: String,
    /// The scopes that the manifest asks for.
    pub scopes: Vec<String>,
    /// The modules that draw a page.
    pub modules: Vec<Module>,
    /// The ways from a module to a remote.
    pub endpoints: Vec<Endpoint>,
    /// The app's backends.
    pub remotes: Vec<Remote>,
    /// The policy of production, with a placeholder for the site's origin.
    csp: String,
}

/// A module of the manifest that draws a page.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Module {
    /// Its type, such as `jira:globalPage`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its key in the manifest.
    pub key: String,
    /// The text on its menu entry.
    pub title: String,
    /// The resource that it shows.
    pub resource: String,
    /// The icon's path in the resource.
    pub icon: Option<String>,
    /// `small` to `max`, for panels and modal views.
    pub viewport_size: Option<String>,
    /// The text of a tooltip.
    pub tooltip: Option<String>,
    /// `modal`, or `dynamic` for an action that decides itself what it shows.
    pub action_type: Option<String>,
    /// The endpoint of `invokeRemote` calls.
    pub endpoint: Option<String>,
}

/// An endpoint of the manifest.
#[derive(Debug, Clone, Deserialize)]
pub struct Endpoint {
    /// Its key.
    pub key: String,
    /// The key of its remote; none where it is served by a container.
    pub remote: Option<String>,
}

/// A remote of the manifest.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Remote {
    /// Its key.
    pub key: String,
    /// Its address, without a path.
    pub base_url: String,
}

impl App {
    /// The first module of a type.
    #[must_use]
    pub fn module_of(&self, kind: &str) -> Option<&Module> {
        self.modules.iter().find(|m| m.kind == kind)
    }

    /// The module with that key.
    #[must_use]
    pub fn module(&self, key: &str) -> Option<&Module> {
        self.modules.iter().find(|m| m.key == key)
    }

    /// The Content-Security-Policy of the app's files, when a page of `site_origin` frames them.
    #[must_use]
    pub fn csp(&self, site_origin: &str) -> String {
        self.csp.replace(HOSTNAME, site_origin)
    }
}

/// Describes the app in `dir` by its manifest.
///
/// # Errors
/// A text with what is wrong: Node is missing, the manifest is not valid (each error with its
/// line), the app has no `index.html`.
pub fn describe(dir: &Path, manifest: &Path) -> Result<App, String> {
    let output = Command::new("node")
        .arg(SCRIPT)
        .arg("--app")
        .arg(dir)
        .arg("--manifest")
        .arg(manifest)
        .output()
        .map_err(|error| format!("node, which reads the manifest, does not start: {error}"))?;
    if !output.status.success() {
        let reason = String::from_utf8_lossy(&output.stderr);
        return Err(format!("The app cannot be installed: {}", reason.trim()));
    }
    serde_json::from_slice(&output.stdout)
        .map_err(|error| format!("The description of the app is not readable: {error}"))
}
