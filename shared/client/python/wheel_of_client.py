"""Builds the wheel with nothing but Python, so that no index is asked: a zip of the package and files about it (PEP 427, PEP 517)."""

import base64
import hashlib
import json
import pathlib
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[2]
TERMS = ["License: Apache-2.0", "Requires-Python: >=3.9", "Description-Content-Type: text/markdown"]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = json.loads((ROOT / "package.json").read_text("utf-8"))["version"]
    facts = ["Name: chokepoint", f"Version: {version}", "Summary: Client of Chokepoint, supply risk of critical elements", *TERMS]
    guide = (ROOT / "docs/integrations/python/README.md").read_text("utf-8")
    info = f"chokepoint-{version}.dist-info"
    files = {f"chokepoint/{name}": (HERE / "chokepoint" / name).read_text("utf-8") for name in ("__init__.py", "py.typed")}
    files[f"{info}/METADATA"] = "\n".join(["Metadata-Version: 2.1", *facts, "", guide])
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: chokepoint\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/LICENSE"] = (ROOT / "LICENSE").read_text("utf-8")
    record = [f"{path},sha256={_sha256(text)},{len(text.encode())}\n" for path, text in files.items()]
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"])
    wheel = f"chokepoint-{version}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text, zipfile.ZIP_DEFLATED)
    return wheel


def _sha256(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
