//! From a crate to optimised wasm and its JavaScript glue.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::process::{self, cargo, command, root, target};

/// One wasm program.
pub struct Program {
    /// Its crate.
    package: &'static str,
    /// Name of its files in `static/app`.
    name: &'static str,
    /// Cargo profile; one of its own, so that features and settings never mix.
    profile: &'static str,
    /// Level of the wasm optimiser.
    level: &'static str,
    /// Features of the crate, beside its default ones.
    features: &'static str,
    /// Folder of its files, from the root.
    out: &'static str,
}

/// The engine in its worker, built for speed.
pub const WORKER: Program = Program {
    package: "worker",
    name: "worker",
    profile: "wasm-worker",
    level: "-O3",
    features: "",
    out: "static/app",
};
/// The engine's codec with exports for the benchmark; the same code at the same settings.
pub const BENCH: Program =
    Program { name: "engine", features: "bench", out: "target/bench", ..WORKER };
/// The page, built for size.
pub const UI: Program =
    Program { package: "app-ui", name: "ui", profile: "wasm-ui", level: "-Oz", ..WORKER };

/// Builds one program, unless its input is the one that was built last.
pub fn build(program: &Program, quick: bool) -> Result<()> {
    let mut compile = cargo();
    compile
        .args(["build", "--quiet", "--lib", "--target", "wasm32-unknown-unknown"])
        .args(["--package", program.package, "--profile", program.profile])
        .args(["--features", program.features]);
    process::run(&mut compile)?;
    fs::create_dir_all(out(program))?;
    let input = compiled(program);
    let level = if quick { "none" } else { program.level };
    let stamp = out(program).join(format!("{}.stamp", program.name));
    let wanted = format!("{level} {:?}", fs::metadata(&input)?.modified()?);
    let done = fs::read_to_string(&stamp).is_ok_and(|built| built == wanted);
    if done && out(program).join(format!("{}_bg.wasm", program.name)).exists() {
        return Ok(());
    }
    bind(program, &input)?;
    if !quick {
        optimise(program)?;
    }
    fs::write(stamp, wanted)?;
    Ok(())
}

fn out(program: &Program) -> PathBuf {
    root().join(program.out)
}

fn compiled(program: &Program) -> PathBuf {
    let file = format!("{}.wasm", program.package.replace('-', "_"));
    target().join("wasm32-unknown-unknown").join(program.profile).join(file)
}

fn bind(program: &Program, input: &Path) -> Result<()> {
    Bindgen::new()
        .input_path(input)
        .out_name(program.name)
        .web(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(false)
        .generate(out(program))
        .with_context(|| format!("wasm-bindgen on {}", input.display()))
}

fn optimise(program: &Program) -> Result<()> {
    let file = out(program).join(format!("{}_bg.wasm", program.name));
    process::run(
        command("node_modules/.bin/wasm-opt")
            .arg(program.level)
            .args(["--enable-simd", "--enable-bulk-memory", "--enable-nontrapping-float-to-int"])
            .args(["--enable-sign-ext", "--enable-mutable-globals", "--enable-reference-types"])
            .args(["--enable-multivalue", "--enable-extended-const"])
            .arg(&file)
            .arg("-o")
            .arg(&file),
    )
}
