"""A casebook whose reports, names and notes all try to run something in the browser."""

from collections.abc import Iterator
from pathlib import Path

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook
from sayso.workbench.reading import Workbench

MARK = (
    """'"></title></script></textarea>--><script>window.ran=1</script>"""
    """<img src=x onerror=window.ran=1>' " onfocus=window.ran=1 autofocus"""
)
"""What runs wherever it is taken for more than words: it also ends a value, a title, a script."""

ADDRESSES = (
    "javascript:window.ran=1//" + MARK,
    "data:text/html,<script>window.ran=1</script>",
    "https://example.org/" + MARK,
    "JaVaScRiPt:window.ran=1",
)
"""What reports give as their own address, and would run where a link led to it."""

_TEXTS = (
    f"Anna {MARK} Orlova said on Monday that her husband Pavel Orlov, 32, was detained in "
    "Kamyshin on 4 March 2024 for refusing to return to the front. Pavel Orlov was sentenced to "
    f'two years in prison in May. The court said it was lawful. "{MARK} He is innocent," Orlova '
    "told Volga Post.",
    "Жена Павла Орлова Анна Орлова рассказала, что её мужа задержали в Камышине 4 марта 2024 года "
    "за отказ вернуться на фронт. По словам адвоката Ивана Петрова, Павла Орлова приговорили к "
    "трём годам.",
    f"Soldier Pavel Orlov {MARK} of Kamyshin was detained in the spring of 2024, his lawyer Ivan "
    "Petrov told Don Herald. The military denied that Orlov was detained.",
    f"A court in Perm fined soldier P. Orlov {MARK} for refusing to serve, the court said on "
    "Tuesday.",
)


def add_hostile(casebook: Casebook) -> None:
    """Add reports whose words, titles, publishers and ids hold markup, and decide with more."""
    texts = ((MARK + text if n else text, n) for n, text in enumerate(_TEXTS))
    additions = [
        Addition(
            name=f"{MARK}.txt",
            source=text.encode(),
            options=CaptureOptions(
                id=f"{MARK}-{n}",
                title=f"{MARK} title {n}",
                publisher=f"{MARK} Post {n}",
                url=ADDRESSES[n],
                published=f"2024-06-0{n + 1}",
            ),
        )
        for text, n in texts
    ]
    for added in casebook.add(additions):
        assert added.report is not None, added.problem
        casebook.decide(f"note:{added.report.id}", because=MARK)


def make_hostile(path: Path, workbench: Workbench) -> Iterator[Casebook]:
    """Make a casebook of examples and of hostile reports, its cases put together."""
    with Casebook.create(path, analyst=f"Vera {MARK}", reader=workbench) as casebook:
        add_hostile(casebook)
        for _ in casebook.reconcile():
            pass
        yield casebook
