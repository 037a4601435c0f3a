"""Measures trained nets, or several as one, on a part of PolNeAR and on our own reports.

python -m training.evaluate build/claims.pt --data ../shared/data/polnear/dev
"""

import argparse
import json
from pathlib import Path

import torch

from training.corpus import load_domain, load_polnear, make_example, split, to_offsets
from training.predict import predict
from training.scoring import compare
from training.train import load_net, make_pieces


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("nets", type=Path, nargs="+", help="their opinions are averaged")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/polnear/dev"))
    parser.add_argument("--domain", type=Path, help="our own reports: those set aside count")
    parser.add_argument("--encoder", type=Path, default=Path("build/encoder"))
    parser.add_argument("--outside", type=float, nargs="*", default=[0.0])
    parser.add_argument("--predictions", type=Path, help="write them for the scorer")
    args = parser.parse_args()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pieces = make_pieces(args.encoder)
    nets = [load_net(path, args.encoder).to(device).eval() for path in args.nets]
    articles = load_polnear(args.data) + split(load_domain(args.domain))[1]
    examples = [make_example(article, pieces) for article in articles]
    for outside in args.outside:
        tagged = predict(nets, examples, pieces, device, outside=outside)
        print(outside, json.dumps(compare(tagged, examples)), flush=True)
    if args.predictions:
        with args.predictions.open("w", encoding="utf-8") as file:
            for example in examples:
                if example.article.kind == "polnear":
                    found = to_offsets(tagged[example.article.name], example)
                    print(
                        json.dumps({"doc": example.article.name, "attributions": found}), file=file
                    )


if __name__ == "__main__":
    main()
