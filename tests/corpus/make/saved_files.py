"""The engine's own sample as openpyxl and LibreOffice save it.

Run `cargo run -p wasm-core --example write_sample -- target/corpus` first.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

import openpyxl

from paths import FILES

SAMPLE = Path(__file__).resolve().parents[3] / "target" / "corpus" / "sample.xlsx"


def openpyxl_saves():
    openpyxl.load_workbook(SAMPLE).save(FILES / "export-saved--openpyxl.xlsx")


def libreoffice_saves():
    with tempfile.TemporaryDirectory() as work:
        profile = f"-env:UserInstallation=file://{work}/profile"
        for kind in ("xlsx", "ods"):
            command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", work, str(SAMPLE)]
            subprocess.run(command, check=True, capture_output=True, timeout=180)
            shutil.move(f"{work}/sample.{kind}", FILES / f"export-saved--libreoffice.{kind}")


openpyxl_saves()
libreoffice_saves()
