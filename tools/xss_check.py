"""Posts hostile pages and shows what comes of them in headless Chromium: no script may ever run.

xss_check.py WINNOW

The payloads are written here after the classes that public collections have: scripts in every guise,
event handlers, URLs that run, broken quoting, foreign content, mutation through re-parsing, clobbering,
styles, metadata. Each is the middle of an article, alone and in its fields. The HTML that Winnow answers
is put into a document of its own with a canary beside it, every event is fired on every element, every
link that is not http is followed. Then it is parsed again by the browser and must be the same text when
written: a tree that changes by being read is how filters are passed.

The same payloads then stand in every field of articles, in addresses and in searches that the pages for
people show (xss_people.py).
"""

import json
import os
import sys
import tempfile

import xss_people
from served import served

PROSE = "<p>The harbour was dredged again in spring, and the ferries that had kept to the northern channel" \
    " since the storm returned to their pier at noon, with more passengers than anybody could count.</p>"

# `!` stands for the canary's call.
SCRIPTS = [
    "<script>!</script>", "<ScRiPt>!</sCrIpT>", "<script/x>!</script>", "<script\t>!</script\n>",
    "<script src=data:,!></script>", "<script src='data:text/javascript,!'></script>",
    "<scr<script>ipt>!</scr</script>ipt>", "<<script>!//<</script>", "<script>!", "<script x='>'>!</script>",
    "<script type=module>!</script>", "<script type=text/plain>!</script><script>!</script>",
    "</p><script>!</script><p>", "<noscript><p title='</noscript><script>!</script>'>",
    "<textarea></textarea><script>!</script>", "<title><script>!</script></title>",
    "<xmp><script>!</script></xmp>", "<plaintext><script>!</script>", "<noembed><script>!</script></noembed>",
    "<noframes><script>!</script></noframes>", "<iframe><script>!</script></iframe>",
    "<style><script>!</script></style>", "<template><script>!</script></template>",
    "<select><script>!</script></select>", "<table><script>!</script><tr><td>x</table>",
    "<svg><script>!</script></svg>", "<svg><script href='data:,!'/></svg>",
    "<svg><script xlink:href='data:,!'></script></svg>", "<math><script>!</script></math>",
    "<svg><script>&#33;&#97;lert(1)</script></svg>", "<svg><![CDATA[<script>!</script>]]></svg>",
    "<!--><script>!</script>-->", "<!--!><script>!</script>-->", "<!-- --!><script>!</script>",
    "<!---><script>!</script>-->", "<? foo='><script>!</script>'>", "<!doctype x [<script>!</script>]>",
    "<% x %><script>!</script>", "<![if true]><script>!</script><![endif]>",
    "<!--[if gte IE 4]><script>!</script><![endif]-->", "&lt;script&gt;!&lt;/script&gt;",
    "&amp;lt;script&amp;gt;!&amp;lt;/script&amp;gt;", "<a>&#60;script>!</script></a>",
    "<b><script>!</b></script>", "<script\0>!</script>", "<scr\0ipt>!</script>",
]
HANDLERS = [
    "onload", "onerror", "onclick", "onmouseover", "onfocus", "onblur", "onanimationstart", "ontoggle",
    "onpointerenter", "onbegin", "onwheel", "onscroll", "oncopy", "oncut", "onpaste", "ondrag", "onkeydown",
    "onsubmit", "onchange", "oninput", "onbeforetoggle", "onplay", "oncanplay", "onloadstart", "onauxclick",
    "ONLOAD", "oNeRrOr", "on\u0130mage",
]
CARRIERS = [
    "<img src=x {}>", "<p {}>text of a paragraph</p>", "<a href=https://a.example/ {}>a link</a>",
    "<svg {}></svg>", "<video src=x {}></video>", "<audio src=x {}></audio>", "<input autofocus {}>",
    "<details open {}><summary>x</summary>y</details>", "<body {}>", "<iframe src=x {}></iframe>",
    "<object data=x {}></object>", "<embed src=x {}>", "<table {}><tr><td {}>x</table>",
    "<marquee {}>x</marquee>", "<math {}><mi>x</mi></math>", "<blockquote cite=x {}>x</blockquote>",
    "<h2 {}>x</h2>", "<ul {}><li {}>x</ul>", "<figure {}><img src=x {}><figcaption {}>x</figcaption></figure>",
]
QUOTINGS = [
    "{}=!", "{}='!'", '{}="!"', "{} = `!`", "{}\n=\n!", "{}/=!", "x='y'{}='!'", "x=\"y\"{}=\"!\"", "/{}=!//",
    "x='\"'{}='!'", "alt='`' {}='!`'", "style=x {}='!'", "{}=&#x21;", "alt=\"x\\\" {}=!\"", "{}='!' {}='!'",
]
URLS = [
    "javascript:!", "JaVaScRiPt:!", " javascript:!", "\tjavascript:!", "java\tscript:!", "java\nscript:!",
    "java&#10;script:!", "java&Tab;script:!", "java&NewLine;script&colon;!", "&#106;avascript:!",
    "&#x6A&#x61vascript:!", "javascript&#58;!", "javascript&colon;!", "\x01javascript:!", "&#1;javascript:!",
    "\u00a0javascript:!", "\u2028javascript:!", "javascript://a.example/%0a!", "javascript:/*--></a>*/!",
    "vbscript:!", "data:text/html,<script>!</script>", "data:text/html;base64,PHNjcmlwdD5jYW5hcnkoKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='!'/>", "data:application/xml,<x/>",
    "feed:javascript:!", "view-source:javascript:!", "jar:javascript:!", "blob:javascript:!", "about:blank",
    "//javascript:!", "javascript:!//http://a.example/", "https:javascript:!", "j%61vascript:!",
]
PLACES = [
    "<a href=\"{}\">a link to follow</a>", "<img src=\"{}\" alt=x>", "<img srcset=\"{} 1x\" src=x alt=x>",
    "<iframe src=\"{}\"></iframe>", "<object data=\"{}\"></object>", "<embed src=\"{}\">",
    "<form action=\"{}\"><button>x</button></form>", "<button formaction=\"{}\">x</button>",
    "<area href=\"{}\">", "<base href=\"{}\"><a href=x>y</a>", "<svg><a xlink:href=\"{}\"><text>x</text></a></svg>",
    "<svg><use href=\"{}\"/></svg>", "<math><mi href=\"{}\">x</mi></math>", "<video poster=\"{}\"></video>",
    "<link rel=stylesheet href=\"{}\">", "<meta http-equiv=refresh content=\"0;url={}\">",
    "<blockquote cite=\"{}\">a quotation</blockquote>", "<q cite=\"{}\">x</q>", "<a href=\"{}\" ping=\"{}\">x</a>",
    "<svg><animate attributeName=href values=\"{}\"/></svg>", "<source src=\"{}\">", "<body background=\"{}\">",
    "<a href={}>no quotes at all</a>", "<a href='{}'>other quotes</a>", "<picture><source srcset=\"{}\"></picture>",
]
MUTATIONS = [
    "<svg></p><style><a id=\"</style><img src=x onerror=!>\">",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=!&gt;\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src=x onerror=!>",
    "<svg><style><img src=x onerror=!></style></svg>", "<math><style><img src=x onerror=!></style></math>",
    "<noscript><style></noscript><img src=x onerror=!></style>", "<svg><title><style><img src=x onerror=!>",
    "<math><annotation-xml encoding=text/html><style><img src=x onerror=!></style></annotation-xml></math>",
    "<svg><desc><noscript><img src=x onerror=!></noscript></desc></svg>",
    "<table><caption><svg><title><table><caption></caption></table><img src=x onerror=!>",
    "<select><template><img src=x onerror=!></template></select>", "<a><svg></a><a><img src=x onerror=!></svg>",
    "<p><svg><foreignObject><p><style><!--</style><img src=x onerror=!>-->",
    "<math><mi><b><mglyph><svg><mtext><textarea><path id=\"</textarea><img onerror=! src=1>\">",
    "<textarea><p title=\"</textarea><img src=x onerror=!>\">", "<xmp><p title=\"</xmp><img src=x onerror=!>\">",
    "<style><p title=\"</style><img src=x onerror=!>\">", "<iframe><p title=\"</iframe><img src=x onerror=!>\">",
    "<listing>&lt;img onerror=! src=x&gt;</listing>", "<pre>\n\n<img src=x onerror=!></pre>",
    "<img alt=\"`><img src=x onerror=!>\">", "<p title=\"--><img src=x onerror=!>\">x</p>",
    "<img title=\"</script><img src=x onerror=!>\" src=x>", "<a title='&lt;/a>&lt;img src=x onerror=!>'>x</a>",
    "<ol><li><ol></li><table><li><img src=x onerror=!></table>", "<b><p><b><p><img src=x onerror=!></b></p>",
    "<svg><p><style><g title=\"</style><img src=x onerror=!>\">", "<dl><dt><dl><dd><img src=x onerror=!></dt>",
    "<frameset onload=!><frame src=javascript:!>", "<isindex action=javascript:! type=image>",
    "<image src=x onerror=!>", "<keygen autofocus onfocus=!>", "<bgsound src=javascript:!>",
    "<p>a</p><p/onclick=!>b</p>", "<img/src=x/onerror=!>", "<img src=x:x onerror\x0b=!>", "<img src=x onerror\x0c=!>",
]
STYLES = [
    "<p style=\"background:url(javascript:!)\">x</p>", "<p style=\"width:expression(!)\">x</p>",
    "<p style=\"-moz-binding:url(x)\">x</p>", "<p style=\"behavior:url(x)\">x</p>",
    "<style>@import 'javascript:!';</style>", "<style>*{animation:x}@keyframes x{}</style><p onanimationstart=!>x",
    "<p style=\"position:fixed;inset:0;opacity:0\"><a href=javascript:!>everywhere</a></p>",
]
CLOBBERS = [
    "<img name=getElementById src=x>", "<form id=document><input name=cookie></form>", "<a id=canary href=x>x</a>",
    "<img id=canary name=canary src=x>", "<p id=__proto__ name=constructor>x</p>", "<form><input name=attributes></form>",
]


def payloads():
    plain = SCRIPTS + MUTATIONS + STYLES + CLOBBERS
    plain += [place.replace("{}", url) for url in URLS for place in PLACES[:3]]
    plain += [place.replace("{}", url) for place in PLACES[3:] for url in URLS[:6]]
    handlers = [quoting.replace("{}", name) for name in HANDLERS for quoting in QUOTINGS[:3]]
    handlers += [quoting.replace("{}", name) for quoting in QUOTINGS[3:] for name in HANDLERS[:4]]
    plain += [carrier.replace("{}", handler) for carrier in CARRIERS[:3] for handler in handlers]
    plain += [carrier.replace("{}", handler) for carrier in CARRIERS[3:] for handler in handlers[:12]]
    return [one.replace("!", "canary()") for one in plain]


def pages():
    for payload in payloads():
        yield f"<article><h1>Harbour report</h1>{PROSE}<p>before {payload} after</p>{PROSE}{PROSE}</article>"
        yield f"<article><h1>Harbour {payload} report</h1>{PROSE}{payload}{PROSE}{PROSE}</article>"


# In each document: the canary, the article, and everything that a reader might set off.
CANARY = """<!doctype html><meta charset=utf-8><script>
var canary = function () {{ parent.called({number}); return true }};
for (const name of ['alert', 'prompt', 'confirm', 'print', 'open']) window[name] = canary;
</script>"""

FIRING = """<script>
for (const element of document.querySelectorAll('*')) {{
  for (const attribute of [...element.attributes])
    if (/^on/i.test(attribute.name)) parent.called({number});
  if (element.localName !== 'script') for (const type of {events})
    try {{ element.dispatchEvent(new Event(type, {{bubbles: false}})) }} catch (error) {{}}
  const link = element.href && (element.href.baseVal ?? element.href);
  if (link && !/^(https?:|mailto:|#)/i.test(link) && link !== document.URL) parent.strange({number}, String(link));
  if (/^javascript:/i.test(link)) element.click && element.click();
}}
</script>"""

DOCUMENT = CANARY + "{content}" + FIRING

HARNESS = """<!doctype html><meta charset=utf-8><title>at work</title><body><script>
const found = {{called: {{}}, strange: {{}}, changed: {{}}}};
window.called = number => found.called[number] = (found.called[number] || 0) + 1;
window.strange = (number, link) => found.strange[number] = link;
const cases = JSON.parse(document.currentScript.nextElementSibling?.textContent || 'null');
</script><script type=application/json id=cases>{cases}</script><script>
for (const [number, [text, content]] of JSON.parse(document.getElementById('cases').textContent).entries()) {{
  const parsed = document.implementation.createHTMLDocument();
  parsed.body.innerHTML = content;
  if (parsed.body.innerHTML !== content) found.changed[number] = parsed.body.innerHTML;
  const frame = document.createElement('iframe');
  frame.srcdoc = text;
  document.body.append(frame);
}}
addEventListener('load', () => setTimeout(() => {{
  const report = document.createElement('pre');
  report.id = 'report';
  report.textContent = JSON.stringify(found);
  document.body.replaceChildren(report);
  document.title = 'done';
}}, 1500));
</script>"""

EVENTS = json.dumps(sorted({name.lower()[2:] for name in HANDLERS if name.isascii()}))


def cleaned(server, page):
    """The HTML of a page's article, None where it has none."""
    status, _, text = server.ask(
        "/v1/clean?format=html", "POST", page.encode(), {"Content-Type": "text/html; charset=utf-8"})
    if status not in (200, 422):
        sys.exit(f"{status}: {text[:300]}")
    return text.removesuffix("\n") if status == 200 else None


def show(documents, chromium, work):
    return xss_people.report(chromium, work, HARNESS.format(cases=xss_people.embedded(documents)))


def main():
    with tempfile.TemporaryDirectory() as work, served(sys.argv[1], WINNOW_LOG_LEVEL="error") as server:
        sys.exit(check(server, os.environ.get("CHROMIUM", "chromium"), work))


def check(server, chromium, work):
    # The canary must be able to call: a harness that hears nothing proves nothing.
    loud = ["<script>canary()</script>", "<img src=x onerror=canary()>", "<a href='javascript:canary()'>x</a>"]
    heard = show([[DOCUMENT.format(number=n, content=one, events=EVENTS), one] for n, one in enumerate(loud)],
                 chromium, work)["called"]
    if len(heard) != len(loud):
        return f"the canary was heard in {len(heard)} of {len(loud)} documents that call it"

    contents, without = [], 0
    for page in pages():
        content = cleaned(server, page)
        if content is None:
            without += 1
        else:
            contents.append((page, content))
    faults = {"called": [], "strange": [], "changed": []}
    step = 150
    for start in range(0, len(contents), step):
        part = contents[start:start + step]
        found = show(
            [[DOCUMENT.format(number=n, content=content, events=EVENTS), content]
             for n, (_, content) in enumerate(part)], chromium, work)
        for kind in faults:
            faults[kind] += [(part[int(n)], what) for n, what in found[kind].items()]
    print(f"{len(contents)} hostile pages shown, {without} held no article; canary called by"
          f" {len(faults['called'])}, links that are not http {len(faults['strange'])}, trees changed by"
          f" re-parsing {len(faults['changed'])}")
    for kind, list in faults.items():
        for (page, content), what in list[:8]:
            print(f"\n{kind}: {page[page.find('</p>') + 4:][:160]!r}\n  gave {content[:400]!r}\n  {str(what)[:400]!r}")
    shown, paths, others = xss_people.check(
        payloads(), server, show, lambda number: FIRING.format(number=number, events=EVENTS), chromium, work)
    print(f"{shown} pages for people shown; the policies of {', '.join(paths)} tried with {len(xss_people.LURES)}"
          f" lures each: {len(others)} faults")
    for fault in others[:8]:
        print("\n" + fault[:1000])
    return 1 if any(faults.values()) or others else 0


main()
