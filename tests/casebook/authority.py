"""A timestamping authority of our own, made with `openssl ts`, for tests."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

_CONFIG = """\
[tsa]
default_tsa = authority
[authority]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
{certs}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
"""
_EXTENSIONS = "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n"


@dataclass(frozen=True, slots=True)
class Authority:
    """The folder of an authority, with its keys."""

    folder: Path

    @classmethod
    def create(cls, folder: Path, *, sends_root: bool = False) -> "Authority":
        """Make one; with ``sends_root`` its answers hold the root's certificate too."""
        made = cls(folder)
        folder.mkdir()
        certs = f"certs = {made.certificate}" if sends_root else ""
        (folder / "openssl.cnf").write_text(_CONFIG.format(folder=folder, certs=certs))
        (folder / "serial").write_text("01\n")
        (folder / "ext").write_text(_EXTENSIONS)
        made.run(
            "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", "ca.key", "-out", "ca.pem", "-days", "30", "-subj", "/CN=Invented Root",
        )  # fmt: skip
        made.run(
            "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
            "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Invented Time",
        )  # fmt: skip
        made.run(
            "x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-days", "30",
            "-set_serial", "2", "-extfile", "ext", "-out", "tsa.pem",
        )  # fmt: skip
        return made

    @property
    def certificate(self) -> Path:
        """The root's certificate, PEM."""
        return self.folder / "ca.pem"

    def answer(self, request: bytes) -> bytes:
        """Return the answer (.tsr) to a request (.tsq)."""
        (self.folder / "request.tsq").write_bytes(request)
        self.run(
            "ts", "-reply", "-config", "openssl.cnf", "-section", "authority",
            "-queryfile", "request.tsq", "-out", "answer.tsr",
        )  # fmt: skip
        return (self.folder / "answer.tsr").read_bytes()

    def verifies(self, statement: Path, answer: Path) -> bool:
        """Return whether openssl, without sayso, verifies an answer."""
        done = subprocess.run(
            ["openssl", "ts", "-verify", "-data", statement, "-in", answer,
             "-CAfile", self.certificate],
            capture_output=True, check=False,
        )  # fmt: skip
        return done.returncode == 0 and b"Verification: OK" in done.stdout + done.stderr

    def run(self, *arguments: str) -> None:
        done = subprocess.run(
            ["openssl", *arguments], cwd=self.folder, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
