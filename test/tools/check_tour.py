"""docs/tour.md shows every page: each route that answers with a page has a picture named as it, and every picture is shown.

Usage: check_tour.py [ROUTES TOUR PICTURES]"""
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NO_PAGE = {"batches-batch-mapping.yaml", "batches-batch-original", "batches-batch-refusals.csv", "figures.csv",
           "papers-paper-family-sheet.pdf", "static-file", "healthz"}


def pages(routes):
    """Names of the pages: /people/{person}/split is people-person-split, / is start."""
    for pattern in re.findall(r'^ROUTE\(GET, +"([^"]+)"', routes, re.MULTILINE):
        yield re.sub(r"[{}]", "", pattern.strip("/")).replace("/", "-") or "start"


def faults(routes, tour, pictures):
    there, known = set(pictures), set(pages(routes)) - NO_PAGE
    shown = set(re.findall(r"\(pictures/tour/([^)]+)\.png\)", tour))
    yield from (f"no picture of {name}" for name in sorted(known - there))
    yield from (f"docs/tour.md does not show {name}.png" for name in sorted(there - shown))
    yield from (f"docs/tour.md shows {name}.png, which is not there" for name in sorted(shown - there))
    yield from (f"{name}.png is of no page" for name in sorted(there) if name.split("--")[0] not in known)


def main(routes=ROOT / "src/web/routes.def", tour=ROOT / "docs/tour.md", pictures=ROOT / "docs/pictures/tour"):
    found = list(faults(Path(routes).read_text(encoding="utf-8"), Path(tour).read_text(encoding="utf-8"),
                        [path.stem for path in Path(pictures).glob("*.png")]))
    sys.exit("\n".join(found + ["script/tour takes the pictures anew"]) if found else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
