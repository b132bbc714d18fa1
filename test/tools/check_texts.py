"""Every text for people has a translation in every language, and po/ is what script/texts would make of the sources."""
import subprocess
import sys
import tempfile
from pathlib import Path

root = Path(__file__).parents[2]
sys.path.insert(0, str(root / "tools"))
import gen_texts  # noqa: E402

with tempfile.TemporaryDirectory() as folder:
    template = Path(folder) / "saikai.pot"
    subprocess.run([root / "script/texts", "--check", template], check=True)
    faults = gen_texts.check(template, [root / "po" / f"{language}.po" for language in ("en", "ja", "ko")])
print("\n".join(faults) if faults else "all texts are translated")
sys.exit(1 if faults else 0)
