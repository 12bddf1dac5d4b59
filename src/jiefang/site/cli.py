"""Commands of the platform (平台命令): init, serve, worker, manage, doctor.

Only click is imported at the top, so that `jiefang --help` is quick and this table can be read
where Django is not installed.
"""

import signal
import socket
import sys
from typing import Final

import click

COMMANDS: Final[dict[str, tuple[str, str]]] = {
    "init": ("jiefang.site.cli:init", "Make a district in JIEFANG_HOME (建立辖区)."),
    "serve": ("jiefang.site.cli:serve", "Serve the site with its job worker (启动网站)."),
    "worker": ("jiefang.site.cli:worker", "Run jobs and sweeps without the site (执行任务)."),
    "jobs": ("jiefang.site.cli:jobs", "List or cancel jobs (任务清单)."),
    "ledger": ("jiefang.site.cli:ledger", "Verify the chain of events (核验台账)."),
    "doctor": ("jiefang.site.cli:doctor", "Say what is unsound, each with its cure (自查)."),
    "manage": ("jiefang.site.cli:manage", "Django's own commands (管理命令)."),
}

STOP_SIGNALS: Final = (signal.SIGTERM, signal.SIGINT)


@click.command()
@click.argument("code")
@click.option("--demo", is_flag=True, help="Fill the district with a simulated year.")
def init(code: str, demo: bool) -> None:  # noqa: FBT001  # click passes a flag by position
    """Make a district in JIEFANG_HOME: database, example documents and their public audit."""
    _prepare()
    import jiefang.site.seeds.example as example

    if demo:
        click.echo("--demo: there is nothing to simulate yet beyond the examples", err=True)
    try:
        paths = example.install(code)
    except example.NoSeedsError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"{len(paths)} example documents in {paths[0].parent}")
    click.echo(f"public example audit: {example.publish(code, paths)}")


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--no-workers", is_flag=True, help="Leave jobs to `jiefang worker`.")
def serve(host: str, port: int, no_workers: bool) -> None:  # noqa: FBT001
    """Serve the site, with its job worker and sweeps, until Ctrl+C."""
    from jiefang.site import serving, upkeep

    if not _is_free(host, port):
        raise click.ClickException(f"port {port} on {host} is taken; choose another with --port")
    upkeep.allow_host(host)
    _prepare()
    click.echo(f"智慧解放 · http://{_shown(host)}:{port}/ · Ctrl+C stops")
    serving.run(host=host, port=port, with_worker=not no_workers)


@click.command()
@click.option("--parent", type=int, hidden=True, help="Stop when this process is gone.")
def worker(parent: int | None) -> None:
    """Run jobs and sweeps, without the site, until a signal says stop."""
    from jiefang.site import upkeep

    upkeep.setup()
    from jiefang.ledger.worker import work
    from jiefang.site.sweeps import sweep_all

    stop = upkeep.StopOnSignal(STOP_SIGNALS, parent=parent)
    work(stop=stop.is_asked, sweep=sweep_all)


@click.group()
def jobs() -> None:
    """List or cancel jobs."""


@jobs.command("list")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
def jobs_list(limit: int) -> None:
    """Show the newest jobs with state and progress."""
    from jiefang.site import upkeep

    upkeep.setup()
    from jiefang.ledger.actor import SYSTEM
    from jiefang.ledger.jobs import visible_to

    for job in visible_to(SYSTEM).order_by("-id")[:limit]:
        share = f"{job.done}/{job.total}" if job.total else "-"
        click.echo(f"{job.pk}\t{job.state}\t{job.kind}\t{job.step or '-'}\t{share}\t{job.actor}")


@jobs.command("cancel")
@click.argument("job", type=int)
def jobs_cancel(job: int) -> None:
    """Cancel one job by its number."""
    from jiefang.site import upkeep

    upkeep.setup()
    from jiefang.ledger.actor import SYSTEM
    from jiefang.ledger.jobs import cancel_job
    from jiefang.ledger.refusal import Refusal

    try:
        cancel_job(actor=SYSTEM, job_id=job)
    except Refusal as refusal:
        raise click.ClickException(refusal.told()) from refusal


@click.group()
def ledger() -> None:
    """Work on the chain of events."""


@ledger.command("verify")
def ledger_verify() -> None:
    """Recompute the whole chain; exit status 1 where it is broken."""
    from jiefang.site import upkeep

    upkeep.setup()
    from jiefang.ledger.chain import verify_chain
    from jiefang.ledger.refusal import Refusal

    try:
        click.echo(f"{verify_chain()} events, chain sound")
    except Refusal as refusal:
        raise click.ClickException(refusal.told()) from refusal


@click.command()
def doctor() -> None:
    """Say what is unsound, each with its cure; exit status 1 when something is."""
    from jiefang.site import upkeep

    upkeep.setup()
    from jiefang.site.health import examine

    complaints = examine()
    for complaint in complaints:
        click.echo(f"✗ {complaint.what}\n  → {complaint.cure}")
    if not complaints:
        click.echo("✓ sound")
    sys.exit(1 if complaints else 0)


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run one of Django's own commands."""
    from jiefang.site import upkeep

    upkeep.setup()
    from django.core.management import execute_from_command_line

    execute_from_command_line(["jiefang manage", *words])


def _prepare() -> None:
    """Make what the site needs, or say in one line what somebody else has to do."""
    from jiefang.site import upkeep

    try:
        upkeep.prepare()
    except upkeep.NotMigratedError as error:
        raise click.ClickException(str(error)) from error


def _is_free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _shown(host: str) -> str:
    """An address that a browser on this machine can open."""
    if host in {"0.0.0.0", "::"}:  # noqa: S104  # shown, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host
