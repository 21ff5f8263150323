"""The same kinds of things from right to left, and in Japanese with readings above the characters."""

from __future__ import annotations

from publish.model import Article
from support.making import article, section
from support.vocabulary import CODE, EQUATION, FORMULA, LANDSCAPE, LINKED, NOTES, PICTURES

LINKS = LINKED.replace("#mouth", "#lists").replace("#words", "#flow")

PERSIAN = "رودخانه از دره‌ای که در آن می‌گذرد کهن‌تر است، و دره از شهر کهن‌تر. آب در سال ۱۴۰۲ بالا آمد."
PERSIAN_WORDS = (
    f"<p>{PERSIAN} <em>تأکید</em> و <strong>قوی</strong> و <code>x = river.depth()</code> و H<sub>2</sub>O "
    f"و {FORMULA}.</p>"
)
PERSIAN_TABLE = (
    '<table><caption>جدول آب</caption><thead><tr><th>رود</th><th class="right">آب</th></tr></thead><tbody>'
    '<tr><th>کارون</th><td class="right">۵۷۵</td></tr><tr><th>Rhine</th><td class="right">2300</td></tr>'
    "</tbody></table>"
)
PERSIAN_LISTS = (
    f'<ul id="flow"><li>یک</li><li><p>{PERSIAN}</p></li></ul><ol start="3"><li>سه</li></ol>'
    f'<blockquote><p>{PERSIAN}</p></blockquote>{CODE}{PERSIAN_TABLE}<div class="verse">{PERSIAN}<br/>{PERSIAN}</div>'
    f'<figure><img src="{LANDSCAPE.name}" alt="تپه"/><figcaption>{PERSIAN}</figcaption></figure>'
    f"<dl><dt>رود</dt><dd>{PERSIAN}</dd></dl>"
)

JAPANESE = "川は谷よりも古く、谷は町よりも古い。岸辺を歩く人は、舟と倉庫と教会を見る。技師たちは流れをまっすぐにした。"
RUBY = (
    "<p>長い<ruby>川<rp>（</rp><rt>かわ</rt><rp>）</rp></ruby>と<ruby>堤<rt>つつみ</rt>防<rt>ぼう</rt></ruby>、"
    f"<ruby>承<rt>うけたまわ</rt></ruby>る。<em>強調</em>と<strong>重要</strong>と<i>Latin</i>。{JAPANESE}</p>"
)
JAPANESE_LISTS = (
    f'<ul id="flow"><li>一</li><li>{JAPANESE}</li></ul><dl><dt>川</dt><dd>{JAPANESE}</dd></dl>'
    f"<blockquote><p>{JAPANESE}</p></blockquote><table><thead><tr><th>川</th><th>水</th></tr></thead>"
    '<tbody><tr><td>信濃川</td><td>五一八</td></tr></tbody></table><div class="dialogue"><dl><dt>記者</dt>'
    f"<dd>{JAPANESE}</dd></dl></div><pre><code># 川の深さ\ndepth = 3\n</code></pre>"
)


def persian() -> Article:
    """An article from right to left."""
    notes = NOTES.replace("The first note says where it was found.", PERSIAN)
    sections = (
        section(None, body=f"<p>{PERSIAN}</p>{PERSIAN_WORDS}{LINKS}{notes}"),
        section("فهرست‌ها", body=PERSIAN_LISTS, id="lists"),
        section("پایان", body=f"<p>{PERSIAN}</p>", id="end"),
    )
    return article(*sections, title="از رودها", language="fa", resources=PICTURES)


def japanese() -> Article:
    """An article in Japanese."""
    sections = (
        section(None, body=f"<p>{JAPANESE}</p>{RUBY}<p>{JAPANESE}</p>{LINKS}{NOTES}"),
        section("一覧", body=JAPANESE_LISTS, id="lists"),
        section("終わり", body=f'<p>{JAPANESE}</p><p class="equation">{EQUATION}</p>', id="end"),
    )
    return article(*sections, title="川について", language="ja", resources=PICTURES)
