"""A bundle runs with the network cut, on a machine that has Python and nothing else."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bundle

THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
MOST_MIB = 110
REPORT = "全年完成工业投资12.5亿元，其中技改投资4.2亿元。\n"


@pytest.fixture(scope="module")
def audit_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the audit for this machine's system and Python only."""
    if sys.platform != "linux" or os.uname().machine != "x86_64":
        pytest.skip("the bundle of this test is for Linux x86_64")
    named = next(b for b in bundle.BUNDLES if b.name == "jiefang-audit-linux-x86_64")
    return bundle.build(named, into=tmp_path_factory.mktemp("dist"), pythons=(THIS_PYTHON,))


def run_cut_off(command: list[str], *, home: Path) -> subprocess.CompletedProcess[str]:
    """Run in an empty environment; as root the network is really taken away."""
    cut = ["unshare", "--net"] if os.geteuid() == 0 and _can_unshare() else []
    bare = {"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/bin:/bin", "HOME": str(home)}
    return subprocess.run(
        [*cut, *command], env=bare, capture_output=True, text=True, check=False, cwd=home
    )


def _can_unshare() -> bool:
    if shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "--net", "true"], capture_output=True, check=False)
    return tried.returncode == 0


@pytest.mark.slow
def test_bundle_audits_without_network(audit_bundle: Path, tmp_path: Path) -> None:
    start = str(audit_bundle / "jiefang")
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    version = run_cut_off([start, "--version"], home=tmp_path)
    audit = run_cut_off([start, "audit", "report.txt", "--format", "jsonl"], home=tmp_path)
    assert version.stdout.startswith("jiefang, version"), version.stderr
    assert audit.returncode == 0, audit.stderr
    assert '"type": "claim"' in audit.stdout.replace('"type":"', '"type": "')


@pytest.mark.slow
def test_core_install_is_light_and_without_tests(audit_bundle: Path) -> None:
    installed = audit_bundle / "lib"
    assert bundle.size_mib(installed) <= MOST_MIB
    assert not list((installed / "jiefang").rglob("tests"))
    assert not (installed / "django").exists()


def test_merging_refuses_what_differs(tmp_path: Path) -> None:
    for name, text in (("one", "x = 1"), ("two", "x = 2")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "module.py").write_text(text, encoding="utf-8")
    bundle.merge(tmp_path / "one", into=tmp_path / "lib")
    with pytest.raises(bundle.BundleError, match=r"module\.py differs"):
        bundle.merge(tmp_path / "two", into=tmp_path / "lib")
