import sys
from pathlib import Path

from simulator.files import *
from simulator.files.reading import read

lang = "en" if "--en" in sys.argv else "ko"
bad = False
for a in sys.argv[1:]:
    if a.startswith("--"):
        continue
    p = Path(a)
    for f in [p] if p.is_file() else sorted(p.rglob("*.yaml")):
        kind = {"rubric.yaml": "rubric", "company.yaml": "company"}.get(f.name, "persona")
        r = read(kind, f)
        for x in r.problems:
            print(x.sentence(lang))
            bad = True
        print(f, "OK" if r.value else "BROKEN")
sys.exit(bad)
