"""Placeholders that were left in a text, in the scripts and languages messages are written in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from app.logic.messages.patterns import LatePattern

_MARKS: Final = ("{", "[", "<", "%", "__", "tbd", "fixme")
_IN_SIGNS: Final = LatePattern(
    r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\{#.{0,200}?#\}|\{\w[\w .]*\}"
    r"|\[(?!(?i:important|at|ät|dot|punkt|point|punto|arroba|chiocciola|arobase)\])[^\[\]\n]{1,60}\]"
    r"|%[^\W\d][\w .-]{0,30}%|%…%|<[^\s<>][^<>\n]{0,60}>|_{3,}|(?:TBD|tbd|FIXME|fixme)(?!\w)(?<!\wtbd)(?<!\wTBD)"
)
# A sender of kisses writes xxx, too, but nobody can tell one from the other.
_CROSSES: Final = LatePattern(
    r"(?<![A-Za-z0-9])(?:X{3,}(?![A-Za-z0-9])|XX(?:[./]XX)+(?:[./]X{2,4})?\.?(?![A-Za-z0-9]))", re.IGNORECASE
)
_TODO: Final = LatePattern(r"(?<![A-Za-z0-9])(?:TODO(?![A-Za-z0-9])|[Tt]odo:)")
# "Todo" is a common Spanish word, which is shouted now and then.
_SPANISH_TODO: Final = LatePattern(r"(?<![A-Za-z0-9])(?:TODO|[Tt]odo):")
_DATE_FORM: Final = LatePattern(
    r"(?<![A-Za-z0-9])(?:(?:TT|DD|JJ|GG|MM)[./-](?:TT|DD|JJ|GG|MM)(?:[./-](?:J{2,4}|Y{2,4}|A{2,4}))?"
    r"|(?:JJJJ|YYYY|AAAA)[./-]MM[./-](?:TT|DD|JJ|GG))(?![A-Za-z0-9])"
)
_ORDERS: Final = LatePattern(
    r"(?<!\w)(?:[ÀA] COMPL[ÉE]TER|À REMPLIR|POR COMPLETAR|A COMPLETAR|DA COMPLETARE|DA INSERIRE|AUSFÜLLEN|ERGÄNZEN"
    r"|EINFÜGEN|INSERT HERE|FILL IN)(?!\w)"
)
_ORDER_MARKS: Final = ("COMPL", "REMPLIR", "AUSF", "ERGÄ", "EINF", "INSER", "FILL")
_FIELD: Final = (
    "お名前|名前|氏名|お客様名|お客様のお名前|日付|日時|年月日|金額|返金額|商品名|注文番号|ご注文番号|追跡番号|店名|店舗名|理由|住所"
    "|姓名|名字|客户名|客户姓名|买家姓名|买家昵称|日期|时间|金额|退款金额|商品|商品名称|订单号|运单号|快递单号|店铺名|店名|原因|地址"
)
# At the beginning of a line such a word can be a heading; what follows a placeholder goes on with the sentence.
_WIDE: Final = LatePattern(
    rf"(?<=\S)【(?:{_FIELD})】|【(?:{_FIELD})】(?=\s*(?:様|さま|さん|殿|先生|女士|小姐|您|の|を|に|は|が|で|と|まで|から|，|,|、|。))"
    r"|【[^】\n]{0,20}(?:入力|記入|挿入|填写|填入|输入)[^】\n]{0,20}】"
    r"|(?<![〇○◯●△□一-龥々])(?:[〇○◯●△]{2,}|□{2,}|×{2,})(?![〇○◯●△□年])"
    r"|[〇○◯●△×X]{1,2}月[〇○◯●△×X]{1,2}[日号]|待填写|待补充|待填|要記入|未記入|(?<![一-龥])某某(?:先生|女士)"
)


def placeholders(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Find what was to be replaced before the text is sent; `text` is narrowed."""
    lowered = text.lower()
    patterns = [_IN_SIGNS] if any(mark in lowered for mark in _MARKS) else []
    if "xx" in lowered:
        patterns.append(_CROSSES)
    if "todo" in lowered:
        patterns.append(_SPANISH_TODO if language == "es" else _TODO)
    if "MM" in text:
        patterns.append(_DATE_FORM)
    if any(mark in text for mark in _ORDER_MARKS):
        patterns.append(_ORDERS)
    if not text.isascii():
        patterns.append(_WIDE)
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield match.span()
