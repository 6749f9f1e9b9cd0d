"""What `inv check` takes: the whole archive without a memory, and one changed file of it. `inv bench --name check -- 10000`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from statistics import median

from tests.bench.archive import stories, write_story
from tests.bench.measure import run
from tests.bench.preview import copy_project

COMMAND = [sys.executable, "-m", "invoke", "check"]
EDITS = 9


def main(words: list[str]) -> None:
    """The project's own content with so many made-up items beside it, checked as a press officer would, start included."""
    count = int(words[0]) if words else 10_000
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder)
        copy_project(project)
        files = [write_story(story, project) for story in stories(count)]
        whole = run(COMMAND, project)
        print(f"{count} naskah: seluruhnya {whole.seconds:.1f} s ({whole.processor:.1f} s prosesor)", flush=True)
        same = [run(COMMAND, project).seconds for _ in range(EDITS)]
        print(f"tanpa perubahan: median {median(same):.2f} s")
        edited = []
        for number in range(EDITS):
            with files[-3].open("a", encoding="utf-8") as file:
                file.write(f"\nKalimat nomor {number}.\n")
            edited.append(run(COMMAND, project).seconds)
        print(f"satu naskah berubah: median {median(edited):.2f} s, paling lama {max(edited):.2f} s")


if __name__ == "__main__":
    main(sys.argv[1:])
