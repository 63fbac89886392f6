"""Builds wheel and source with nothing but Python, so that no index is asked (PEP 427, PEP 517); the source builds itself the same way."""

import base64
import gzip
import hashlib
import io
import json
import pathlib
import tarfile
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
TERMS = ["License: Apache-2.0", "Requires-Python: >=3.9", "Description-Content-Type: text/markdown"]
MODULE = ("chokepoint/__init__.py", "chokepoint/py.typed")


def _about():
    """METADATA and LICENSE: beside this file in an unpacked source, else made from the repository."""
    if (HERE / "PKG-INFO").exists():
        return [(HERE / name).read_text("utf-8") for name in ("PKG-INFO", "LICENSE")]
    root = HERE.parents[2]
    version = json.loads((root / "package.json").read_text("utf-8"))["version"]
    facts = ["Name: chokepoint", f"Version: {version}", "Summary: Client of Chokepoint, supply risk of critical elements", *TERMS]
    guide = (root / "docs/integrations/python/README.md").read_text("utf-8")
    return ["\n".join(["Metadata-Version: 2.1", *facts, "", guide]), (root / "LICENSE").read_text("utf-8")]


def _version(metadata):
    return metadata.split("\nVersion: ", 1)[1].split("\n", 1)[0]


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    metadata, licence = _about()
    info = f"chokepoint-{_version(metadata)}.dist-info"
    files = {name: (HERE / name).read_text("utf-8") for name in MODULE}
    files[f"{info}/METADATA"] = metadata
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nGenerator: chokepoint\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/LICENSE"] = licence
    record = [f"{path},sha256={_sha256(text)},{len(text.encode())}\n" for path, text in files.items()]
    files[f"{info}/RECORD"] = "".join([*record, f"{info}/RECORD,,\n"])
    wheel = f"chokepoint-{_version(metadata)}-py3-none-any.whl"
    with zipfile.ZipFile(pathlib.Path(wheel_directory) / wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(zipfile.ZipInfo(path), text, zipfile.ZIP_DEFLATED)
    return wheel


def build_sdist(sdist_directory, config_settings=None):
    metadata, licence = _about()
    name = f"chokepoint-{_version(metadata)}"
    files = {file: (HERE / file).read_text("utf-8") for file in (*MODULE, "pyproject.toml", "wheel_of_client.py")}
    with open(pathlib.Path(sdist_directory) / f"{name}.tar.gz", "wb") as file, gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
        with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
            for path, text in {**files, "PKG-INFO": metadata, "LICENSE": licence}.items():
                entry = tarfile.TarInfo(f"{name}/{path}")
                entry.size = len(text.encode())
                archive.addfile(entry, io.BytesIO(text.encode()))
    return f"{name}.tar.gz"


def _sha256(text):
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
