"""Readers for clerks in processes of their own: they hang, eat memory or end where told to."""

import os
import threading

from plain_reader import PlainReader

from sayso.records.reading import Reading
from sayso.records.report import Report


class HostileReader:
    """Reads plainly, but for reports that hold HANG, DIE or EAT."""

    def read(self, report: Report) -> Reading:
        if "HANG" in report.text:
            threading.Event().wait()
        if "DIE" in report.text:
            os._exit(1)
        if "EAT" in report.text:
            bytearray(10**12)
        return PlainReader().read(report)
