"""What a report is called: by its title, or by what stands for one and says so."""

from urllib.parse import unquote

from sayso.records.casebook import ReportSummary


def call_report(report: ReportSummary) -> str:
    """Return a report's title; where it has none, its first words or its file's name, so marked.

    >>> call_report(summary)
    'no title; begins: “The court in Zarichne sat on Monday”'
    """
    if report.title is not None and report.title.strip():
        return report.title
    if report.begins is not None:
        return f"no title; begins: “{report.begins}”"
    if report.file_name is not None:
        return f"no title; file: {show_file_name(report.file_name)}"
    return f"no title; {report.id}"


def show_file_name(name: str) -> str:
    """Return a file's name as people know it: browsers send quotation marks and lines as "%22"."""
    if any(it in name for it in ("%22", "%0A", "%0D")):
        return unquote(name.replace("%0D", " ").replace("%0A", " "))
    return name
