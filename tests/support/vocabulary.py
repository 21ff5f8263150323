"""An article that holds everything that a body may hold, and the pictures in it."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw

from publish.model import Article, Resource
from support.making import RIVER, article, section

MATHML = 'xmlns="http://www.w3.org/1998/Math/MathML"'


def resource(data: bytes, kind: str) -> Resource:
    """A picture, under the name that its bytes give it; ``kind`` is ``png``, ``jpeg``, ``gif`` or ``svg+xml``."""
    ending = {"jpeg": "jpg", "svg+xml": "svg"}.get(kind, kind)
    return Resource(f"images/{sha256(data).hexdigest()[:16]}.{ending}", f"image/{kind}", data)


def drawn(mode: str = "RGB", size: tuple[int, int] = (320, 200), kind: str = "png", **how: object) -> Resource:
    """A picture of a hill and its sun in one of Pillow's modes; ``how`` is for its encoder."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    draw, (width, height) = ImageDraw.Draw(picture), size
    draw.rectangle((0, 0, width * 9 // 10, height), (214, 226, 232, 255))
    draw.ellipse((width // 2, height // 6, width * 4 // 5, height // 2), (201, 148, 60, 255))
    draw.polygon(((0, height), (width * 2 // 5, height // 3), (width, height)), (60, 92, 70, 255))
    white = Image.new("RGB", size, "white")
    white.paste(picture, mask=picture)
    converted = picture.convert(mode) if mode in ("RGBA", "LA") else white.convert(mode)
    data = BytesIO()
    converted.save(data, kind, **how)
    return resource(data.getvalue(), kind)


VECTOR = resource(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="240" height="80" viewBox="0 0 240 80">'
    b'<path d="M0 40 Q60 0 120 40 T240 40" fill="none" stroke="#7a2e1d" stroke-width="3"/></svg>',
    "svg+xml",
)
LANDSCAPE, GREY, TALL = drawn(), drawn("L", (1600, 900), "jpeg"), drawn("RGBA", (300, 2400))
PICTURES = (LANDSCAPE, GREY, TALL, VECTOR)

FORMULA = (
    f'<math {MATHML} alttext="x squared over one plus root y"><mfrac><msup><mi>x</mi><mn>2</mn></msup>'
    "<mrow><mn>1</mn><mo>+</mo><msqrt><mi>y</mi></msqrt></mrow></mfrac></math>"
)
EQUATION = (
    f'<math {MATHML} display="block" alttext="the sum of k from 1 to n is n times n plus 1 over 2">'
    "<munderover><mo>∑</mo><mrow><mi>k</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><mi>k</mi><mo>=</mo>"
    "<mfrac><mrow><mi>n</mi><mo>(</mo><mi>n</mi><mo>+</mo><mn>1</mn><mo>)</mo></mrow><mn>2</mn></mfrac></math>"
)

INLINE = (
    '<p id="words">Words may be <em>stressed</em>, <strong>strong</strong>, <em><strong>both</strong></em>, or '
    '<i lang="fr">étrangers</i>; <b>bold</b>, <u>underlined</u>, <s>struck</s>, <del>taken away</del>, '
    "<ins>put in</ins>, <mark>marked</mark> or <small>small</small>. Water is H<sub>2</sub>O, an area m<sup>2</sup>. "
    "<q>So it is,</q> she wrote in <cite>Of Rivers</cite>. "
    'The <abbr title="International Organization for Standardization">ISO</abbr> calls it a <dfn>thalweg</dfn>. '
    "Press <kbd>Ctrl</kbd>+<kbd>C</kbd>, see <samp>Stopped.</samp>, and set <var>depth</var> with "
    '<code>river.depth(at="mouth")</code> on <time datetime="2024-05-01">1 May</time>.<br/>A new line, a '
    '<bdi>name</bdi>, <bdo dir="rtl">abc</bdo>, <ruby>川<rp>(</rp><rt>かわ</rt><rp>)</rp></ruby> and a '
    '<span lang="de">Flußbett</span>.</p>'
)
LINKED = (
    '<p>A link <a href="https://example.org/rivers" title="Rivers">abroad</a>, one to <a href="#words">words</a>, '
    'one to <a href="#mouth">a section</a>, to <a href="#flow">a table</a>, to '
    '<a href="mailto:a@example.org">someone</a>. '
    'A first note<a class="noteref" role="doc-noteref" href="#note-1" id="noteref-1">1</a> and a '
    'second.<a class="noteref" role="doc-noteref" href="#note-2" id="noteref-2">2</a></p>'
)
NOTES = (
    '<aside class="note" role="doc-footnote" id="note-1"><p><a class="backlink" role="doc-backlink" href="#noteref-1">1'
    "</a> The first note says where it was found.</p></aside>"
    '<aside class="note" role="doc-footnote" id="note-2"><p><a class="backlink" role="doc-backlink" href="#noteref-2">2'
    f"</a> The second is longer. {RIVER}</p><p>It has a second paragraph.</p></aside>"
)
LISTS = (
    '<ul><li>One</li><li><p>Two, in a paragraph.</p><ol type="a"><li>Below</li><li>And again<ul><li>Deeper'
    '</li></ul></li></ol></li></ul><ol start="9" reversed="reversed"><li>Nine</li><li value="4">Four</li></ol>'
    '<ol type="I"><li>Roman</li></ol><dl><dt>Source</dt><dt>Spring</dt><dd>Where a river begins.</dd><dt>Mouth</dt>'
    "<dd><p>Where it ends.</p><p>There may be several.</p></dd></dl>"
)
QUOTED = (
    '<blockquote><p>Time is a river without banks.</p><p class="heading">A heading inside</p>'
    "<blockquote><p>A quotation in a quotation.</p></blockquote></blockquote>"
)
CODE = (
    '<pre><code class="language-python">def flow(river):\n    """How much water passes."""\n\n'
    "    if river.frozen:\n\t\treturn None  # Tabs, and then a comment that is so long that it cannot keep to a line.\n"
    "    return river.width * river.depth * river.speed  # m³/s &lt; ∞\n</code></pre>"
)
VERSE = (
    '<div class="verse">Nobody asked the river where it had been or whether it was tired of all that<br/>going down'
    "<br/>  to the sea</div>"
)
DIALOGUE = (
    '<div class="dialogue"><dl><dt>Interviewer</dt><dd>Where does it begin?</dd>'
    "<dt>Ferryman</dt><dd><p>In a field.</p><p>Nobody looks there.</p></dd></dl></div>"
)
SIDEBAR = (
    '<div class="sidebar"><p class="heading">How deep is it?</p><p>Deeper than it looks.</p>'
    "<ul><li>Two fathoms</li></ul></div>"
)
SMALL_TABLE = (
    '<table id="flow"><caption>Water, in cubic metres a second</caption><thead><tr><th scope="col">River</th>'
    '<th scope="col" class="right">Flow</th></tr></thead><tbody>'
    '<tr><th scope="row">Rhine</th><td class="right">2300</td></tr>'
    '<tr><th scope="row">Danube</th><td class="right">6460</td></tr></tbody>'
    '<tfoot><tr><td>Both</td><td class="right">8760</td></tr></tfoot></table>'
)
IRREGULAR_TABLE = (
    '<table><tr><td colspan="65534">A title that spans all</td></tr><tr><th>A</th>'
    '<td rowspan="9">B and on</td><td>C</td></tr>'
    "<tr><td>D</td></tr><tr></tr><tr><th></th></tr></table>"
)
WIDE_TABLE = (
    "<table><thead><tr>" + "".join(f"<th>Column {n}</th>" for n in range(1, 13)) + "</tr></thead><tbody>"
    + "<tr>" + "<td>1,234.5</td>" * 11 + "<td>incomprehensible</td></tr></tbody></table>"
)  # fmt: skip
FIGURES = (
    f'<figure id="hill"><img src="{LANDSCAPE.name}" alt="A hill with a low sun" width="320" height="200"/>'
    "<figcaption>The hill from which it comes, <em>in the evening</em>.</figcaption></figure>"
    f'<figure><img src="{GREY.name}" width="1600" height="900"/><figcaption>The hill again</figcaption></figure>'
    f'<p><img src="{TALL.name}"/></p>'
    f'<p><img src="{VECTOR.name}" alt="" role="presentation"/></p>'
    f'<p>A wave <img src="{VECTOR.name}" alt="a wave" width="60" height="20"/> in a line.</p>'
    f"<figure><figcaption>Quoted</figcaption><blockquote><p>All flows.</p></blockquote></figure>"
    f"<figure>{CODE}<figcaption>A program</figcaption></figure>"
    f"<figure>{SMALL_TABLE.replace('flow', 'flow-again')}</figure>"
)
MATHS = (
    f'<p>In a line {FORMULA} stands low.</p><p class="equation">{EQUATION}</p><p>And on it goes.</p>'
    f'<p class="equation" id="eq-one">{EQUATION}. <span class="equation-number">(1)</span></p>'
    '<p>So says <a class="equation-reference" href="#eq-one">(1)</a>.</p>'
    f'<figure><math {MATHML} alttext="a"><mi>a</mi></math><figcaption>A formula</figcaption></figure>'
)


def long_table(rows: int) -> str:
    """A table over several pages."""
    body = "".join(f"<tr><td>Station {n}</td><td>{n * 37 % 1000}</td><td>Note {n}</td></tr>" for n in range(rows))
    return f"<table><thead><tr><th>Station</th><th>Level</th><th>Remark</th></tr></thead><tbody>{body}</tbody></table>"


def everything(**known: object) -> Article:
    """An article that holds all of it."""
    sections = (
        section(None, body=f"<p>{RIVER}</p>{INLINE}{LINKED}{NOTES}", id="lead"),
        section(
            "Lists and Quotations", body=LISTS + QUOTED + VERSE + DIALOGUE + SIDEBAR + "<hr/><p>On.</p>", id="lists"
        ),
        section("Code", body=f"<p>Before.</p>{CODE}<p>After.</p>", id="code"),
        section(
            "Tables", body=f"<p>A table.</p>{SMALL_TABLE}{IRREGULAR_TABLE}{WIDE_TABLE}{long_table(60)}", id="tables"
        ),
        section("Figures", body=FIGURES, id="figures"),
        section("Mathematics", body=MATHS, id="mathematics"),
        section("The Mouth", body=f"<p>{RIVER}</p>", id="mouth", level=2),
    )
    return article(*sections, resources=PICTURES, **known)
