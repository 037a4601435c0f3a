"""The manual tells of every command and every option."""

from pathlib import Path

import click
import pytest

from sayso.cli.main import cli

MANUAL = (Path(__file__).parents[2] / "docs/reference/cli.md").read_text("utf-8")
COMMANDS = sorted(cli.commands.items())


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_the_manual_names_the_command_and_its_options(name: str, command: click.Command) -> None:
    assert f"sayso {name}" in MANUAL
    options = [option for each in command.params for option in each.opts if option.startswith("--")]

    assert [option for option in options if option not in MANUAL] == []


@pytest.mark.parametrize(("name", "command"), COMMANDS, ids=[name for name, _ in COMMANDS])
def test_every_option_says_what_it_is_for(name: str, command: click.Command) -> None:
    plain = {"--format", "--limit"}  # their values say it
    options = [each for each in command.params if isinstance(each, click.Option)]

    assert [it.opts for it in options if not it.help and not plain & set(it.opts)] == []
