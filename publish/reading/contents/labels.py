"""The lines that announce a table of contents, in the languages of the world, and the switches beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from publish.reading.wording import letters

_SURE = """
table of contents, contents, contents of this page, article contents, page contents, toc, المحتويات,
جدول المحتويات, محتويات, قائمة المحتويات, محتويات المقال, змест, съдържание, সূচিপত্র, বিষয়বস্তু,
taula de continguts, contingut, obsah, obsah článku, indhold, indholdsfortegnelse, inhaltsverzeichnis,
inhaltsübersicht, περιεχόμενα, πίνακας περιεχομένων, índice, índice de contenidos, índice de contenido,
tabla de contenido, tabla de contenidos, contenido, contenidos, sisukord, aurkibidea, فهرست, فهرست مطالب,
فهرست محتوا, sisällys, sisällysluettelo, sommaire, table des matières, au sommaire, sommaire de l'article,
תוכן העניינים, תוכן עניינים, विषय-सूची, विषय सूची, अनुक्रम, अनुक्रमणिका, sadržaj, tartalom, tartalomjegyzék,
daftar isi, isi kandungan, indice, indice dei contenuti, sommario, 目次, もくじ, この記事の目次,
차례, 목차, turinys, saturs,
kandungan, senarai kandungan, innhold, innholdsfortegnelse, inhoud, inhoudsopgave, spis treści, sumário, conteúdo,
tabela de conteúdos, tabela de conteúdo, índice de conteúdo, cuprins, содержание, оглавление, содержание статьи,
obsah stránky, садржај, kazalo, vsebina, innehåll, innehållsförteckning, yaliyomo, orodha ya yaliyomo,
பொருளடக்கம், విషయ సూచిక, สารบัญ, เนื้อหา, i̇çindekiler, içindekiler, i̇çerik tablosu, зміст, فہرست, mục lục,
nội dung chính, 目录, 目錄, 文章目录, 文章目錄, 本文目录, 本文目錄, 内容目录, 內容目錄, table of content
"""
_POSSIBLE = """
content, in this article, in this post, in this guide, in this story, in this page, in this section,
in this chapter, in this document, on this page, inside this article, what's in this article, what's inside,
article outline, page outline, outline, overview, index, chapters, sections, jump to, jump to section,
jump to a section, skip to section, quick links, quick navigation, topics, what we cover, what we'll cover,
what you'll learn, at a glance, inhalt, inhalte, der inhalt, inhalt des artikels, inhalt dieser seite,
inhalt der seite, in diesem artikel, in diesem beitrag, auf dieser seite, auf einen blick, übersicht, überblick,
themen, themenübersicht, kapitel, gliederung, das erwartet sie, springe zu, direkt zu, dans cet article,
dans ce dossier, sur cette page, plan, plan de l'article, les chapitres, chapitres, en este artículo,
en esta página, contenido de este artículo, sumario, resumen, capítulos, in questo articolo, in questa pagina,
contenuti, contenuto, neste artigo, nesta página, capitoli, in dit artikel, op deze pagina, overzicht,
w tym artykule, na tej stronie, zawartość, в этой статье, на этой странице, главы, план, у цій статті,
на цій сторінці, v tomto článku, na této stránce, ebben a cikkben, în acest articol, i den här artikeln,
på den här sidan, innehåll på sidan, i denne artikel, i denne artikkelen, på denne siden, tässä artikkelissa,
bu yazıda, bu makalede, bu sayfada, dalam artikel ini, di halaman ini, trong bài viết này, في هذا المقال,
في هذه المقالة, في هذه الصفحة, در این مقاله, آنچه در این مقاله می‌خوانید, במאמר זה, בכתבה זו, इस लेख में,
এই নিবন্ধে, ในบทความนี้, この記事の内容,
この記事でわかること, このページの内容, この記事では, 記事の内容, 内容, 本文内容, 本页内容, 本页目录,
本文导读, 本頁內容, 이 글의 목차, 이 글의 순서, 이 문서의 내용, 순서
"""
_SWITCHES = """
hide, show, toggle, toggle table of content, toggle table of contents, toggle the table of contents,
toggle contents, toggle navigation, move to sidebar, expand, collapse, expand all, collapse all, show all,
show more, show less, view all, view more, see all, see more, open, close, click to expand, click to open,
skip to content, start reading, top, back to top, beginning, (top), verbergen, anzeigen, ausblenden, einblenden,
aufklappen, zuklappen, ausklappen, einklappen, umschalten, öffnen, schließen, mehr anzeigen, alle anzeigen,
auf einer seite lesen, alles auf einer seite, in die seitenleiste verschieben, anfang, masquer, afficher, cacher,
voir plus, afficher plus, afficher tout, déplacer vers la barre latérale, début, réduire, développer, ouvrir,
fermer, ocultar, mostrar, alternar, ver todo, ver más, mostrar más, inicio, mover a la barra lateral, nascondi,
mostra, mostra tutto, chiudi, apri, esconder, exibir, mostrar tudo, ver mais, fechar, abrir, verberg, toon, tonen,
weergeven, inklappen, uitklappen, ukryj, pokaż, rozwiń, zwiń, skrýt, zobrazit, elrejtés, megjelenítés, скрыть,
показать, убрать, развернуть, свернуть, показать все, сховати, показати, скрий, покажи, ascunde, arată, dölj,
visa, skjul, vis, piilota, näytä, gizle, göster, aç, kapat, sembunyikan, tampilkan, ẩn, hiện, إخفاء, إظهار, أخف,
أظهر, عرض, نمایش, نهفتن, مخفی کردن, הסתר, הצג, छिपाएँ, दिखाएँ, ซ่อน, แสดง, 非表示, 表示,
閉じる, 開く, 折りたたむ, 隠す, 隐藏, 显示, 隱藏, 顯示, 展开, 收起, 展開, 收合, 切换, 숨기기, 보이기, 접기, 펼치기
"""
_HEADS = """
chap, chapter, chapters, page, pages, pag, no, nr, section, title, kap, kapitel, seite, seiten, chapitre,
chapitres, capítulo, capítulos, página, páginas, pág, capitolo, pagina, hoofdstuk, bladzijde, blz, rozdział,
strona, str, глава, стр, страница
"""
_TOGGLERS = ("toggle", "expand", "collapse", "show", "hide", "afficher", "masquer", "abrir", "alternar", "umschalten")
"""How a line begins that opens and closes the entries below another one: ``Toggle History subsection``."""


def _names(table: str) -> frozenset[str]:
    return frozenset(filter(None, (letters(name) for name in table.split(","))))


_SURE_NAMES, _POSSIBLE_NAMES, _SWITCH_NAMES = _names(_SURE), _names(_POSSIBLE), _names(_SWITCHES)
_HEAD_NAMES = _names(_HEADS)
_LONGEST = 80
_BRACKETS = re.compile(r"[\[(（【]([^\[\]()（）【】]{1,40})[\])）】]")


@dataclass(frozen=True, slots=True)
class Label:
    """What announces a table of contents."""

    text: str
    """As printed, without a switch."""
    sure: bool
    """Whether it means nothing else; ``Overview`` may as well head a section."""
    switch: str
    """The switch beside it, as in ``Contents [hide]``; empty where there is none."""
    rest: str
    """What stands behind it on the same line; empty where nothing does."""


def label(text: str) -> Label | None:
    """The label that a line is, or begins with; None where it is none."""
    if len(text) <= _LONGEST and (found := _whole(text)):
        return found
    head, colon, rest = text[: _LONGEST * 4].partition("：") if "：" in text[:_LONGEST] else text.partition(":")
    if colon and rest.strip() and len(head) <= _LONGEST and (found := _whole(head)):
        return Label(head + colon, found.sure, found.switch, text[len(head) + 1 :].strip())
    return None


def _whole(text: str) -> Label | None:
    words = text.strip("#*=_ ")
    switch = " ".join(match.group() for match in _BRACKETS.finditer(words))
    if switch and letters(_BRACKETS.sub("", words)):
        words = " ".join(_BRACKETS.sub(" ", words).split())
    else:
        switch = ""
    name = letters(words)
    if name in _SURE_NAMES or name in _POSSIBLE_NAMES:
        return Label(words, name in _SURE_NAMES, switch, "")
    for space in (place for place, character in enumerate(words) if character == " "):
        head, tail = words[:space], words[space:].strip()
        if letters(head) in _SURE_NAMES and is_switch(tail):
            return Label(head, True, f"{switch} {tail}".strip(), "")
    return None


def is_switch(text: str) -> bool:
    """Whether a line opens or closes the contents, or leads past them, and is no entry."""
    return len(text) <= 60 and letters(text) in _SWITCH_NAMES


def is_head(text: str) -> bool:
    """Whether a line heads the columns of the list: ``CHAP. PAGE``."""
    return len(text) <= 40 and all(letters(word) in _HEAD_NAMES for word in text.split())


def switches(text: str, entry: str) -> bool:
    """Whether a line opens or closes what stands below ``entry``: ``Toggle History subsection`` below ``History``."""
    said = letters(text)
    return (
        len(text) <= len(entry) + 40
        and said.startswith(_TOGGLERS)
        and letters(entry) in said
        and said != letters(entry)
    )


def is_sure(text: str) -> bool:
    """Whether a line is a label that means nothing else."""
    found = label(text)
    return found is not None and found.sure and not found.rest
