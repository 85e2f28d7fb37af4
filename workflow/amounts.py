"""How a number is told without its digits: by halves, by a larger unit, in metres."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .facts import Fact

PART = re.compile(
    r"نصف|ربع|أرباع|ثلث|خمس|\b(?:half|quarters?|thirds?|demi\w*|quarts?|moitié|tiers|halb\w*|Hälfte|"
    r"Viertel|Drittel|medi[oa]|mitad|cuartos?|tercios?|mezz[oa]|metà|mei[oa]|metade|yarım|buçuk|yarı\w*|"
    r"çeyrek|полов\w+|полтор\w+|полмиллион\w*|четверт\w+|трет\w+)\b|נם|חצי|מחצית|רבע|שליש|نیم|نصف|آدھ|半|½|¼|¾",
    re.IGNORECASE,
)
UNITS = (
    (r"hours?|ساعة", 24, r"يوم|أيام|\b(?:days?|jours?|Tage?n?|días?|giorn[oi]|dias?|gün|сут\w*|дн\w+)\b|روز|天|日"),
    (r"days?|يومًا", 7, r"[أا]سبوع|أسابيع|\b(?:weeks?|semaines?|Wochen?|semanas?|settiman[ae]|hafta|недел\w+)\b|هفته|周|星期"),
    (r"months?", 6, r"عام|سنة|سنوات|سنتين|أعوام|\b(?:years?|ans?|Jahre?n?|años?|ann[oi]|anos?|yıl|год\w*|лет)\b|سال|年"),
    (r"years?", 10, r"عقد|عقود|\b(?:decades?|décennies?|Jahrzehnte?n?|décadas?|decenn[io]|десятилет\w*)\b|دهه"),
    (r"years?", 50, r"قرن|قرون|\b(?:centur\w+|siècles?|Jahrhunderte?n?|siglos?|secol[oi]|séculos?|yüzyıl\w*|век\w*)\b"),
    (r"minutes?", 15, r"ساعة|ساعات|\b(?:hours?|heures?|Stunden?|horas?|or[ae]|saat|час\w*)\b"),
    (r"cents?", 25, r"دولار|يورو|\b(?:dollars?|euros?)\b"),
)  # fmt: skip
"""A unit, how many of it make the larger one (or a simple part of it), and the larger one."""
_UNITS = tuple(
    (
        re.compile(rf"[\s\-\u00a0]*(?:{small})\b", re.IGNORECASE),
        size,
        re.compile(large, re.IGNORECASE),
    )
    for small, size, large in UNITS
)
FACTORS = {
    r"miles?|mph": (1.609,),
    r"feet|foot|ft": (0.3048, 30.48),
    r"inch(?:es)?": (2.54, 25.4, 0.0254),
    r"yards?": (0.9144,),
    r"pounds?|lbs?": (0.4536,),
    r"ounces?|oz": (28.35,),
    r"acres?": (0.4047, 4047),
    r"gallons?": (3.785,),
    r"square miles?": (2.59,),
    r"met(?:re|er)s?|grams?|kilograms?|kg": (0.001,),
    r"mn?": (0.001, 10**6),
    r"k": (1000,),
    r"kilomet(?:re|er)s?|km|tons?|tonnes?": (1000,),
    r"hectares?": (10,),
}
_FACTORS = tuple(
    (
        re.compile(
            rf"(?:\s*(?:to|or|and|[-–])\s*\d[\d.,]*)?[\s\-\u00a0]*(?:{unit})\b", re.IGNORECASE
        ),
        factors,
    )
    for unit, factors in FACTORS.items()
)
"""The unit of `2` in `2 to 3 inches` stands behind the other number."""
HEIGHT = re.compile(r"[-\s]?(?:foot|feet|ft|['′’])[-\s]?(\d\d?)(?!\d)", re.IGNORECASE)
FAHRENHEIT = re.compile(
    r"(?:\s*(?:to|or|and|[-–])\s*\d+)?[\s-]?(?:°?\s?F\b|°|degrees?(?!\s*(?:Celsius|C\b)))",
    re.IGNORECASE,
)
DIFFERENCE = re.compile(r".{0,40}(?:differ\w*|above|below|warm\w*|cool\w*|drop|rise|more|less)")
MILE = re.compile(r"\b(?:a|one) mile\b", re.IGNORECASE)
BELOW = re.compile(
    r"تحت الصفر|دون الصفر|ناقص|سالب|\b(?:below|minus|moins|unter|bajo cero|menos|sotto|meno|eksi|ниже|минус)\b"
    r"|منفی|زیر صفر|מינוס|מתחת|零下|负|[-−]",
    re.IGNORECASE,
)

WHOLE = re.compile(
    r"خالص|صاف|تمام|كامل|كلي|جميع|مطلق|(?<!\w)[بلو]?كل(?!\w)|بأسر|"
    r"\b(?:tou[ts]\w*|entièrement|pure?s?|complèt\w*|totale?ment|ganz|völlig|rein\w*|alle\w*|pur[oa]s?|"
    r"tod[oa]s?|totalmente|полност\w+|все[мх]?|чист\w+)\b",
    re.IGNORECASE,
)
"""What a hundred percent is told as."""


def told(fact: Fact, here: str, there: str) -> bool:
    """Say whether the other text tells this number by parts of a whole, or in a larger unit."""
    digits = fact.value.replace(".", "").strip("0")
    if len(digits) <= 3 and digits[-1:] in {"5", "3", "6"} and PART.search(there):
        return True
    for small, size, large in _UNITS:
        if small.match(here, fact.end) and large.search(there) and float(fact.value) % size == 0:
            return True
    return False


def converted(fact: Fact, here: str, other: Fact) -> bool:
    """Say whether another number is this one in other units: metres for feet, kilometres for metres."""
    try:
        value, metric = float(fact.value), float(other.value)
    except ValueError:
        return False
    if fact.form == "decade":
        return value < 150 and (value - 32) / 1.8 - 1 <= metric <= (value + 9 - 32) / 1.8
    if height := HEIGHT.match(here, fact.end):
        metres = value * 0.3048 + float(height[1]) * 0.0254
        return _near(metres, metric) or abs(100 * metres - metric) < 2
    for unit, factors in _FACTORS:
        if unit.match(here, fact.end):
            return any(_near(value * factor, metric) for factor in factors)
    if degrees := FAHRENHEIT.match(here, fact.end):
        zero = 0 if DIFFERENCE.match(here, degrees.end()) else 32
        return abs((value - zero) / 1.8 - metric) <= 1.2
    return False


def _near(value: float, metric: float) -> bool:
    """Say whether it is that number, rounded as in speech."""
    rounded = metric >= 2 and metric == int(metric) and abs(value - metric) < 0.7
    share = 0.08 if metric < 20 or metric % 5 == 0 else 0.02
    return rounded or abs(value - metric) <= share * abs(metric)
