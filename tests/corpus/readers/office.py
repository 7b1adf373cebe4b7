"""LibreOffice, if it is installed."""

import shutil
import subprocess

import pytest


def in_libreoffice(path, tmp_path):
    """The workbook as LibreOffice opens, calculates and saves it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed (Debian: libreoffice-calc)")
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    out = tmp_path / "saved"
    command = [office, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return out / path.name
