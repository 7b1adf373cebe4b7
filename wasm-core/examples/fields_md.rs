//! Prints `docs/fields.md`: `cargo run -p wasm-core --example fields_md > docs/fields.md`.

use wasm_core::convert::fields_markdown;

fn main() {
    print!("{}", fields_markdown());
}
