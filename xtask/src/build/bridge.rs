//! The genuine Forge bridge, bundled into one module.

use anyhow::Result;

use crate::process::{self, command};

/// Bundles `static/bridge.mjs` with the packages it imports.
pub fn build() -> Result<()> {
    process::run(
        command("node_modules/.bin/esbuild")
            .args(["static/bridge.mjs", "--bundle", "--minify", "--format=esm"])
            .args(["--platform=browser", "--target=es2022", "--legal-comments=none"])
            .args(["--log-level=warning", "--outfile=static/app/bridge.js"]),
    )
}
