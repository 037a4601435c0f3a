"""What is exported says what was trained: a tiny net of random weights, both ways.

Needs torch and onnx (`pip install -e .[training]`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sayso.lang.engines.tagger.claim_tagger import ClaimTagger
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, LINKED, get_distance
from sayso.lang.engines.tagger.model_file import read_model_file
from sayso.lang.engines.tagger.text import make_windows, make_words

TEXT = (
    "“They took him at night,” Anna Petrova, a lawyer, told Polar Post.\n"
    "Мэр сообщил, что мост закрыт; «моста нет», — сказала вона.\n"
    "He added that nobody was told."
)
WHY = "training needs torch and onnx: pip install -e .[training]"


@pytest.fixture(scope="module")
def torch() -> Any:
    pytest.importorskip("onnx", reason=WHY)
    return pytest.importorskip("torch", reason=WHY)


@pytest.fixture(scope="module")
def pieces_bytes() -> bytes:
    return read_model_file().arrays["pieces"].tobytes()


@pytest.fixture(scope="module")
def net(torch: Any, tagger: ClaimTagger) -> Any:
    """A net of two layers whose embeddings are those of the file, to the last digit."""
    from training.export import quantize_table
    from training.model import Net, Shape

    torch.manual_seed(3)
    shape = Shape(width=48, heads=4, inner=96, layers=2, positions=300)
    file = read_model_file()
    made = Net(shape, len(file.arrays["table"])).eval()
    with torch.no_grad():
        for name, parameter in made.named_parameters():
            # Half precision, as in the file.
            usual = 1.0 if "norm" in name and name.endswith("weight") else 0.0
            parameter.copy_((usual + torch.randn_like(parameter) * 0.2).half().float())
        table, scales = quantize_table(
            np.random.default_rng(3).normal(size=made.encoder.table.shape).astype(np.float32)
        )
        exact = table * scales[:, None].astype(np.float32)
        made.encoder.table.copy_(torch.from_numpy(exact))
        # No label is likelier than another, so that there is something of each.
        window = next(list_windows(tagger))
        words = made.words(torch.tensor([window.ids]), None, torch.tensor([window.heads]))
        made.tag.bias.sub_(made.tag(words).mean((0, 1)))
    return made


@pytest.fixture(scope="module")
def exported(
    net: Any, pieces_bytes: bytes, tmp_path_factory: pytest.TempPathFactory
) -> ClaimTagger:
    from training.export import export

    path = Path(tmp_path_factory.mktemp("tiny"), "tiny.model")
    path.write_bytes(export(net, pieces_bytes, {"version": "tiny"}, exact=True))
    return ClaimTagger(read_model_file(path))


def run_net(torch: Any, net: Any, ids: tuple[int, ...], heads: tuple[int, ...]) -> tuple[Any, Any]:
    with torch.inference_mode():
        hidden = net.words(torch.tensor([ids]), None, torch.tensor([heads]))
        return hidden[0], torch.log_softmax(net.scores(hidden), -1)[0]


def list_windows(tagger: ClaimTagger) -> Iterator[Any]:
    words = make_words(TEXT, tagger.pieces)
    return make_windows(TEXT, words, tagger.pieces, most=64)


def test_it_says_of_each_word_what_the_net_says(
    torch: Any, net: Any, exported: ClaimTagger
) -> None:
    for window in list_windows(exported):
        wanted, logs = run_net(torch, net, window.ids, window.heads)

        hidden, scores = exported.run(window)

        assert hidden == pytest.approx(wanted.numpy(), abs=2e-3)
        assert scores.shape == (LEVELS, len(window.heads), len(LABELS))
        assert scores.transpose(1, 0, 2) == pytest.approx(logs.numpy(), abs=2e-3)


def test_it_links_as_the_net_does(torch: Any, net: Any, exported: ClaimTagger) -> None:
    from training.model import gather_spans

    window = next(list_windows(exported))
    wanted, _ = run_net(torch, net, window.ids, window.heads)
    spans, cues = [(0, 3), (4, 5), (9, 12)], [(6, 7), (13, 14)]
    ends = [torch.tensor([[(low, high - 1) for low, high in some]]) for some in (spans, cues)]
    distances = torch.tensor([[[get_distance(*span, *cue) for cue in cues] for span in spans]])

    hidden, _ = exported.run(window)

    link = exported._make_linker(hidden)
    for role in LINKED:
        with torch.inference_mode():
            words = wanted[None]
            fits = net.link[role](*(gather_spans(words, some) for some in ends), distances)[0]
            if role == "source":
                fits = torch.cat([fits, net.nobody.expand(1, len(cues))])
        assert link(role, spans, cues) == pytest.approx(fits.numpy(), abs=5e-3)


def test_it_finds_the_statements_that_training_measures(
    torch: Any, net: Any, exported: ClaimTagger
) -> None:
    from training.corpus import Article, make_example
    from training.predict import predict

    article = Article(name="1", kind="plain", language="en", text=TEXT, versions=[], nested=False)
    example = make_example(article, exported.pieces)

    wanted = predict([net], [example], exported.pieces, torch.device("cpu"))["1"]

    found = exported.tag_words(TEXT, example.words)
    found.sort(key=lambda one: one.spans["cue"][0])
    assert wanted
    assert [(one.level, one.spans) for one in found] == [(one.level, one.spans) for one in wanted]


def test_padding_changes_nothing(torch: Any, net: Any, exported: ClaimTagger) -> None:
    from training.batch import collate, make_items
    from training.corpus import Article, make_example

    texts = [TEXT, "He said so."]
    articles = [
        Article(name=text, kind="plain", language="en", text=text, versions=[], nested=False)
        for text in texts
    ]
    examples = [make_example(article, exported.pieces) for article in articles]
    items = make_items(examples, exported.pieces, None)

    batch = collate(items)

    with torch.inference_mode():
        together = net.words(batch.ids, batch.mask[:, None, None], batch.heads)
    for row, item in enumerate(items):
        alone, _ = run_net(torch, net, item.window.ids, item.window.heads)
        assert together[row, : len(alone)].numpy() == pytest.approx(alone.numpy(), abs=1e-4)


def test_eight_bits_say_nearly_the_same(
    torch: Any, net: Any, exported: ClaimTagger, pieces_bytes: bytes, tmp_path: Path
) -> None:
    from training.export import export

    path = tmp_path / "small.model"
    path.write_bytes(export(net, pieces_bytes, {"version": "small"}))
    small = ClaimTagger(read_model_file(path))

    for window in list_windows(small):
        (_, exact), (_, rounded) = exported.run(window), small.run(window)
        assert np.abs(np.exp(exact) - np.exp(rounded)).mean() < 0.02


def test_training_loses_less_and_less(torch: Any, tagger: ClaimTagger) -> None:
    from training.batch import collate, make_items
    from training.corpus import make_article, make_example
    from training.domain import load_folder
    from training.model import Net, Shape
    from training.train import link_loss, tag_loss

    torch.manual_seed(5)
    article = make_article(load_folder()[0])
    example = make_example(article, tagger.pieces)
    batch = collate(make_items([example], tagger.pieces, None)[:1])
    shape = Shape(width=24, heads=2, inner=48, layers=1, positions=300)
    pupil = Net(shape, len(read_model_file().arrays["table"]), dropout=0.0)
    pupil.encoder.table.normal_()
    optimizer = torch.optim.Adam(pupil.parameters(), lr=0.01)
    losses = []
    for _ in range(25):
        words = pupil.words(batch.ids, batch.mask[:, None, None], batch.heads)
        loss = tag_loss(pupil.scores(words), batch) + link_loss(pupil, words, batch.links)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(float(loss.detach()))

    assert losses[-1] < losses[0] / 3
