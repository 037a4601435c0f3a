from benchmarks.casebook.generate import generate


def test_invented_reports_are_the_same_wherever_one_begins() -> None:
    whole = list(generate(0, 1003))

    assert list(generate(998, 1003)) == whole[998:]
    assert len({reading.report.sha256 for reading in whole}) == 1003


def test_what_is_read_in_invented_reports_stands_in_them() -> None:
    for reading in generate(0, 30):
        report = reading.report
        for claim in reading.claims:
            assert report.select(*claim.content.spans) == claim.content
        for entity in reading.entities:
            assert {report.text[begin:end] for begin, end in entity.mentions} == {entity.name}
