"""Where the files go."""

from pathlib import Path

FILES = Path(__file__).resolve().parent.parent / "files"
FILES.mkdir(exist_ok=True)


def path(cause, program, extension):
    """The path of a file, named by its cause and the program that wrote it."""
    return str(FILES / f"{cause}--{program}.{extension}")
