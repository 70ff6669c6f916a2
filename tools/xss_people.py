"""The pages for people under hostile articles, searches and fields: the half of xss_check.py about `/` and
`/articles/{id}`.

Three things are held. What is written escapes all by itself: each page is shown without its policy, with a
canary and every event fired. Nothing that was posted becomes a part of the page around it: the elements
outside `main` are those of a page with nothing hostile, and `main` holds none that loads, sends or styles;
titles and searches stand as they were sent. And the policy alone would do: scripts, frames and style sheets
put into the answer on its way are not run and not loaded by a browser that sees Winnow's own header, and
all of them are by one that does not.
"""

import base64
import hashlib
import html
import http.server
import json
import pathlib
import re
import subprocess
import sys
import threading
import urllib.parse

JUDGE = """
const around = page => [...page.querySelectorAll('*')].filter(e => !e.closest('main') || e.localName === 'main')
  .map(e => e.localName).join(' ');
const forbidden = 'script,style,link,meta,base,title,iframe,frame,frameset,object,embed,applet,form,input,button,'
  + 'textarea,select,svg,math,template,noscript,main,[style],[srcdoc],[formaction],[ping]';
const plain = text => text.replace(/[\\u0000-\\u001f\\u007f\\ufffd\\ufffe\\uffff\\ud800-\\udfff\\s]+/gu, '');
window.judge = (text, expected) => {
  const page = new DOMParser().parseFromString(text, 'text/html');
  const faults = [];
  if (around(page) !== expected.around) faults.push('around main: ' + around(page));
  for (const e of page.querySelectorAll('main')) for (const bad of e.querySelectorAll(forbidden))
    faults.push('in main: ' + bad.outerHTML.slice(0, 200));
  for (const [selector, said] of Object.entries(expected.said)) {
    const e = page.querySelector(selector);
    const shown = e && (e.localName === 'input' ? e.value : e.textContent);
    if (shown === null || !plain(shown).includes(plain(said))) faults.push(`${selector} says ${shown}, not ${said}`);
  }
  return faults;
};
window.skeleton = text => around(new DOMParser().parseFromString(text, 'text/html'));
"""

JUDGING = """<!doctype html><meta charset=utf-8><body><script>{judge}</script>
<script type=application/json id=cases>{cases}</script><script>
const cases = JSON.parse(document.getElementById('cases').textContent);
const expected = skeleton(cases.plain);
const faults = {{}};
for (const [number, [text, said]] of cases.pages.entries()) {{
  const found = judge(text, {{around: expected, said}});
  if (found.length) faults[number] = found;
}}
const report = document.createElement('pre');
report.id = 'report';
report.textContent = JSON.stringify({{around: expected, faults}});
document.body.replaceChildren(report);
</script>"""

CANARY = """<base href="http://127.0.0.1:{port}/"><script>
var canary = function () {{ parent.called({number}); return true }};
for (const name of ['alert', 'prompt', 'confirm', 'print', 'open']) window[name] = canary;
</script>"""

PROSE = "<p>The harbour was dredged again in spring, and the ferries that had kept to the northern channel" \
    " since the storm returned to their pier at noon, with more passengers than anybody could count.</p>" * 3

# Fields that take no text but theirs.
CHECKED = ("canonical_url", "direction", "language", "lead_image", "script")
FIELDS = ("title", "source", "site_name", "language", "direction", "excerpt", "canonical_url", "lead_image",
          "script", "license")


class Pages:
    """Hostile articles in a server, and the pages that show them."""

    def __init__(self, server):
        self.server, self.ask = server, server.ask

    def post(self, payload):
        text = payload.replace('"', "&quot;")
        page = (f'<html lang="{text}" dir="{text}"><head><title>{payload} harbour</title>'
                f'<meta name=author content="{text}"><meta name=keywords content="{text}, {text}">'
                f'<meta property="og:site_name" content="{text}"><link rel=canonical href="{text}">'
                f'</head><body><article><h1>{payload} harbour</h1>{PROSE}</article></body></html>')
        # Markup in the address, as far as an address takes it.
        url = "https://example.org/a?" + urllib.parse.quote(payload, safe="<>'()=:;!/")
        status, _, answer = self.ask(
            "/v1/articles?url=" + urllib.parse.quote(url, safe=""), "POST", page.encode(),
            {"Content-Type": "text/html; charset=utf-8"})
        return json.loads(answer)["id"] if status in (200, 201) else None

    def patch(self, id, payload):
        """Every field that takes a text says what no page could make it say."""
        clean = payload.replace("\0", "")
        fields = {name: clean for name in FIELDS} | {"authors": [clean, clean], "keywords": [clean]}
        while True:
            status, _, answer = self.ask(
                f"/v1/articles/{id}", "PATCH", json.dumps(fields).encode(),
                {"Content-Type": "application/merge-patch+json"})
            if status == 200:
                return clean
            # An address or a language that is none is refused, and named first in the detail.
            name = json.loads(answer)["detail"].split(" ")[0]
            assert status == 400 and name in CHECKED and fields.pop(name, None), answer

    def each(self, payloads):
        """Page, what selectors of it must say."""
        for payload in payloads:
            id = self.post(payload)
            if id is None:
                continue
            _, _, text = self.ask(f"/articles/{id}")
            yield text, {}
            said = self.patch(id, payload)
            _, _, text = self.ask(f"/articles/{id}")
            yield text, {"h1": said, "title": said, "p.meta": said}
            # `%00` is refused; whatever else is searched for is shown in the field it came from.
            status, headers, text = self.ask("/?q=" + urllib.parse.quote(said, safe=""))
            if status == 200:
                yield text, {"input": said, "title": said} if said.strip() else {}
            else:
                assert headers["Content-Type"] == "application/problem+json", headers["Content-Type"]
        for path in ("/", "/?q=harbour", "/?q=ferries"):
            while path:
                _, _, text = self.ask(path)
                yield text, {}
                found = re.search(r'rel="next" href="([^"]+)"', text)
                path = found and found.group(1).replace("&amp;", "&")

    def refusals(self, payloads):
        """What is refused says so as problem+json, which no browser renders; gives what did not."""
        for payload in payloads:
            quoted = urllib.parse.quote(payload.replace("\0", ""), safe="")
            for path in (f"/?cursor={quoted}", f"/articles/{quoted}", f"/?{quoted}=1", f"/{quoted}"):
                status, headers, _ = self.ask(path)
                if (status < 400 or headers["Content-Type"] != "application/problem+json"
                        or headers["X-Content-Type-Options"] != "nosniff"):
                    yield path, status, headers["Content-Type"]


def dump(chromium, work, url, budget=20_000):
    """The document that Chromium makes of a page, when so many of its milliseconds are over."""
    return subprocess.run(
        [chromium, "--headless", "--no-sandbox", "--disable-gpu", f"--virtual-time-budget={budget}",
         f"--user-data-dir={work}/profile", "--dump-dom", url],
        capture_output=True, text=True, timeout=300).stdout


def report(chromium, work, page):
    """What a page of ours writes down in the end."""
    file = pathlib.Path(work, "page.html")
    file.write_text(page)
    text = dump(chromium, work, file.as_uri())
    found = re.search(r'<pre id="report">(.*?)</pre>', text, re.S)
    if not found:
        sys.exit("Chromium came to no end: " + text[:300])
    return json.loads(html.unescape(found.group(1)))


def embedded(cases):
    """JSON for a script element."""
    return json.dumps(cases).replace("</", "<\\/").replace("<!--", "<\\!--")


def judge(shown, plain, chromium, work):
    """Skeletons and sayings: faults by the number of the page."""
    faults = {}
    for start in range(0, len(shown), 300):
        part = shown[start:start + 300]
        cases = embedded({"plain": plain, "pages": part})
        found = report(chromium, work, JUDGING.format(judge=JUDGE, cases=cases))
        assert found["around"].count("main") == 1, found["around"]
        faults |= {start + int(number): what for number, what in found["faults"].items()}
    return faults


def armed(page, number, server, firing):
    """A page as a document with the canary before everything and every event fired after it."""
    page = page.replace("<head>", "<head>" + CANARY.format(number=number, port=server.port), 1)
    return page + firing


# --- the policy alone -------------------------------------------------------------------------------------

LURES = {
    "inline script": "<script>new Image().src='/lure/inline-script'</script>",
    "handler": "<img src=data:, onerror=\"new Image().src='/lure/handler'\">",
    "script": "<script src=/lure/script></script>",
    "style sheet": "<link rel=stylesheet href=/lure/style-sheet>",
    "inline style": "<style>@import '/lure/inline-style';</style>",
    "frame": "<iframe src=/lure/frame></iframe>",
    "object": "<object data=/lure/object></object>",
    "video": "<video src=/lure/video autoplay muted></video>",
}


class Proxy(http.server.BaseHTTPRequestHandler):
    """Winnow's answers with lures put in; `/bare/…` without the policy."""

    server, seen = None, set()
    protocol_version = "HTTP/1.0"

    def do_GET(self):
        if self.path.startswith("/lure/"):
            Proxy.seen.add(self.path.removeprefix("/lure/").replace("-", " "))
            self.send_response(404)
            self.end_headers()
            return
        isBare = self.path.startswith("/bare/")
        status, headers, text = Proxy.server.ask(self.path[5:] if isBare else self.path)
        if status != 200:
            self.send_response(status)
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", headers["Content-Type"])
        if not isBare and headers["Content-Security-Policy"]:
            self.send_header("Content-Security-Policy", headers["Content-Security-Policy"])
        self.end_headers()
        before, end, after = text.partition("</main>")
        self.wfile.write((before + "".join(LURES.values()) + end + after).encode())

    def log_message(self, *_):
        pass


def policies(pages, paths, chromium, work):
    """Faults of the policies, each shown with and without."""
    Proxy.server = pages.server
    proxy = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()

    def loaded(path):
        Proxy.seen = set()
        dump(chromium, work, f"http://127.0.0.1:{proxy.server_address[1]}{path}", 5000)
        return Proxy.seen

    faults = []
    for path in paths:
        bare, held = loaded("/bare" + path), loaded(path)
        if bare != set(LURES):
            faults.append(f"{path}: without a policy {sorted(set(LURES) - bare)} did not load, so nothing is proved")
        if held:
            faults.append(f"{path}: in spite of its policy these ran or loaded: {sorted(held)}")
        _, headers, text = pages.ask(path)
        style = re.search(r"<style>(.*?)</style>", text, re.S)
        if style:
            digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
            if f"'sha256-{digest}'" not in headers["Content-Security-Policy"]:
                faults.append(f"{path}: the policy does not name the page's own style")
    proxy.shutdown()
    return faults


def check(payloads, server, show, firing, chromium, work):
    """Shows and judges; gives the number of pages and the faults."""
    pages = Pages(server)
    first = pages.post("plain")
    _, _, plain = pages.ask(f"/articles/{first}")
    # What hears nothing proves nothing.
    loud = [(plain.replace("</h1>", "<img src=x onerror=canary()><svg></svg></h1>"), {"h1": "plain harbour"}),
            (plain.replace("</header>", "</header><p>around</p>"), {}), (plain, {"h1": "<b>"})]
    heard = judge(loud, plain, chromium, work)
    called = show([[armed(loud[0][0], 0, server, firing(0)), ""]], chromium, work)["called"]
    if len(heard) != len(loud) or not called:
        return 0, [], [f"of {len(loud)} faulty pages {sorted(heard)} were found, the canary heard {called}"]

    shown = list(pages.each(payloads))
    faults = []
    for number, what in judge(shown, plain, chromium, work).items():
        faults.append(f"{what} on a page that says {shown[number][1]}")
    for start in range(0, len(shown), 150):
        part = shown[start:start + 150]
        found = show([[armed(text, n, server, firing(n)), ""] for n, (text, _) in enumerate(part)], chromium, work)
        for kind in ("called", "strange"):
            for n, what in found[kind].items():
                faults.append(f"{kind}: {what} on {part[int(n)][0][:4000]!r}")
    faults += [f"refused as something a browser may render: {one}" for one in pages.refusals(payloads[:200])]
    paths = ["/", "/?q=harbour", f"/articles/{first}", f"/v1/articles/{first}?format=html",
             f"/v1/articles/{first}/raw"]
    faults += policies(pages, paths, chromium, work)
    return len(shown), paths, faults
