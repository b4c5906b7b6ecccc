"""LibreOffice, asked line by line (see desk.py)."""
import json
import subprocess
from pathlib import Path


class LibreOffice:
    """One running LibreOffice; `python` is the one that has `uno`."""

    def __init__(self, python, profile):
        desk = Path(__file__).with_name("desk.py")
        self.process = subprocess.Popen([python, str(desk), str(profile)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        self.process.wait(timeout=60)

    def order(self, **order):
        """What was done; raises ValueError with what LibreOffice says when it could not be."""
        print(json.dumps(order, ensure_ascii=False), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("LibreOffice has gone")
        answer = json.loads(line)
        if "failed" in answer:
            raise ValueError(answer["failed"])
        return answer["done"]

    def sheets(self, path, merged=None):
        return self.order(do="read", path=str(path), merged=merged or {})

    def fill(self, path, cells, save, **more):
        return self.order(do="fill", path=str(path), cells=cells, save=[str(one) for one in save], **more)
