"""How far apart two values may lie before they are called a conflict."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """What is still no conflict, and from where a conflict is grave.

    Attributes:
        relative_days: Days that a day counted from another ("on Tuesday", "last night") may be
            off; a date that is written out may not.
        vague_days: Days that a date put vaguely ("around 12 March") may be off.
        grave_days: From so many days apart, two dates of one step weigh ``medium``.
        softened: Part of itself by which a softened figure ("about 300") may be off.
        rounded: Part of itself by which a round figure (300, 250) may be off.
        round_from: A figure is round from this on, where it ends in a naught.
        near_counts: Two counts that differ by no more than this part of the greater weigh ``low``.
        grave_counts: Two counts of which one is so many times the other weigh ``high``.
        rival_counts: Two figures of one report that are more times apart count something else.
        months: Months by which two terms may differ ("2.2 years" is 2 years and 2 months).
        grave_years: From so many years apart, two ages are a conflict (one is a birthday).
        sums: Part of itself by which a sum that was turned into another currency may be off.
        one_hearing: Days within which two accounts of an appeal are of one decision.
        alike_names: From this likeness on (`compare_names`), two names are one.
        most_values: Of one field of one step, so many values at most are compared.
    """

    relative_days: int = 1
    vague_days: int = 7
    grave_days: int = 2
    softened: float = 0.1
    rounded: float = 0.04
    round_from: int = 50
    near_counts: float = 0.1
    grave_counts: float = 3.0
    rival_counts: float = 6.0
    months: float = 0.5
    grave_years: int = 2
    sums: float = 0.05
    one_hearing: int = 10
    alike_names: float = 0.5
    most_values: int = 40


DEFAULT_TOLERANCES = Tolerances()
