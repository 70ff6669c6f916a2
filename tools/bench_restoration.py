"""What restoring costs: beside cleaning without it, on hijacked pages, and as pages made to be slow grow.

    python3 tools/bench_restoration.py WINNOW

With CORPUS, a folder of sets, the pages of newsaed, cwced and netease-zh are cleaned with `--restore full` and `none` in turns, and the
hijacked pages of its zh; else, of the fixtures, those that need no repair and those that do. CPU seconds of the whole process,
start included in neither; the best of several rounds.
"""
import base64
import glob
import gzip
import json
import os
import subprocess
import sys
import tempfile

ROUNDS = 9
SETS = ("newsaed", "cwced", "netease-zh")
SMALL, LARGE = 100_000, 1_600_000
winnow = sys.argv[1]
corpus = os.environ.get("CORPUS", "")


def read(name):
    return gzip.open(name).read() if name.endswith(".gz") else open(name, "rb").read()


def rows(pages, times=1):
    file = tempfile.TemporaryFile()
    for number, page in enumerate(pages * times):
        file.write(json.dumps({"ref": number, "body_base64": base64.b64encode(page).decode()}).encode() + b"\n")
    return file, sum(map(len, pages)) * times


def cpu(file, *extra):
    file.seek(0)
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([winnow, "batch", "--workers", "1", *extra], stdin=file, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            errors.seek(0)
            sys.exit(f"winnow ended with {status}: {errors.read().decode()}")
    return usage.ru_utime + usage.ru_stime


def sound():
    for name in SETS:
        pages = [read(path) for path in sorted(glob.glob(os.path.join(corpus, name, "pages", "*.html.gz")))] if corpus else []
        if pages:
            yield name, rows(pages)
    if not corpus:
        yield "gate fixtures", rows([read(path) for path in sorted(glob.glob("Tests/Fixtures/gate/*.html"))], 40)


def hijacked():
    names = sorted(glob.glob(os.path.join(corpus, "zh", "pages", "d*"))) if corpus else []
    names = [name for name in names if "/dc" not in name] or sorted(glob.glob("Tests/Fixtures/hijacked*.txt") + glob.glob("Tests/Fixtures/hijacked*.html"))
    for form in (".html", ".txt"):
        pages = [read(name) for name in names if name.endswith(form)]
        if pages:
            yield form[1:], rows(pages, 40)


PROSE = "他說這樣的手藝已經很久沒有見過了，老人們來到河邊。"
KINDS = {
    "readings": "經(jīng)濟(jì)發(fā)展，", "bare readings": "變?yōu)槭界", "question marks": "?", "cuts": "世界?，F代化", "cut marks": "可？！；墒",
    "opening brackets": "經(", "square brackets": "經[", "readings unclosed": "經(jīng", "references": "&#32463;(j&#299;ng)", "untoned": "家(jia)電器(qi)很好，",
    "dropped vowels": "发展(fzhn)", "underscores": "色综合_", "items": "日韩电影_在线观看_", "blanks": "精品 ", "bars": "县| ", "controls": "\x05\x06\x07，",
    "zero width": "字\u200b", "labels": "来源：作者：", "dates": "2023-04-18 ", "arrows": "首页 > ", "foreign words": "nhà cái ", "prose": PROSE,
    "short lines": "<p>精品在线</p>", "hidden spans": PROSE + "<span hidden>彩票</span>", "hidden blocks": "<div style='display:none'>彩票网址</div>",
    "links": "<a href=/x>久久视频</a> ", "spun": "国度播送停止安康", "capitals": "ŌÁ(", "furniture": "Share | Tweet | ",
    "rows of links": "<p>%s<br><a href=/x>返佣下载</a> <a href=/y>交易所邀请码</a> <a href=/z>以太坊虚拟币交易所</a><br>%s</p>" % (PROSE, PROSE),
}


def page(kind, size):
    piece = KINDS[kind]
    text = piece * (size // len(piece.encode()))
    title = "色综合_久久视频_在线观看_日韩电影_精品"
    return ("<html><head><meta charset=utf-8><title>%s</title></head><body><p>%s</p><p>經(jīng)濟(jì)經(jīng)濟(jì)%s</p></body></html>" % (title, PROSE * 3, text)).encode()


def main():
    empty, _ = rows([b"<p>a</p>"])
    start = min(cpu(empty) for _ in range(3))
    for name, (file, size) in sound():
        best = {"full": [], "none": []}
        for number in range(ROUNDS):
            for extent in ("full", "none") if number % 2 else ("none", "full"):
                best[extent].append(cpu(file, "--restore", extent))
        ratios = sorted(a / b for a, b in zip(best["full"], best["none"]))
        full, none = min(best["full"]) - start, min(best["none"]) - start
        print("pages that need no repair, %s, %.1f MB: restored %.2f CPU s, not %.2f: %+.1f%% (rounds: median %+.1f%%); the goal is at most 5%%" % (
            name, size / 1e6, full, none, (full / none - 1) * 100, (ratios[len(ratios) // 2] - 1) * 100))
    for form, (file, size) in hijacked():
        took = min(cpu(file) for _ in range(3)) - start
        print("hijacked pages, %s, %.1f MB: %.1f MB a CPU second; the goal is 10" % (form, size / 1e6, size / 1e6 / took))
    ratios = []
    for kind in KINDS:
        small, few = rows([page(kind, SMALL)], LARGE // SMALL)
        large, many = rows([page(kind, LARGE)])
        a, b = (min(cpu(file) for _ in range(2)) - start for file in (small, large))
        ratios.append(((b / many) / max(a / few, 1e-9), kind, b))
    ratios.sort(reverse=True)
    print("time per byte at %.1f MB by that at %.1f MB, %d kinds of page: worst %s; slowest at %.1f MB: %s" % (
        LARGE / 1e6, SMALL / 1e6, len(KINDS), ", ".join("%s %.1f" % (k, r) for r, k, _ in ratios[:4]), LARGE / 1e6,
        ", ".join("%s %.2f s" % (k, b) for _, k, b in sorted(ratios, key=lambda x: -x[2])[:4])))


main()
