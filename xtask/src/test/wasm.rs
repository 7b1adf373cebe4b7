//! Rust tests compiled to wasm and run in Chromium.

use std::ffi::OsString;

use anyhow::Result;

use crate::install;
use crate::process::{self, cargo};

/// Runs the wasm tests of the engine and of its worker.
pub fn run() -> Result<()> {
    install::wasm_target()?;
    install::ensure(&install::CHROMIUM)?;
    let driver = install::ensure(&install::CHROMEDRIVER)?;
    // Not the path of this process: cargo may have replaced the file under it meanwhile.
    let runner = format!("{} wasm-test", process::target().join("debug/xtask").display());
    let config = process::root().join("xtask/webdriver.json");
    process::step(
        "cargo test for wasm32",
        cargo()
            .args(["test", "--package", "worker"])
            .args(["--target", "wasm32-unknown-unknown"])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", runner)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", config)
            .env("CHROMEDRIVER", which(driver)?)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "300"),
    )
}

fn which(program: &str) -> Result<String> {
    let path = process::output(process::command("sh").args(["-c", "command -v \"$0\"", program]))?;
    Ok(path.trim().to_owned())
}

/// Runs one test binary: the test runner of wasm-bindgen, as a library, so that no tool of another
/// version is picked up.
pub fn runner(args: Vec<OsString>) -> Result<()> {
    let name = OsString::from("wasm-bindgen-test-runner");
    wasm_bindgen_cli::wasm_bindgen_test_runner::run_cli_with_args(std::iter::once(name).chain(args))
}
