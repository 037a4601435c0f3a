"""An invented report, and a way to find words in it."""

from sayso.records.report import Report
from sayso.records.selector import Selector, Span

TEXT = """\
Reservist held after refusing to fight, wife says
A reservist from Verrin was detained last week after he refused to go to the front, his wife told \
Harbor News.
“They came for him at night,” Mira Tessaly said. “Nobody,” she added, “has told us where he is.”
Ilan Tessaly, 31, could face up to three years in prison or a fine of 40,000 crowns ($1,900) under \
Article 212 of the Criminal Code if convicted, according to his lawyer.
Around 200 conscripts are being held in a cellar in the village of Orsk in the Dalen region, the \
Lantern channel reported on Sunday, citing relatives.
The Defense Ministry denied that anyone was being held against his will.
Prosecutors intend to reopen a case against a 24-year-old man that was dropped in May, the lawyer \
said the ministry had confirmed.
"""


def make_report(text: str = TEXT) -> Report:
    return Report(
        id="harbor-1",
        title="Reservist held after refusing to fight, wife says",
        publisher="The Coast Gazette",
        url="https://gazette.example/reservist",
        published="2031-03-12",
        captured=None,
        language="en",
        sha256="ab" * 32,
        text=text.strip(),
    )


class Finder:
    """Finds words in a report, so that no test counts offsets by hand."""

    def __init__(self, report: Report) -> None:
        self.report = report

    def span(self, words: str, *, after: str = "") -> Span:
        begin = self.report.text.index(words, self.report.text.index(after) if after else 0)
        return Span(begin, begin + len(words))

    def select(self, *words: str, after: str = "") -> Selector:
        return self.report.select(*(self.span(one, after=after) for one in words))
