"""`amends`: no word opens the window, a word runs a command."""

from __future__ import annotations

import argparse
import gc
import sys
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> int:
    """Run the program with the words of the command line and return its exit code."""
    options = _parser().parse_args(words)
    if options.command is None:
        from app.bootstrap import run_window

        return run_window(options.data_dir)
    # Imported here: the window needs none of it.
    from app.cli.ending import run_to_its_end

    return run_to_its_end(partial(options.run, options))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="amends", description="From an order problem to the right message.")
    parser.add_argument("--data-dir", metavar="DIR", help="keep cases, settings and logs in this folder")
    commands = parser.add_subparsers(dest="command", title="commands", metavar="COMMAND")
    _add_decide(commands)
    _add_rules(commands)
    _add_templates(commands)
    _add_check_message(commands)
    # No help: the window starts it to try a template out, nobody else does.
    commands.add_parser("preview-worker").set_defaults(run=_preview_worker)
    return parser


def _add_decide(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("decide", help="decide a request in JSON, without a window")
    command.add_argument("file", nargs="?", metavar="FILE", help="the request; standard input when missing or -")
    command.add_argument("--lines", action="store_true", help="one request a line, one answer a line")
    command.set_defaults(run=_decide)


def _add_rules(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("rules", help="prove the decision tables, or show one")
    task = command.add_mutually_exclusive_group(required=True)
    task.add_argument("--check", action="store_true", help="find gaps and overlaps on every channel")
    task.add_argument("--show", metavar="SITUATION", help="print the table of a situation")
    command.add_argument("--channel", help="with --show: only what can happen on this channel")
    command.set_defaults(run=_rules)


def _add_templates(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser("templates", help="check the message templates, or compile them ahead")
    task = command.add_mutually_exclusive_group(required=True)
    task.add_argument("--check", action="store_true", help="find what is wrong with a template, built-in or your own")
    task.add_argument("--compile", action="store_true", help="compile the built-in templates for a quicker start")
    command.set_defaults(run=_templates)


def _add_check_message(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = commands.add_parser(
        "check-message",
        help="check a message before it is sent, without a window",
        description="Check a message to a buyer as the window does before Copy. Findings come as JSON; start and end"
        " count characters of the part, a line end is one. Exit code: 0 nothing blocks, 1 something does, 2 bad input."
        " Amounts and dates are checked only with --request.",
    )
    command.add_argument("file", nargs="?", metavar="FILE", help="the text; standard input when missing or -")
    command.add_argument("--channel", help="where it is sent, such as amazon-de")
    command.add_argument("--order", metavar="NUMBER", help="the number of the order it is about")
    command.add_argument("--language", help="the language it should be in; the channel's own when missing")
    command.add_argument("--situation", help="what it is about, such as not_received; some words depend on it")
    command.add_argument(
        "--request", metavar="FILE", help="a request as `decide` reads it: it tells channel, order and situation"
    )
    command.add_argument(
        "--with-subject", action="store_true", help="the first line is the subject; else all of the text is the body"
    )
    command.set_defaults(run=_check_message)


def _decide(options: argparse.Namespace) -> int:
    # Measured: looking for garbage takes a tenth of the time of one answer, which makes next to none.
    gc.disable()
    from app.cli.decide import decide_lines, decide_one
    from app.paths import policy_folder

    own_policies = policy_folder(options.data_dir)
    if options.lines:
        gc.enable()
    return decide_lines(options.file, own_policies) if options.lines else decide_one(options.file, own_policies)


def _rules(options: argparse.Namespace) -> int:
    from app.cli.ending import tell
    from app.cli.rules import check_rules, show_rules

    if options.check and options.channel:
        return tell("--channel: goes with --show only; --check proves every channel")
    return check_rules() if options.check else show_rules(options.show, options.channel)


def _templates(options: argparse.Namespace) -> int:
    from app.cli.templates import check_templates, compile_templates
    from app.paths import Paths

    if options.compile:
        return compile_templates()
    return check_templates(Paths.from_environment(options.data_dir).templates)


def _check_message(options: argparse.Namespace) -> int:
    from app.cli.check_message import check_message
    from app.paths import policy_folder

    return check_message(options, policy_folder(options.data_dir))


def _preview_worker(options: argparse.Namespace) -> int:
    from app.cli.preview_worker import serve_previews
    from app.paths import Paths

    paths = Paths.from_environment(options.data_dir)
    return serve_previews(paths.templates, paths.policies)


if __name__ == "__main__":
    sys.exit(main())
